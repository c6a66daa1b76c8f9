# One transaction at a time: the lock, who holds it, and what is asked before anything is written down.

# Waits for the other one and says who it is. Dies inside: the lock goes with the last process that holds it; `holder`
# names one that is dead.
take_lock() { # seconds
  local limit host
  exec 9>>"$ROOT/lock"
  if ! flock -n 9; then
    journal note lock "held by $(cat "$ROOT/holder" 2>/dev/null); waiting up to $1 s"
    limit=$(($(now_ms) + $1 * 1000))
    until flock -n 9; do
      [ "$(now_ms)" -lt "$limit" ] || return 1
      [ -z "$ID" ] || [ ! -e "$ROOT/releases/$ID/decision" ] || return 1
      sleep 0.2
    done
  fi
  stamp
  read -r host </proc/sys/kernel/hostname
  printf '%s (pid %s on %s) since %s\n' "${ID:-recover}" "$$" "$host" "${STAMP#*T}" >"$ROOT/holder"
}
# Who holds the lock, as he wrote it down; false if nobody does, he is dead, or all that is left for him to do is to go.
holder() {
  local pid who
  pid=$(holder_pid)
  [ -n "$pid" ] && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF "$ROOT/" || return 1
  read -r who <"$ROOT/holder"
  [ -e "$TX/intent" ] || [ ! -e "$ROOT/releases/${who%% *}/outcome" ] || return 1
  echo "$who"
}
holder_pid() { sed -n 's/.* (pid \([0-9]*\) on .*/\1/p' "$ROOT/holder" 2>/dev/null; }
# Nothing changed yet. Two equal inspections: a killed holder's `docker stop` may still be at work in the daemon.
settle() {
  local one two
  await_engine || return 1
  one=$(ask ps -a --no-trunc --format '{{.ID}} {{.State}}') || { fail docker "does not answer"; return 1; }
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    two=$(ask ps -a --no-trunc --format '{{.ID}} {{.State}}')
    [ "$one" != "$two" ] || return 0
    one=$two; sleep 0.3
  done
}
# Nothing changed. A late run must not put older code back, and a plan made on another release than the current one is
# stale.
fence() { # force
  local now order committed
  now=$(current)
  order=$(meta "$ID" order) committed=$(meta "${now:-none}" order)
  if [ "$1" != force ] && [ "${order:-0}" -lt "${committed:-0}" ] 2>/dev/null; then
    fail superseded "run $order is older than release $now (run $committed)"; return 1
  fi
  [ "$(meta "$ID" previous)" = "$now" ] ||
    fail stale "the plan was made on release '$(meta "$ID" previous)', but '$now' is current"
}
# People go on with the program of the last transaction that began: what was only planned, or refused before, is none
# of their business. Dies inside: the link of before, and one of another name.
link() {
  case $SELF in "$ROOT"/bin/stackctl-*) ;; *) return 0 ;; esac
  [ "$(readlink "$ME")" != "bin/${SELF##*/}" ] || return 0
  ln -s "bin/${SELF##*/}" "$ME.$$" && mv -fT "$ME.$$" "$ME" 2>/dev/null && return
  rm -f "$ME.$$"
  ln -sfn "bin/${SELF##*/}" "$ME"
}
# What ran before us becomes a release, so that the first deploy can be undone. Dies inside: it is adopted by the next
# run, or is already.
adopt() {
  local id
  id=$(meta "$ID" adopt)
  [ -n "$id" ] && [ -z "$(current)" ] && [ -d "$ROOT/releases/$id" ] || return 0
  [ -e "$ROOT/releases/$id/outcome" ] ||
    write_whole "$ROOT/releases/$id/outcome" "committed${TAB}ran before stack-actions"
  write_whole "$ROOT/current" "$id" && note "$id" "adopted"
}
# Dies inside: as in `refuse`.
refuse_locked() { # seconds
  outcome refused locked "locked: another deploy holds this server, and did not end within $1 s:\
 $(cat "$ROOT/holder" 2>/dev/null)"
  exit 11
}
# Dies inside: no outcome; `watch` says that it died, and nothing was changed.
refuse() { # [code words]; else why the last step failed
  [ $# -gt 0 ] || set -- "$(why_code)" "$(why)"
  outcome refused "$@"
  [ -e "$TX/intent" ] || { rm -f "$TX"/*; }
  exit 10
}
