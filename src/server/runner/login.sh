# The registry's login, which is a file only while something is pulled.

LOGIN='' config='{}' MEMORY=/dev/shm
# Of what comes on stdin the first line: a Docker config.json. The rest stays there, since a shell reads byte by byte.
take_login() { IFS= read -r config || die 10 upload "what was sent did not arrive whole"; }
# With the login of this call. Not as a variable before `docker`, which is a function here: not every shell hands it on.
# Dies inside: an image more, or not yet.
login_pull() (
  exec 8>&- 9>&-
  export DOCKER_CONFIG="$LOGIN"
  docker pull -q "$1"
)
# The registry's login: a word of this shell, and a file only while something is pulled, in memory where there is a
# place for it: a power cut takes that with it. Its guard, in a session of its own, waits for our lock and removes it
# when we are killed. Dies inside: the guard ends it; who kills both leaves a folder that the next one sweeps away.
log_in() {
  [ -z "$LOGIN" ] || return 0
  log_in_at "$MEMORY/.stack-actions.$STACK" || log_in_at "$ROOT/.login" ||
    die 10 disk "cannot write to $ROOT$(disk_words)"
}
# False where there is no place, be it for a folder or for what is in it. Dies inside: as in `log_in`.
log_in_at() { # how the folder's name begins
  LOGIN=$(mktemp -d "$1.XXXXXX" 2>/dev/null) || { LOGIN=''; return 1; }
  # It gets its name when the lock is held: a sweep takes away what nobody holds.
  if true >"$LOGIN/.alive.new" && exec 9>"$LOGIN/.alive.new" && flock -n 9 &&
    mv "$LOGIN/.alive.new" "$LOGIN/.alive"; then
    # By a descriptor: `flock FILE` makes the file where it is gone already, in a folder that we are taking away.
    # shellcheck disable=SC2016 # for the shell inside
    setsid sh -c 'flock 7; rm -rf "$1"' guard "$LOGIN" 7<"$LOGIN/.alive" 8>&- 9>&- </dev/null >/dev/null 2>&1 &
    printf '%s\n' "$config" >"$LOGIN/config.json" && return 0
  fi 2>/dev/null
  rm -rf "$LOGIN"; LOGIN=''
  exec 9>&-
  return 1
}
log_out() {
  [ -n "$LOGIN" ] || return 0
  rm -rf "$LOGIN"
  LOGIN='' config='{}'
  exec 9>&-
}
