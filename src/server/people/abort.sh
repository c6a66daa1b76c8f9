# The verb abort, for the runner and for people: what is under way is undone.

# Runner: abort RELEASE. Person: abort, and sees it end.
abort() {
  local id held from
  if [ $# -gt 0 ]; then
    # The runner's own may still be on its way.
    if valid_id "$1" && [ ! -d "$ROOT/releases/$1" ]; then call_off "$1"; return; fi
    need_release "$1"
    decide abort "$1" || die 1 decided "too late: $1 is decided ($(cat "$ROOT/releases/$1/decision"))"
    return
  fi
  id=$(intent_value release)
  held=$(holder) || {
    [ -z "$id" ] ||
      die 10 interrupted "the transaction of $id was interrupted, its program is dead; '$ME recover' ends it"
    die 10 idle "no transaction is running"
  }
  id=${held%% *}
  [ "$id" != recover ] || die 10 idle "a recovery is at work, and ends by itself"
  need_release "$id"
  from=$(lines_of "$ROOT/journal")
  decide abort "$id" || die 1 decided "too late: $id was confirmed, and will serve. To go back then: $ME rollback"
  follow "$(holder_pid)" "$from" "It goes on by itself. How it stands: $ME status"
  (print_outcome "$id") || case $? in 10 | 20) ;; *) return 1 ;; esac
}
