# For prepare: the images of a release, pulled and tagged.

# Each image is here under its digest and under a local tag, without which `docker image prune` would take it. Dies inside: images more on the server, which later releases use or `docker image prune` takes.
pull_images() { # services file
  cut -f6,7 "$1" | sort -u >"$WORK/images"
  { read -r _ platform <"$ROOT/.engine"; } 2>/dev/null || platform=$(ask version -f '{{.Server.Os}}/{{.Server.Arch}}')
  images_here >"$WORK/here"
  awk -F'\t' 'FILENAME == ARGV[1] { here[$2]; next } !($1 in here)' "$WORK/here" "$WORK/images" >"$WORK/absent"
  pulls=''
  [ ! -s "$WORK/absent" ] || log_in
  while IFS=$TAB read -r image tag; do
    { exec 8>&- 9>&-; login_pull "$image" </dev/null >/dev/null 2>"$WORK/err.$(mark "$tag")"; } &
    pulls="$pulls $!"
  done <"$WORK/absent"
  # shellcheck disable=SC2086 # process ids
  [ -z "$pulls" ] || wait $pulls
  log_out
  [ ! -s "$WORK/absent" ] || images_here >"$WORK/here"
  awk -F'\t' -v OFS='\t' -v platform="$platform" -v here="$WORK/here" -v tagged="$WORK/tagged" '
    FILENAME == here { is[$2] = $1; next } FILENAME == tagged { has[$0]; next }
    !($1 in is) { print "absent", $1, $2; next }
    is[$1] != platform { print "other", $1, is[$1]; next }
    !($0 in has) { print "tag", $1, $2 }' "$WORK/here" "$WORK/tagged" "$WORK/images" >"$WORK/todo"
  tags=''
  while IFS=$TAB read -r what image more; do
    case $what in
      absent) echo "stackctl: cannot get $image: $(tail -n 2 "$WORK/err.$(mark "$more")" 2>/dev/null)" >&2; return 1 ;;
      other) echo "stackctl: $image is for $more, this server is $platform; build it for this platform ('platforms' in the Compose file)" >&2; return 1 ;;
      # Side by side: each service has one, also those that do not change.
      *) { exec 8>&-; docker tag "$image" "$more" </dev/null; } & tags="$tags $!" ;;
    esac
  done <"$WORK/todo"
  for tagging in $tags; do wait "$tagging" || return 1; done
}
# Those of $WORK/images that are here: platform and name; and in $WORK/tagged which of them have their tag. One call for all.
images_here() {
  # shellcheck disable=SC2046 # names of images have no blanks
  ask image inspect -f '{{printf "%q" .Os}}/{{printf "%q" .Architecture}}{{"\t"}}{{.Id}}{{range .RepoDigests}} {{.}}{{end}}{{range .RepoTags}} {{.}}{{end}}' $(cut -f1 "$WORK/images") 2>/dev/null >"$WORK/known"
  awk -F'\t' -v OFS='\t' -v tagged="$WORK/tagged" "$BARE$NL$PLATFORM"'
    FILENAME == ARGV[1] { split($2, names, " "); for (i in names) { name = bare(names[i]); is[name] = platform($1); id[name] = NR } next }
    { image = bare($1); if (image in is) { print is[image], $1; if (id[bare($2)] == id[image]) print $1, $2 >tagged } }' "$WORK/known" "$WORK/images"
  : >>"$WORK/tagged"
}
mark() { printf %s "$1" | cksum | cut -d' ' -f1; }
