# Sets and takes away the flag, and waits until Docker and Traefik have followed.

# Inside both versions answer, each verified: recovery lets the old ones serve again and drains the new ones.
drain_switch() {
  drains || return 0
  # shellcheck disable=SC2046 # lists of ids
  { flag down $(dark); await_healthy $(dark); } || return 1
  if [ -n "$(leaving)" ]; then
    drain_off "$(leaving)" "$(dark)"
  elif [ -n "$(dark)" ]; then
    await_routes "$(dark)" ""
  fi
}
# An old one that started again meanwhile has lost its flag. Dies inside: as in `drain_switch`.
drain_again() {
  drains || return 0
  # shellcheck disable=SC2046 # a list of ids
  [ -z "$(health_of $(leaving) | awk '$2 == "running" && $3 != "unhealthy"')" ] || drain_off "$(leaving)" "$(dark)"
}
# The old ones serve again, as far as they did, then the new ones leave; those that never were healthy are in no
# route. Dies inside: it can be run again.
drain_back() {
  local back away up
  drains || return 0
  back=$({ intent leave | awk -F'\t' '$4 != "unhealthy" { print $2 }'; of_dark "$TX/again"; } | sort -u | existing)
  # shellcheck disable=SC2046,SC2086 # lists of ids
  { away=$(health_of $back | awk '$3 != "healthy"'); flag down $(leaving); await_healthy $back; } || return 1
  # shellcheck disable=SC2046 # a list of ids
  up=$(health_of $(dark | existing) | awk '$2 == "running" && $3 != "starting" { print $1 }')
  if [ -n "$up" ]; then drain_off "$up" "$back"; elif [ -n "$away" ]; then await_routes "$back" ""; fi
}
# Takes containers out of Traefik while others stay in it: those are healthy for Docker before it calls the first of
# these unhealthy, so that Traefik never sees neither. Dies inside: both lists serve as Docker calls them healthy;
# recovery goes back.
drain_off() { # ids that leave, ids that stay
  local begun limit
  begun=$(now_ms)
  limit=$({ intent leave | cut -f3; intent dark | cut -f4; } | sort -n | tail -n 1)
  # shellcheck disable=SC2086 # lists of ids
  { flag up $1; await_gone $((limit + 60)) $1; } && await_routes "$2" "$1" || return 1
  note - "drained in $((($(now_ms) - begun) / 1000)) s"
}
# Dies inside: some have it. Recovery takes it from those that go on serving; a restart does, too.
flag() { # up|down ids…: in those that run
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
  still "$open" "$2"
}
judge_gone() { # states, late
  local open
  open=$(echo "$1" | awk '$2 == "running" && $3 ~ /^(healthy|none)$/ {
    print substr($1, 1, 12) " is " $2 " and " $3 }')
  [ -n "$open" ] || return 0
  still "$open" "$2"
}
still() { # what is open, late
  [ -n "$2" ] || return 2
  fail health "$1, still; $(cat "$TX"/flag.* 2>/dev/null)"
}
# Until Traefik routes to each of the first list and to none of the second: by its API, else by the time that its
# throttle takes at most.
await_routes() { # ids, ids
  local said
  rm -f "$TX/proxy"; proxy || return 0 # this transaction may have replaced it
  if [ "$PROXY_ACK" = api ]; then
    routed "$1" "$2"; said=$?
    if [ "$said" = 4 ] && await_starts && prove_refresh; then
      rm -f "$ROOT/kept-pin"
      routed "$1" "$2"; said=$?
    fi
    case $said in
      0) return 0 ;;
      4) fail traefik "does not route to $(echo "$1" | cut -c1-12 | tr '\n' ' ')alone"; return 1 ;;
      *) ;;
    esac
  fi
  await_starts
  if refresh_proxy; then rm -f "$ROOT/kept-pin"; return 0; fi
  # What ran before is what it knows, as far as it knows anything.
  [ "$STEP" = undo ] || fail traefik "gets no events from Docker"
}
routed() { # ids, ids; exit code 4: not so, 3: it cannot be asked
  # shellcheck disable=SC2016 # for the shell inside
  docker exec "$PROXY" sh -c '
    n=0
    while [ $n -lt "$3" ]; do
      all=$(timeout 2 wget -q -O - "http://$4/api/rawdata") || exit 3
      open=""
      for one in $1; do echo "$all" | grep -qE "[/\"]($one):" || open=1; done
      for one in $2; do ! echo "$all" | grep -qE "[/\"]($one):" || open=1; done
      [ -n "$open" ] || exit 0
      n=$((n + 1)); sleep 0.1
    done
    exit 4' - "$(addresses "$1")" "$(addresses "$2")" $((PROXY_THROTTLE / 100 + 100)) "$PROXY_AT" \
    >/dev/null 2>&1 8>&- 9>&- </dev/null
}
addresses() { # ids: for each the addresses that it has, joined by |
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$1" ] ||
    ask inspect -f '{{range .NetworkSettings.Networks}}{{if .IPAddress}}{{.IPAddress}}|{{end}}{{end}}' $1 | sed 's/|$//'
}
