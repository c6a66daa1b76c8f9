# The page to read first: a deploy as a list of steps, the way back as another, and which of the two a recovery takes.
# Each step has a file below steps/, which says what a death inside it leaves behind.

# Runs detached from the connection: a runner that dies takes nothing with it.
transaction() { # release gate deadline lock-timeout force ask
  ID=$1 gate=$2 deadline=$3
  [ "$2" = runner ] && [ "$6" != ask ] || ASKS=yes
  step lock
  take_lock "$4" || { outcome refused locked "locked: another deploy holds this server, and did not end within $4 s: $(cat "$ROOT/holder" 2>/dev/null)"; exit 11; }
  mkdir -p "$TX"
  claim || refuse
  recover_locked || refuse unrecovered "an earlier transaction could not be recovered: $(why)"
  adopt
  fence "$5" || refuse
  alive || refuse
  link || refuse disk "cannot link $ME$(disk_words)"
  step_end
  step intent; { write_intent "$gate" && drain_intent && trusted_way && one_writer; } || { rm -f "$TX/intent"; refuse; }; step_end
  if nothing_to_do; then forward_unchanged; return; fi
  look_at_ways
  look_at_published
  if forward "$gate" "$deadline"; then step finish; finish || exit 1; step_end; exit 0; fi
  # Only a commit that wrote its marker cannot be taken back.
  if [ -e "$TX/done" ]; then exit 1; fi
  undo "$(why_code)" "$(why)"
}
# Dies inside: each step says what it leaves.
forward() { # gate deadline
  # Neither needs the other: what is created does not run, and what is held are the old ones.
  { step hold; hold && step_end; } &
  holding=$!
  step create; create && step_end; created=$?
  wait "$holding" && [ "$created" = 0 ] || return 1
  start_early || return 1
  if [ -n "$(swapped)" ]; then step swap; swap || return 1; step_end; fi
  step switch; true >"$TX/switched" || return 1; { switch_new && drain_switch; } && answers_hold || return 1; step_end
  if [ "$1" = runner ]; then step gate; await proceed "$2" || return 1; step_end; fi
  step stop; { stop_old && answers_hold; } || return 1; step_end
  step decide
  if [ "$1" = runner ]; then await decision "$2" || return 1; else decide confirm || { alive; return 1; }; fi
  step_end
  step commit; commit || return 1; step_end
}
# What answered before the transaction answers as well. Dies inside: nothing was changed here.
# shellcheck disable=SC2046 # a list of ids
answers_hold() { ways_hold && published_hold "$ID" $(new_or_kept); }
# Same containers, but the files may differ (a label nobody restarts for, a commit): the release becomes the current
# one. Dies inside: the marker says that it goes forward.
forward_unchanged() { step commit; write_ended && whole "$TX/done" "$ID" && whole "$ROOT/current" "$ID" && { report_running; outcome committed "$(verdict); nothing had to be restarted"; }; step_end; step finish; finish; step_end; }

