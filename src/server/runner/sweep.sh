# Temporary folders. Each is locked by the process that uses it, so that the next call can remove those whose process
# was killed.

# Makes a temporary folder, and sets WORK to it. Dies inside: the next call removes it.
make_work_folder() { # folder
  WORK=$(mktemp -d "$1/.work.XXXXXX") || die 1 disk "cannot write to $ROOT"
  trap 'log_out; rm -rf "$WORK" ${incoming:+"$incoming"}' EXIT
  trap 'exit 1' INT TERM HUP
}
# Locks a folder as long as this process lives. No program of Docker inherits the lock (8>&-): a pull goes on for long
# after us. The lock's file gets its name when the lock is held, so that nobody takes the folder for abandoned.
# Dies inside: a folder without a lock, which is removed after an hour.
lock_folder() {
  # A redirection that fails in `exec` ends some shells at once.
  {
    true >"$1/.alive.$$" && exec 8>"$1/.alive.$$" && flock -n 8 && mv "$1/.alive.$$" "$1/.alive"
  } 2>/dev/null || die 10 disk "cannot write to $1$(disk_words)"
}
# Removes temporary folders of processes that were killed, old programs, and a long journal. A folder whose lock is held
# stays, however old it is. Dies inside: the next call removes the rest.
sweep() {
  local logins dir
  # In a folder where everybody may write, only what belongs to us. Names have no blanks.
  logins=$(find "$MEMORY" -maxdepth 1 -type d -user "$(id -u)" -name ".stack-actions.$STACK.??????" 2>/dev/null)
  for dir in $logins "$ROOT"/.login.* "$ROOT"/.work.* "$ROOT"/.facts.* \
    "$ROOT"/releases/.incoming-* "$ROOT"/releases/.new-*; do
    [ -d "$dir" ] || continue
    if [ -e "$dir/.alive" ]; then flock -n "$dir/.alive" true || continue
    elif [ -z "$(find "$dir" -prune -mmin +60)" ]; then continue; fi
    rm -rf "$dir"
  done
  find "$ROOT/bin" -name 'stackctl-*' -mtime +30 ! -path "$SELF" ! -path "$(readlink -f "$ME")" \
    -exec rm -f {} + 2>/dev/null
  find "$ROOT/journal" -size +2048k -exec mv -f {} "$ROOT/journal.old" \; 2>/dev/null
}
