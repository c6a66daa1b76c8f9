# The verb rollback, which the runner and people call in two ways, and how the runner does.

rollback() {
  case " $* " in *" --id "*) rollback_for_runner "$@" ;; *) rollback_for_person "$@" ;; esac
}
# RELEASE --id NEW and options of run, with lines of meta on stdin.
rollback_for_runner() {
  local to='' id='' opts='' reason
  RUNNER=yes
  while [ $# -gt 0 ]; do
    case $1 in
      --leave-data) LEAVE_DATA=1 ;;
      --id) id=$2; shift ;;
      --ask) opts="$opts $1" ;;
      --*) opts="$opts $1 $2"; shift ;;
      *) to=$1 ;;
    esac
    shift
  done
  { valid_id "$id" && valid_id "$to"; } || die 2 usage "bad id"
  # Of its images the runner has just been told with the facts; one that went since then gets no tag.
  reason=$(why_not "$to" '') || die 10 target "cannot go back to $to: $reason"
  prepare_rollback "$id" "$to" || exit 10
  # shellcheck disable=SC2086 # options have no blanks
  run "$id" $opts
}
