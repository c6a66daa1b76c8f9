# The verb rollback, as a person calls it.

rollback_for_person() { # [--leave-data] [release]
  local held to now id from
  [ "${1-}" != --leave-data ] || { LEAVE_DATA=1; shift; }
  case $#,${1-} in 0,* | 1,[!-]*) ;; *) die 2 usage "rollback takes one release or none; '$ME help' says more" ;; esac
  held=$(holder) &&
    die 11 locked "nothing was changed: $held is at work; wait until it has ended, or undo it: $ME abort"
  to=$(target "$@") || exit $?
  to=${to%%"$NL"*} now=$(current)
  id=$(next_id "$to")
  printf 'order=%s\nactor=%s\ncreated_at=%s\nrun_url=\nproxy=%s\n' \
    "$(meta "$now" order)" "$(id -un)" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(meta "$now" proxy)" |
    prepare_rollback "$id" "$to" || exit 10
  echo "$STACK: from release $now back to $to, as release $id. Until it is proven, $now serves."
  from=$(lines_of "$ROOT/journal")
  launch "$id" host "$DEADLINE_S" "$LOCK_S" - -
  follow "$!" "$from" "It goes on by itself. How it stands: $ME status   To undo it: $ME abort"
  print_outcome "$id"
}
