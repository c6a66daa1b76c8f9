# The page to read first: a deploy as a list of steps, the way back as another, and which of the two a recovery takes.
# The steps are in the files below steps/, and each says what a death inside it leaves behind.

# Runs detached from the connection: a runner that dies takes nothing with it.
transaction() { # release gate deadline lock-timeout force ask
  local gate="$2" deadline="$3"
  ID=$1
  [ "$2" = runner ] && [ "$6" != ask ] || ASKS_ENDPOINTS=yes
  step lock
  take_lock "$4" || refuse_locked "$4"
  mkdir -p "$TX"
  claim_folder || refuse
  recover_locked || refuse unrecovered "an earlier transaction could not be recovered: $(why)"
  adopt
  fence "$5" || refuse
  not_aborted || refuse
  link_program || refuse disk "cannot link $ME$(disk_words)"
  step_end
  step intent
  { write_intent "$gate" && drain_intent && check_proxy_trust && one_writer; } || { rm -f "$TX/intent"; refuse; }
  step_end
  if nothing_to_do; then forward_unchanged; return; fi
  record_endpoints
  record_published
  if forward "$gate" "$deadline"; then step finish; finish || exit 1; step_end; exit 0; fi
  # Only a commit that wrote its marker cannot be taken back.
  if [ -e "$TX/done" ]; then exit 1; fi
  undo "$(why_code)" "$(why)"
}
# Dies inside: each step says what it leaves.
forward() { # gate deadline
  local holding created
  # Neither needs the other: what is created does not run, and what is held are the old ones.
  { step pin; pin_old && step_end; } &
  holding=$!
  step create; create && step_end; created=$?
  wait "$holding" && [ "$created" = 0 ] || return 1
  start_before_swap || return 1
  if [ -n "$(to_swap)" ]; then step swap; swap || return 1; step_end; fi
  step switch; true >"$TX/switched" || return 1
  { switch_new && drain_switch; } && answers_as_before || return 1; step_end
  if [ "$1" = runner ]; then step gate; await proceed "$2" || return 1; step_end; fi
  step stop; { stop_old && answers_as_before; } || return 1; step_end
  step decide
  if [ "$1" = runner ]; then await decision "$2" || return 1; else decide confirm || { not_aborted; return 1; }; fi
  step_end
  step commit; commit || return 1; step_end
}
# True if what answered before the transaction answers as well now. Dies inside: nothing was changed here.
# shellcheck disable=SC2046 # a list of ids
answers_as_before() { endpoints_as_before && published_as_before "$ID" $(new_or_kept); }
# Same containers, but the files may differ (a label nobody restarts for, a commit): the release becomes the current
# one. Dies inside: the marker says that it goes forward.
forward_unchanged() {
  step commit
  if write_ended && write_whole "$TX/done" "$ID" && write_whole "$ROOT/current" "$ID"; then
    report_running
    outcome committed "$(verdict); nothing had to be restarted"
  fi
  step_end
  step finish; finish; step_end
}

# Back to what was. Where dockerd dies in the middle, it comes back with other containers running than we left: so it
# begins again. Dies inside: the intent is still there, and recovery undoes again.
undo() { # code words
  local turns=0
  step undo "$2"
  # Also what a killed program had not written whole.
  rm -f "$ROOT/releases/$ID/waiting" "$ROOT/releases/$ID"/*.new
  [ "$(df -Pk "$ROOT" | awk 'NR == 2 { print $4 }')" -gt 64 ] || rm -f "$ROOT/ballast"
  await_engine || { undo_failed; return; }
  giving_up=$(($(now_ms) + 120000))
  until go_back; do
    # dockerd died inside, or a person took away what was about to start: another look finds what there is now.
    turns=$((turns + 1))
    if [ "$turns" -ge 3 ] || [ "$(now_ms)" -gt "$giving_up" ] || ! await_engine; then undo_failed; return; fi
    WHY=''; rm -f "$TX/why"
    pause 0.5
  done
  if endpoints_restored && published_restored; then
    step_end
    outcome undone "$1" "$2; $(before_words)$OUTCOME_NOTE"
    OUTCOME_NOTE=''
  else
    # All is back that can be put back: a recovery would find nothing more to do, and the next deploy is not kept from
    # mending it.
    undo_unproven "$2"
  fi
  retain
  rm -f "$TX/intent"
  rm -f "$TX"/*
}
# Ends what an earlier run left: forward if it was confirmed and still stands, else back.
# Can be run any number of times.
recover_locked() {
  local mine="$ID"
  remove_placeholders
  [ -f "$TX/intent" ] || { rm -f "$TX"/*; return 0; }
  await_stable_containers || return 1
  ID=$(intent_value release)
  if [ -e "$TX/done" ]; then
    [ -e "$ROOT/releases/$ID/outcome" ] || say_committed
    step finish "after a death"; finish || return 1; step_end
  elif [ "$(cat "$ROOT/releases/$ID/decision" 2>/dev/null)" = confirm ] && [ -s "$TX/candidates" ] && commit_again; then
    step finish; finish || return 1; step_end
  else
    STEP=undo
    # Of the one that died: it may have been another program.
    rm -f "$TX/why"
    undo interrupted "its transaction was interrupted" || { ID=$mine; return 1; }
  fi
  ID=$mine
}
