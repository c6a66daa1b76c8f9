# For prepare: the images of a release, pulled and tagged.

# Each image is here under its digest and under a local tag, without which `docker image prune` would take it.
# Dies inside: images more on the server, which later releases use or `docker image prune` takes.
pull_images() { # services file
  local platform
  each_service 'image "\t" tag' "$1" | sort -u >"$WORK/images"
  { read -r _ platform <"$ROOT/.engine"; } 2>/dev/null ||
    platform=$(ask version -f '{{.Server.Os}}/{{.Server.Arch}}')
  images_here >"$WORK/here"
  awk -F'\t' 'FILENAME == ARGV[1] { here[$2]; next } !($1 in here)' "$WORK/here" "$WORK/images" >"$WORK/absent"
  if [ -s "$WORK/absent" ]; then
    pull_absent
    images_here >"$WORK/here"
  fi
  awk -F'\t' -v OFS='\t' -v platform="$platform" -v here="$WORK/here" -v tagged="$WORK/tagged" "$AWK_IMAGES_TODO" \
    "$WORK/here" "$WORK/tagged" "$WORK/images" >"$WORK/todo"
  tag_images "$platform"
}
# All at once. Dies inside: as in `pull_images`, and what `log_in` leaves.
pull_absent() {
  local image tag pulls=''
  log_in
  while IFS=$TAB read -r image tag; do
    { exec 8>&- 9>&-; login_pull "$image" </dev/null >/dev/null 2>"$WORK/err.$(mark "$tag")"; } &
    pulls="$pulls $!"
  done <"$WORK/absent"
  # shellcheck disable=SC2086 # process ids
  wait $pulls
  log_out
}
# Dies inside: as in `pull_images`.
tag_images() { # platform of the server
  local what image more tags='' tagging
  while IFS=$TAB read -r what image more; do
    case $what in
      absent)
        complain image "cannot get $image: $(tail -n 2 "$WORK/err.$(mark "$more")" 2>/dev/null)"
        return 1 ;;
      other)
        complain image "$image is for $more, this server is $1; $BUILD_FOR_IT"
        return 1 ;;
      # Side by side: each service has one, also those that do not change.
      *) { exec 8>&-; docker tag "$image" "$more" </dev/null; } & tags="$tags $!" ;;
    esac
  done <"$WORK/todo"
  for tagging in $tags; do wait "$tagging" || return 1; done
}
BUILD_FOR_IT="build it for this platform ('platforms' in the Compose file)"
# What Docker says of an image: its platform, then its id and all of its names.
NAMES_VIEW='{{printf "%q" .Os}}/{{printf "%q" .Architecture}}'\
'{{"\t"}}{{.Id}}{{range .RepoDigests}} {{.}}{{end}}{{range .RepoTags}} {{.}}{{end}}'
# Those of $WORK/images that are here: platform and name; and in $WORK/tagged which of them have their tag.
# One call for all.
images_here() {
  # shellcheck disable=SC2046 # names of images have no blanks
  ask image inspect -f "$NAMES_VIEW" $(cut -f1 "$WORK/images") 2>/dev/null >"$WORK/known"
  awk -F'\t' -v OFS='\t' -v tagged="$WORK/tagged" "$AWK_IMAGE$AWK_IMAGES_HERE" "$WORK/known" "$WORK/images"
  : >>"$WORK/tagged"
}
mark() { printf %s "$1" | cksum | cut -d' ' -f1; }
