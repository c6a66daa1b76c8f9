# Makes the release that a rollback runs.

# A rollback is a new release with the old one's files: copied, never moved. Dies inside: a folder `.new-` that is swept away later.
prepare_rollback() { # new id, target, lines of meta on stdin
  dir=$ROOT/releases/$1 from=$ROOT/releases/$2 new=$ROOT/releases/.new-$1
  [ ! -e "$dir" ] || die 10 "release $1 exists already"
  rm -rf "$new"; mkdir -p "$new"
  live_in "$new"
  cp -r "$from/models" "$from/services" "$from/routes" "$from/resources" "$from/env" "$new/" || die 10 "release $2 is not whole"
  for part in ways binds ports storage secrets; do [ ! -f "$from/$part" ] || cp "$from/$part" "$new/"; done
  own_places "$new" "$(services_of "$(current)")" >/dev/null || exit 10
  # The tag keeps the image from `docker image prune`; a person may have taken it away. Neither name has a blank or a bar.
  tags=''
  for pair in $(cut -f6,7 "$new/services" | sort -u | tr '\t' '|'); do
    { docker tag "${pair%%|*}" "${pair#*|}" 8>&- </dev/null 2>/dev/null || image_back "${pair%%|*}" "${pair#*|}"; } & tags="$tags $!"
  done
  cat >"$new/meta.over"
  { printf 'id=%s\nseq=%s\nkind=rollback\nof=%s\nprevious=%s\n' "$1" "${1%%-*}" "$2" "$(current)"; cat "$new/meta.over"
    sed -e '/^\(id\|seq\|kind\|of\|previous\|adopt\|reason\|way\|proxy\|ended\)=/d' "$from/meta"; } | awk -F= '!seen[$1]++' >"$new/meta"
  rm "$new/meta.over"
  sed -e "s/^  \"id\": .*/  \"id\": \"$1\",/" -e "s/^  \"seq\": .*/  \"seq\": ${1%%-*},/" -e 's/^  "kind": .*/  "kind": "rollback",/' -e "s/^  \"of\": .*/  \"of\": \"$2\",/" \
    -e "s/^  \"previous\": .*/  \"previous\": \"$(current)\",/" "$from/release.json" >"$new/release.json"
  for tagging in $tags; do wait "$tagging" || die 10 "an image of $2 cannot be tagged"; done
  whole "$ROOT/seq" "${1%%-*}" && mv "$new" "$dir" && rm -f "$dir/.alive" && exec 8>&-
}
next_id() { seq=$(cat "$ROOT/seq" 2>/dev/null || echo 0); echo "$((seq + 1))-${1#*-}"; }
