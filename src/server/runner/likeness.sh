# The verb likeness: what runs before the first release, beside what that release would run.

# What runs before the first release, beside what it is to be. Reads only.
# Stdin: lines `model` project JSON, `image` id, `file` container path source.
# Dies inside: a folder `.facts.` that is swept away later.
likeness() {
  local count kind one two three
  seen=$(mktemp -d "$ROOT/.facts.XXXXXX") || die 1 disk "cannot write to $ROOT"
  trap 'rm -rf "$seen"' EXIT
  lock_folder "$seen"
  true >"$seen/files"
  count=0
  while IFS=$TAB read -r kind one two three; do
    count=$((count + 1))
    # Each costs a process: side by side. A text may hold secrets, and is in no file and in nobody's arguments.
    case $kind in
      model) printf '%s\n' "$two" | compose_hashes "$one" >"$seen/answer.$count" & ;;
      image) ask image inspect -f "image$TAB$one$TAB{{json .Config}}" "$one" >"$seen/answer.$count" 2>/dev/null & ;;
      file) printf '%s\t%s\t%s\n' "$one" "$two" "$three" >>"$seen/files" ;;
      *) ;;
    esac
  done
  file_sums <"$seen/files"
  wait
  cat "$seen"/answer.* 2>/dev/null || :
}
# Compose's own hash of each service; nothing where it cannot read the text.
compose_hashes() { # project; the text on stdin
  bare_compose -p "$1" --project-directory "$ROOT/data" -f - --env-file /dev/null config --hash '*' 2>/dev/null |
    awk -v project="$1" 'NF == 2 { service = $1; hash = $2; print "hash\t" project "\t" service "\t" hash }'
}
# The content of files as containers have it; nothing of what nobody can read. What this user may not read is read by
# Docker, one at a time, so that not too many are.
file_sums() { # lines: container path source
  local by_docker=0 id path from sum
  true >"$seen/readable"; true >"$seen/paths"
  while IFS=$TAB read -r id path from; do
    if [ "$from" != - ] && [ -f "$from" ] && [ -r "$from" ]; then
      printf '%s\t%s\t%s\n' "$id" "$path" "$from" >>"$seen/readable"
      printf '%s\0' "$from" >>"$seen/paths"
    elif [ "$by_docker" -lt 500 ]; then
      by_docker=$((by_docker + 1))
      sum=$(ask cp -L "$id:$path" - 2>/dev/null | tar -xO 2>/dev/null | sha256sum | cut -c1-64)
      # The sum of nothing is also that of what is not there.
      [ "$sum" = "$SUM_OF_NOTHING" ] && ! ask cp -L "$id:$path" - >/dev/null 2>&1 ||
        printf 'sum\t%s\t%s\t%s\n' "$id" "$path" "$sum"
    fi
  done
  [ -s "$seen/paths" ] || return 0
  xargs -0 sha256sum <"$seen/paths" 2>/dev/null | awk -F'\t' -v OFS='\t' '
    FILENAME != ARGV[2] { sum_of[substr($0, 67)] = substr($0, 1, 64); next }
    { container = $1; path = $2; from = $3 }
    from in sum_of { print "sum", container, path, sum_of[from] }' - "$seen/readable"
}
