# Folders for a while: they are ours while we live, and swept away by the next one when we were killed.

# A throwaway folder for what is written down meanwhile. Dies inside: it is swept away by the next one.
at_work_in() { # folder
  WORK=$(mktemp -d "$1/.work.XXXXXX") || die 1 disk "cannot write to $ROOT"
  trap 'log_out; rm -rf "$WORK" ${incoming:+"$incoming"}' EXIT
  trap 'exit 1' INT TERM HUP
}
# A folder that is ours while we live, and litter from then on: its lock says so, which no program of Docker holds
# (8>&-): a pull goes on for long after us. The file gets its name when the lock is held.
# Dies inside: a folder without a lock, swept away after an hour.
live_in() {
  # A redirection that fails in `exec` ends some shells at once.
  {
    true >"$1/.alive.$$" && exec 8>"$1/.alive.$$" && flock -n 8 && mv "$1/.alive.$$" "$1/.alive"
  } 2>/dev/null || die 10 disk "cannot write to $1$(disk_words)"
}
# What was killed before it could clean up, old programs, a long journal. What is at work holds its lock, whatever the
# clock says. Dies inside: the rest is swept away by the next one.
sweep() {
  local logins dir
  # Of a folder where everybody may write only what is ours. Names without blanks.
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
