# The verb help: what people can type.

usage() {
  local now example
  now=$(current)
  example=$([ -z "$now" ] || default_target "$now")
  verbs
  cat <<E

The site is down or wrong:
  1. See what runs:                 $ME status
     A transaction in progress:     wait, or $ME abort
     A transaction interrupted:     $ME recover
     DRIFT:                         each line ends with what to type
  2. It came with the last deploy:  $ME rollback
  3. It did not:                    $ME logs SERVICE

Examples:
  $ME logs web --since 10m
  $ME rollback ${example:-12-ab12cd3}

Ctrl-C and a lost connection end nothing: what was begun goes on by itself.

Exit codes: 0 done; of status: all runs as released. 1 a fault of ours, 2 wrong words, 3 of status: DRIFT, or routes
that were not given back, 10 refused and 11 locked (nothing was changed), 20 undone (what served before serves), 21
undo failed (a person must act), 30 in progress.
E
}
verbs() {
  cat <<E
stackctl: the stack $STACK on this server. Nothing here needs GitHub, and a rollback needs no registry.

  status              what runs and since when, whether it is what was released, where one can go back to; changes
                      nothing
  history             the releases that are kept, and how each ended; changes nothing
  logs [SERVICE]      last log lines of SERVICE or PROJECT/SERVICE; -f, --since 10m and the like go to docker logs;
                      changes nothing
  rollback [RELEASE]  back to the release before this one, or to RELEASE: a deploy like any other. The old version
                      starts beside the new one, proves itself and gets all routes at once; if it cannot, what runs
                      now stays. No database is set back. Refused where what was written since would be out of sight;
                      --leave-data before RELEASE says that it may
  recover             ends a deploy whose program was killed: forward if it was confirmed, else back. The next deploy
                      does it, too
  abort               undoes the deploy that runs now, unless it is confirmed already
E
}
