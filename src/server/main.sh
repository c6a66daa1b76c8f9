# Where the program begins: which verb a call asks for.

# Dies inside: whatever the verb leaves; of a heartbeat, the one before.
main() {
  local verb="${1-}" owner
  [ $# -eq 0 ] || shift
  read_owner
  case $verb in
    facts | likeness | names | covered | resolve | prepare | run | deploy | watch | proceed | confirm | heartbeat)
      RUNNER=yes ;;
    *) ;;
  esac
  case $verb in
    prepare | deploy | watch) valid_id "${1-}" || die 2 usage "$verb RELEASE" ;;
    run | proceed | confirm | heartbeat) need_release "${1-}" ;;
    *) ;;
  esac
  case $verb in
    '') usage >&2; exit 2 ;;
    help | --help | -h) usage; exit ;;
    status | history) [ $# -eq 0 ] || die 2 usage "$verb takes no words; '$ME help' says more" ;;
    # Files that root makes here would stop the next deploy.
    rollback | recover | abort)
      owner=$(stat -c %U "$ROOT")
      [ "$owner" = "$(id -un)" ] ||
        die 2 usage "this stack belongs to $owner; as root: su $owner -c '$ME $verb'"
      ;;
    *) ;;
  esac
  case $verb in
    status | history | logs | rollback | recover | abort) "$verb" "$@" ;;
    facts | likeness | names | covered | resolve | prepare | run | deploy | watch | proceed) "$verb" "$@" ;;
    confirm) decide confirm "$1" || exit 20 ;;
    heartbeat) write_whole "$ROOT/releases/$1/heartbeat" "$(now_ms)" ;;
    _transaction) transaction "$@" ;;
    _recovery) recovery ;;
    *) die 2 usage "'$verb' is no command; '$ME help' lists them" ;;
  esac
}
main "$@"
