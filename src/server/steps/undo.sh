# What the way back asks at its end: whether all runs as before, and whether somebody else is at work.

# A person's `docker compose up -d` may be at work beside us: it plans once and carries that out to its end, so that
# only then it is known what it took away.
as_before() {
  local begun missing
  [ -s "$TX/before" ] || return 0
  if compose_at_work; then
    note - "somebody's docker compose is at work: waiting until it has ended, 15 s at most"
    begun=$(now_ms)
    while compose_at_work && [ "$(now_ms)" -lt $((begun + 15000)) ]; do pause 0.3; done
    # The time is his, not the undo's.
    giving_up=$((giving_up + $(now_ms) - begun))
    ! compose_at_work || BESIDE="; somebody's docker compose is still at work: look at '$ME status' when it has ended"
  fi
  ps_of "$(services_of "$previous")" >"$TX/ps" || { fail docker "does not answer"; return 1; }
  missing=$(awk -F'\t' "$AWK_RECORDS$AWK_MISSING" "$TX/before" "$TX/ps")
  [ -z "$missing" ] || fail undo "$missing"
}
# Somebody's `docker compose up`, or whatever else of it changes containers, runs on this machine. What another stack
# of ours creates takes nothing away.
compose_at_work() {
  local one
  # shellcheck disable=SC2013 # names without blanks
  for one in $(grep -ls docker-compose /proc/[0-9]*/cmdline); do
    ! tr '\0' '\n' 2>/dev/null <"$one" | awk "$AWK_COMPOSE_VERB" || return 0
  done
  return 1
}
undo_failed() { # of the reason of the last failure
  outcome undo-failed "$(why_code)" "$(why). Release $(intent_value previous) should serve; look at 'docker ps -a' and run '$ROOT/stackctl recover' when the cause is gone"
  journal fail undo "$(why)" "$(why_code)"
  return 1
}
