# The way back, in steps: each can be run again. At its end: whether all runs as before, and whether somebody else is
# at work.

# The old ones start if they were stopped, prove themselves, get the routes back; then the new ones go.
# Can be run again.
go_back() {
  rm -f "$TX/proxy"
  await_proxy || no_proxy || return 1
  previous=$(intent_value previous)
  find_new || return 1
  reserve_old_addresses
  # An exclusive old one cannot start while the new one holds its port or its data.
  # shellcheck disable=SC2046 # a list of ids
  stop_containers $(awk -F'\t' '$4 == "exclusive" { print $1 }' "$TX/undo") || return 1
  restore_old || return 1
  if pins_routes && [ -n "$PROXY" ] && [ -n "$previous" ] && can_write_pin; then put_pin old || return 1; fi
  undo_drain || return 1
  let_new_finish
  unpin_leaving "$(cut -f1 "$TX/undo"; old again | cut -f4)"
  stop_new || return 1
  remove_new || return 1
  restore_policies || return 1
  if pins_routes && [ -n "$PROXY" ]; then
    # Of a first deploy nothing is left that a pin could keep.
    { [ -n "$previous" ] && ! pin_may_go "$previous"; } || remove_pin || return 1
  fi
  runs_as_before
}
# What a person made meanwhile of a service that we do not touch is not ours to remove.
find_new() {
  {
    new_containers >"$TX/found" &&
      awk -F'\t' -v OFS='\t' '$6 != "stray" { print $1, $2, $3, $4 }' "$TX/found" >"$TX/undo"
  } || fail docker "does not answer"
}
let_new_finish() {
  [ -e "$TX/switched" ] || return 0
  { cut -f2,3 "$TX/undo"; old again | cut -f2,3; } | let_finish "$ID"
  rm -f "$TX/switched"
}
# Dies inside: some run, in no route; the next undo stops them.
stop_new() {
  local id again
  # Not in a pipe: its jobs could not be waited for, and the removal would cut what is in flight.
  while read -r id _; do { exec 8>&-; docker stop "$id" >/dev/null 2>&1 </dev/null; } & done <"$TX/undo"
  wait
  # Stopped it was before. The old ones have proved themselves with it, as they ran beside it.
  again=$(started_again) || return 1
  # shellcheck disable=SC2086 # a list of ids
  stop_containers $again
}
# Dies inside: some are there, and stopped; the next undo removes them.
remove_new() {
  local id project svc
  while IFS=$TAB read -r id project svc _; do
    if act rm -f "$id"; then note "$project/$svc" "new $(short "$id") removed"; elif ! is_gone "$id"; then return 1; fi
  done <"$TX/undo"
  # A line that the journal has no room for is no reason to begin again.
  return 0
}
# Dies inside: as in `set_policies`.
restore_policies() {
  local policies
  policies=$(old replace remove shrink again | awk -F'\t' '{ print $4, $6 }' | existing) ||
    { fail docker "does not answer"; return 1; }
  printf '%s\n' "$policies" | set_policies
}
# A person's `docker compose up -d` may be at work beside us: it plans once and carries that out to its end, so that
# only then it is known what it took away.
runs_as_before() {
  local begun missing
  [ -s "$TX/before" ] || return 0
  if compose_at_work; then
    note - "somebody's docker compose is at work: waiting until it has ended, 15 s at most"
    begun=$(now_ms)
    while compose_at_work && [ "$(now_ms)" -lt $((begun + 15000)) ]; do pause 0.3; done
    # The time is his, not the undo's.
    giving_up=$((giving_up + $(now_ms) - begun))
    ! compose_at_work ||
      OUTCOME_NOTE="; somebody's docker compose is still at work: look at '$ME status' when it has ended"
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
  local code words
  code=$(why_code) words=$(why)
  outcome undo-failed "$code" "$words. Release $(intent_value previous) should serve; look at 'docker ps -a' and\
 run '$ROOT/stackctl recover' when the cause is gone"
  journal fail undo "$words" "$code"
  return 1
}
# All is back, and does not answer as before.
undo_unproven() { # why it was undone
  local was='What ran before'
  [ -z "$previous" ] || was="Release $previous"
  outcome undo-failed "$(why_code)" "$1. $was was put back, but $(why); look at what is in front of it,\
 and at '$ME status'"
  journal fail undo "$(why)" "$(why_code)"
}
before_words() { [ -n "$previous" ] && echo "release $previous serves" || echo "nothing was running before"; }
