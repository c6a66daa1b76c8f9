# Makes the release that a rollback runs.

# A rollback is a new release with the old one's files: copied, never moved.
# Dies inside: a folder `.new-` that is swept away later.
prepare_rollback() { # new id, target, lines of meta on stdin
  local dir="$ROOT/releases/$1" from="$ROOT/releases/$2" new="$ROOT/releases/.new-$1" part tags tagging
  [ ! -e "$dir" ] || die 10 release "release $1 exists already"
  rm -rf "$new"; mkdir -p "$new"
  lock_folder "$new"
  for part in models $PARTS; do cp -r "$from/$part" "$new/" || die 10 release "release $2 is not whole"; done
  make_bind_sources "$new" "$(services_of "$(current)")" >/dev/null || exit 10
  tag_again "$new/services"
  cat >"$new/meta.over"
  meta_of_rollback "$1" "$2" "$new/meta.over" >"$new/meta"
  rm "$new/meta.over"
  json_of_rollback "$1" "$2" >"$new/release.json"
  for tagging in $tags; do wait "$tagging" || die 10 image "an image of $2 cannot be tagged"; done
  write_whole "$ROOT/seq" "${1%%-*}" && mv "$new" "$dir" && rm -f "$dir/.alive" && exec 8>&-
}
# The tag keeps the image from `docker image prune`; a person may have taken it away. Neither name has a blank or a bar.
# Sets tags: what is at work, to be waited for. Dies inside: tags more on the server.
tag_again() { # services
  local pair
  tags=''
  for pair in $(each_service 'image "|" tag' "$1" | sort -u); do
    { docker tag "${pair%%|*}" "${pair#*|}" 8>&- </dev/null 2>/dev/null || image_back "${pair%%|*}" "${pair#*|}"; } &
    tags="$tags $!"
  done
}
# What is said of the new release goes before what was said of the old one.
meta_of_rollback() { # new id, target, file with lines of meta
  {
    printf 'id=%s\nseq=%s\nkind=rollback\nof=%s\nprevious=%s\n' "$1" "${1%%-*}" "$2" "$(current)"
    cat "$3"
    sed -e '/^\(id\|seq\|kind\|of\|previous\|adopt\|reason\|way\|proxy\|ended\)=/d' "$ROOT/releases/$2/meta"
  } | awk -F= '!seen[$1]++'
}
json_of_rollback() { # new id, target
  sed -e "s/^  \"id\": .*/  \"id\": \"$1\",/" -e "s/^  \"seq\": .*/  \"seq\": ${1%%-*},/" \
    -e 's/^  "kind": .*/  "kind": "rollback",/' -e "s/^  \"of\": .*/  \"of\": \"$2\",/" \
    -e "s/^  \"previous\": .*/  \"previous\": \"$(current)\",/" "$ROOT/releases/$2/release.json"
}
next_id() { # release
  local seq
  seq=$(cat "$ROOT/seq" 2>/dev/null || echo 0)
  echo "$((seq + 1))-${1#*-}"
}
