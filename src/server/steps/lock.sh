# The step `lock`: one transaction at a time. Takes the lock, and refuses what must not run before anything is changed.

# Takes the lock; if another transaction has it, says who that is, and waits. Dies inside: the kernel frees the lock
# when the last process with its descriptor ends; the file `holder` names a dead process.
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
# Prints who holds the lock, as written in the file `holder`. False if nobody does, if that process is dead, or if it
# has finished its transaction and is about to end.
holder() {
  local pid who
  pid=$(holder_pid)
  [ -n "$pid" ] && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF "$ROOT/" || return 1
  read -r who <"$ROOT/holder"
  [ -e "$TX/intent" ] || [ ! -e "$ROOT/releases/${who%% *}/outcome" ] || return 1
  echo "$who"
}
holder_pid() { sed -n 's/.* (pid \([0-9]*\) on .*/\1/p' "$ROOT/holder" 2>/dev/null; }
# Waits until the list of containers is the same twice: a `docker stop` of a killed transaction may still be at work in
# the daemon. Nothing changed.
await_stable_containers() {
  local one two
  await_engine || return 1
  one=$(ask ps -a --no-trunc --format '{{.ID}} {{.State}}') || { fail docker "does not answer"; return 1; }
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    two=$(ask ps -a --no-trunc --format '{{.ID}} {{.State}}')
    [ "$one" != "$two" ] || return 0
    one=$two; sleep 0.3
  done
}
# Refuses an older run, which must not put older code back, and a plan that was made on another release than the current
# one. Nothing changed.
fence() { # force
  local now order committed
  now=$(current)
  order=$(meta "$ID" order) committed=$(meta "${now:-none}" order)
  if [ "$1" != force ] && [ "${order:-0}" = "${committed:-0}" ] && [ "$(meta "$ID" kind)" = deploy ] &&
    [ -n "$(meta "$ID" run_url)" ] && bars_its_number "${now:-none}"; then
    fail superseded "run $order is older than release $now, which took its number"; return 1
  fi
  if [ "$1" != force ] && [ "${order:-0}" -lt "${committed:-0}" ] 2>/dev/null; then
    fail superseded "run $order is older than release $now (run $committed)"; return 1
  fi
  [ "$(meta "$ID" previous)" = "$now" ] ||
    fail stale "the plan was made on release '$(meta "$ID" previous)', but '$now' is current"
}
# What was made from a shell has the number of the run that it took back, or went over, and which must not come again;
# so has a rollback of a run.
bars_its_number() { # release
  case $(meta "$1" kind) in
    rollback) ;;
    deploy) [ -z "$(meta "$1" run_url)" ] ;;
    *) false ;;
  esac
}
# Points the link `stackctl`, which people type, to the program of this transaction. A deploy that was refused before
# does not get here. Dies inside: the link of before, and one with a temporary name.
link_program() {
  case $SELF in "$ROOT"/bin/stackctl-*) ;; *) return 0 ;; esac
  [ "$(readlink "$ME")" != "bin/${SELF##*/}" ] || return 0
  ln -s "bin/${SELF##*/}" "$ME.$$" && mv -fT "$ME.$$" "$ME" 2>/dev/null && return
  rm -f "$ME.$$"
  ln -sfn "bin/${SELF##*/}" "$ME"
}
# Makes a release of what ran before the first deploy, so that this deploy can be undone. Dies inside: it is adopted, or
# the next run does it.
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
