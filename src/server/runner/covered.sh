# The verbs names and covered: what lies where the files of a release would lie.

# The files below each folder, 5000 at most, one a line behind a blank; `?` where one cannot be read. Stdin: folders,
# one a line. Reads only.
names() {
  local folder
  while IFS= read -r folder; do
    printf '== %s\n' "$folder"
    # A file in its place is no folder without files.
    [ -d "$folder" ] || { [ ! -e "$folder" ] || echo '?'; continue; }
    { cd "$folder" && find . ! -type d || echo '?'; } 2>/dev/null | sed -e 's|^\./| |' -e t -e 's|.*|?|' | head -n 5000
  done
}
# Files of git that would lie where containers can write now: those of them that hide nothing there.
# Stdin: lines container, path, sha256 of git's, where it is mounted from or `-`, what the release before brought for it
# or `-`. Reads only. Dies inside: a folder `.facts.` that is swept away later.
covered() {
  local id path sum from said
  seen=$(mktemp -d "$ROOT/.facts.XXXXXX") || die 1 disk "cannot write to $ROOT"
  trap 'rm -rf "$seen"' EXIT
  cat >"$seen/asked"; true >"$seen/others"
  cut -f4,5 "$seen/asked" | tr '\t' '\n' | sort -u |
    while IFS= read -r path; do
      [ ! -f "$path" ] || [ ! -r "$path" ] || printf '%s\0' "$path"
    done >"$seen/paths"
  { [ ! -s "$seen/paths" ] || xargs -0 sha256sum <"$seen/paths" 2>/dev/null; } >"$seen/sums"
  awk -F'\t' -v OFS='\t' -v others="$seen/others" "$AWK_SAME_FILES" "$seen/sums" "$seen/asked"
  while IFS=$TAB read -r id path sum from _; do
    said=$(lies_there) && printf '%s\t%s\t%s\n' "$id" "$path" "$said"
  done <"$seen/others"
  return 0
}
# Nothing (an empty file or folder holds nothing), or what the server's own checkout has committed: nobody has written
# to it since.
lies_there() { # of `covered`: id path sum from
  local is
  if [ "$from" != - ] && ! out_of_sight "$from"; then
    [ -e "$from" ] || { echo absent; return; }
    [ ! -d "$from" ] || [ -n "$(ls -A "$from" 2>&1)" ] || { echo absent; return; }
    if [ -f "$from" ] && [ -r "$from" ]; then
      [ -s "$from" ] || { echo absent; return; }
      is_committed "$from" && echo same
      return
    fi
  fi
  is=$({ ask cp -L "$id:$path" - 2>"$seen/why" || echo failed >>"$seen/why"; } |
    tar -xO 2>/dev/null | sha256sum | cut -c1-64)
  case $is in
    "$sum") echo same ;;
    "$SUM_OF_NOTHING")
      ! grep -q '^failed' "$seen/why" || grep -qiE 'could not find the file|no such file' "$seen/why" || return 1
      echo absent ;;
    *) return 1 ;;
  esac
}
# sha256 of what has no bytes.
SUM_OF_NOTHING=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855