# Back to what was. Where dockerd dies in the middle, it comes back with other containers running than we left: so it
# begins again. Dies inside: the intent is still there, and recovery undoes again.
undo() { # code words
  step undo "$2"
  # Also what a killed program had not written whole.
  rm -f "$ROOT/releases/$ID/waiting" "$ROOT/releases/$ID"/*.new
  [ "$(df -Pk "$ROOT" | awk 'NR == 2 { print $4 }')" -gt 64 ] || rm -f "$ROOT/ballast"
  engine_back || { undo_failed; return; }
  giving_up=$(($(now_ms) + 120000)) turns=0
  until go_back; do
    # dockerd died inside, or a person took away what was about to start: another look finds what there is now.
    turns=$((turns + 1))
    if [ "$turns" -ge 3 ] || [ "$(now_ms)" -gt "$giving_up" ] || ! engine_back; then undo_failed; return; fi
    WHY=''; rm -f "$TX/why"
    pause 0.5
  done
  if ! { ways_back && published_back; }; then
    # All is back that can be put back: a recovery would find nothing more to do, and the next deploy is not kept from
    # mending it.
    outcome undo-failed "$(why_code)" "$2. $([ -n "$previous" ] && echo "Release $previous was" || echo "What ran before was") put back, but $(why); look at what is in front of it, and at '$ME status'"
    journal fail undo "$(why)" "$(why_code)"
    retain
    rm -f "$TX/intent"
    rm -f "$TX"/*
    return
  fi
  step_end
  outcome undone "$1" "$2; $([ -n "$previous" ] && echo "release $previous serves" || echo "nothing was running before")$BESIDE"
  BESIDE=''
  retain
  rm -f "$TX/intent"
  rm -f "$TX"/*
}
# The old ones start if they were stopped, prove themselves, get the routes back; then the new ones go.
# Can be run again.
go_back() {
  rm -f "$TX/proxy"
  proxy_back || no_proxy || return 1
  previous=$(intent_value previous)
  # What a person made meanwhile of a service that we do not touch is not ours to remove.
  { new_containers >"$TX/found" && awk -F'\t' -v OFS='\t' '$6 != "stray" { print $1, $2, $3, $4 }' "$TX/found" >"$TX/undo"; } || { fail docker "does not answer"; return 1; }
  hold_places
  # An exclusive old one cannot start while the new one holds its port or its data.
  # shellcheck disable=SC2046 # a list of ids
  stop_kept $(awk -F'\t' '$4 == "exclusive" { print $1 }' "$TX/undo") || return 1
  restore_old || return 1
  if switches && [ -n "$PROXY" ] && [ -n "$previous" ] && can_switch; then put_pin old || return 1; fi
  drain_back || return 1
  if [ -e "$TX/switched" ]; then { cut -f2,3 "$TX/undo"; old again | cut -f2,3; } | let_finish "$ID"; rm -f "$TX/switched"; fi
  unpin_leaving "$(cut -f1 "$TX/undo"; old again | cut -f4)"
  # Not in a pipe: its jobs could not be waited for, and the removal would cut what is in flight.
  while read -r id _; do { exec 8>&-; docker stop "$id" >/dev/null 2>&1 </dev/null; } & done <"$TX/undo"
  wait
  # Stopped it was before. The old ones have proved themselves with it, as they ran beside it.
  again=$(started_again) || return 1
  # shellcheck disable=SC2086 # a list of ids
  stop_kept $again || return 1
  while IFS=$TAB read -r id project svc _; do
    if act rm -f "$id"; then note "$project/$svc" "new $(short "$id") removed"; elif ! is_gone "$id"; then return 1; fi
  done <"$TX/undo"
  policies=$(old replace remove shrink again | awk -F'\t' '{ print $4, $6 }' | existing) || { fail docker "does not answer"; return 1; }
  printf '%s\n' "$policies" | set_policies || return 1
  if switches && [ -n "$PROXY" ]; then
    # Of a first deploy nothing is left that a pin could keep.
    { [ -n "$previous" ] && ! pin_may_go "$previous"; } || remove_pin || return 1
  fi
  as_before
}
# Ends what an earlier run left: forward if it was confirmed and still stands, else back.
# Can be run any number of times.
recover_locked() {
  let_go
  [ -f "$TX/intent" ] || { rm -f "$TX"/*; return 0; }
  settle || return 1
  mine=$ID ID=$(intent_value release)
  if [ -e "$TX/done" ]; then
    if [ ! -e "$ROOT/releases/$ID/outcome" ]; then step commit "after a death"; whole "$ROOT/current" "$ID"; report_running; outcome committed "$(verdict)"; step_end; fi
    step finish "after a death"; finish || return 1; step_end
  elif [ "$(cat "$ROOT/releases/$ID/decision" 2>/dev/null)" = confirm ] && [ -s "$TX/candidates" ] && commit_again; then step finish; finish || return 1; step_end
  else STEP=undo; undo interrupted "its transaction was interrupted" || { ID=$mine; return 1; }
  fi
  ID=$mine
}
# Dies inside: as in `commit`.
commit_again() {
  # Not said: after a power cut they do not run, and going back is no failure then.
  # shellcheck disable=SC2046 # a list of ids
  docker_healthy 5 $(serving) 2>/dev/null && step commit && commit && step_end
}
