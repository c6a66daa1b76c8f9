# Sets and removes the drain flag, and waits until Docker and Traefik have followed.

# Dies inside: both versions answer, each verified; a recovery lets the old ones serve again and drains the new ones.
drain_switch() {
  drains || return 0
  # shellcheck disable=SC2046 # lists of ids
  { flag down $(drained_candidates); await_healthy $(drained_candidates); } || return 1
  if [ -n "$(leaving)" ]; then
    drain_off "$(leaving)" "$(drained_candidates)"
  elif [ -n "$(drained_candidates)" ]; then
    await_routes "$(drained_candidates)" ""
  fi
}
# Drains again what has lost its flag, because it was restarted meanwhile. Dies inside: as in `drain_switch`.
drain_again() {
  drains || return 0
  # shellcheck disable=SC2046 # a list of ids
  [ -z "$(health_of $(leaving) | awk '$2 == "running" && $3 != "unhealthy"')" ] ||
    drain_off "$(leaving)" "$(drained_candidates)"
}
# Lets the old ones serve again, as far as they did before, then drains the new ones. A new one that never became
# healthy is in no route. Dies inside: it can be run again.
undo_drain() {
  local back away up
  drains || return 0
  back=$({ intent leave | awk -F'\t' '$4 != "unhealthy" { print $2 }'; of_drained "$TX/again"; } | sort -u | existing)
  # shellcheck disable=SC2046,SC2086 # lists of ids
  { away=$(health_of $back | awk '$3 != "healthy"'); flag down $(leaving); await_healthy $back; } || return 1
  # shellcheck disable=SC2046 # a list of ids
  up=$(health_of $(drained_candidates | existing) | awk '$2 == "running" && $3 != "starting" { print $1 }')
  if [ -n "$up" ]; then drain_off "$up" "$back"; elif [ -n "$away" ]; then await_routes "$back" ""; fi
}
# Drains containers, while others stay. The others are healthy before the first of these becomes unhealthy, so that
# Traefik always has one to route to. Dies inside: whatever Docker calls healthy serves; a recovery goes back.
drain_off() { # ids that leave, ids that stay
  local begun limit
  begun=$(now_ms)
  limit=$({ intent leave | cut -f3; intent drained | cut -f4; } | sort -n | tail -n 1)
  # shellcheck disable=SC2086 # lists of ids
  { flag up $1; await_gone $((limit + 60)) $1; } && await_routes "$2" "$1" || return 1
  note - "drained in $((($(now_ms) - begun) / 1000)) s"
}
# Sets the drain flag in containers that run, or removes it. Dies inside: some have it; a recovery removes it from those
# that go on serving, and so does a restart.
flag() { # up|down ids…
  local change="rm -f $FLAG" id
  [ "$1" != up ] || change=": >$FLAG"
  shift
  for id; do
    { exec 8>&-; docker exec -u 0 "$id" /bin/sh -c "$change" >/dev/null 2>"$TX/flag.$(short "$id")" </dev/null; } &
  done
  wait
}
# Until Docker calls each of them healthy, or none.
await_healthy() { poll_health 300 judge_healthy "$@"; } # ids…
await_gone() { # seconds, ids…
  local seconds="$1"
  shift
  poll_health "$seconds" judge_gone "$@"
}
judge_healthy() { # states, late
  local open
  open=$(echo "$1" | awk '$0 == "" || $2 == "running" && $3 ~ /^(healthy|none)$/ { next }
    { print substr($1, 1, 12) " is " $2 " and " $3 }')
  [ -n "$open" ] || return 0
  if echo "$open" | grep -qv ' is running'; then fail health "$open"; return 1; fi
  not_yet "$open" "$2"
}
judge_gone() { # states, late
  local open
  open=$(echo "$1" | awk '$2 == "running" && $3 ~ /^(healthy|none)$/ {
    print substr($1, 1, 12) " is " $2 " and " $3 }')
  [ -n "$open" ] || return 0
  not_yet "$open" "$2"
}
# Exit code 2: go on waiting. When the time is over: 1, with what is still open.
not_yet() { # what is open, late
  [ -n "$2" ] || return 2
  fail health "$1, still; $(cat "$TX"/flag.* 2>/dev/null)"
}
