# The verbs deploy and run: begin a transaction that goes on when the connection breaks.

# What the runner does with a release in one call. Dies inside: as in `prepare`, then as in `run`.
deploy() { prepare "$1" && run "$@"; } # release [options of run]; the release on stdin
# Dies inside: the release was not begun, or runs by itself.
run() { # release [options]
  local id="$1" gate=host deadline="$DEADLINE_S" lock="$LOCK_S" force=- asks=-
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      --gate) gate=$2; shift ;;
      --deadline) deadline=$2; shift ;;
      --lock-timeout) lock=$2; shift ;;
      --force) force=force ;;
      --ask) asks=ask ;;
      *) die 2 usage "unknown option '$1'" ;;
    esac
    shift
  done
  launch "$id" "$gate" "$deadline" "$lock" "$force" "$asks"
  watch "$id" 1
}
# A release is run once; its `alive` is locked as long as that runs, whatever becomes of us. The pid is in $!.
# Dies inside: the release was not begun, or runs by itself.
launch() { # release gate deadline lock-timeout force ask
  [ ! -e "$ROOT/releases/$1/alive" ] || die 10 release "release $1 was run already"
  exec 8>>"$ROOT/releases/$1/alive"
  flock -n 8 || die 11 locked "release $1 runs already"
  detached "$ROOT/releases/$1/stderr" _transaction "$@"
  exec 8>&-
}
# Kept across the connection's end: a session of its own, where systemd would kill it a scope of its own too.
# Dies inside: what was begun goes on by itself.
detached() { # file for what it prints, words of stackctl…
  local printed="$1"
  shift
  set -- setsid sh "$SELF" "$@"
  case $(id -u)$(loginctl show-session -p KillUserProcesses 2>/dev/null) in
    0*) ;;
    *=yes)
      command -v systemd-run >/dev/null 2>&1 || die 10 logout "$(logout_words)"
      set -- systemd-run --user --scope --quiet "$@" ;;
    *) ;;
  esac
  nohup "$@" </dev/null >>"$printed" 2>&1 &
}
logout_words() {
  echo "this server ends a user's processes at logout (KillUserProcesses=yes):" \
    "run 'loginctl enable-linger $(id -un)' as root"
}
