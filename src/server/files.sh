# Files are written whole or not at all, also where the disk is full.

# Writes a file whole; on a full disk the ballast gives way, so that an undo can still write.
# Dies inside: the old file is there.
write_whole() { # file, its lines
  local try
  for try in 1 2; do
    printf %s "${2:+$2$NL}" >"$1.new" && { sync "$1.new" 2>/dev/null || sync; } && mv -f "$1.new" "$1" && return 0
    [ "$try" = 2 ] || rm -f "$ROOT/ballast"
  done 2>/dev/null
  fail disk "$1" "cannot be written$(disk_words)"
}

disk_words() { df -Pk "$ROOT" 2>/dev/null | awk 'NR == 2 { print " (" $4 " KiB free on " $6 ")" }'; }

# Writes one block more to the disk: only then is what was written to $TX just before known to be whole. Called wherever
# a file that was cut short would look like a file with fewer lines. `blocks` counts the calls.
disk_has_room() {
  blocks=$((${blocks:-0} + 1))
  { echo . >"$TX/room.$blocks"; } 2>/dev/null && [ -s "$TX/room.$blocks" ] && return 0
  rm -f "$ROOT/ballast"
  fail disk "$TX" "cannot be written: the disk is full$(disk_words)"
}
lines_of() { wc -l 2>/dev/null <"$1" || echo 0; }
