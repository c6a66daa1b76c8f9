# Waits for the consent of the runner, and decides: one word wins, and none can win after it.

# Waits for the runner: `proceed` or `confirm`; an abort or the deadline undoes. Dies inside: `waiting` stays, which
# nobody reads without a living program.
await() { # file that the runner makes, deadline in seconds
  local limit="$(($2 * 1000))" from now beat
  from=$(now_ms)
  write_whole "$ROOT/releases/$ID/waiting" "$1" || return 1
  while [ ! -e "$ROOT/releases/$ID/$1" ]; do
    now=$(now_ms)
    beat=$(cat "$ROOT/releases/$ID/heartbeat" 2>/dev/null || echo 0)
    [ "${beat:-0}" -gt "$from" ] 2>/dev/null || beat=$from
    if [ $((now - beat)) -gt "$limit" ] ||
      [ $((now - from)) -gt $((limit > HARD_CAP_MS ? limit : HARD_CAP_MS)) ]; then decide deadline; fi
    undecided || break
    sleep 0.02
  done
  rm -f "$ROOT/releases/$ID/waiting"
  not_aborted
}
# link(2) has one winner: confirm, abort or deadline. Dies inside: nothing is decided, or it is; a file `decision.PID`
# may stay.
decide() { # word [release]
  local dir="$ROOT/releases/${2:-$ID}" try won
  for try in 1 2; do
    if echo "$1" >"$dir/decision.$$"; then break; fi
    rm -f "$ROOT/ballast"
  done 2>/dev/null
  # A word that was not written whole must not win.
  [ -s "$dir/decision.$$" ] || { rm -f "$dir/decision.$$"; return 1; }
  sync "$dir/decision.$$" 2>/dev/null
  ln "$dir/decision.$$" "$dir/decision" 2>/dev/null; won=$?
  rm -f "$dir/decision.$$"
  [ "$won" = 0 ] || [ "$(cat "$dir/decision" 2>/dev/null)" = "$1" ]
}
