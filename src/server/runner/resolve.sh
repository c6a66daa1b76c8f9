# The verb resolve: images of others by their digest.

# Third-party images by digest. Stdin: as `take_login`, then references. Dies inside: an image more on the server, and what `log_in` leaves.
resolve() {
  take_login
  at_work_in "$ROOT"
  live_in "$WORK"
  fault=''
  while read -r ref; do
    image_line "$ref" && continue
    log_in
    { login_pull "$ref" >/dev/null 2>"$WORK/err" </dev/null && echo "$ref" >>"$ROOT/pulled"; } || { fault="${fault}cannot get the image $ref: $(tail -n 1 "$WORK/err" | sed 's/^Error response from daemon: //')$NL"; continue; }
    image_line "$ref"
  done
  log_out
  [ -z "$fault" ] || { printf '%s' "$fault" >&2; exit 10; }
}
# Under the name that it was asked for: containerd's image store gives an image a digest under each of its names, also under our tags, which go.
image_line() { # reference
  known=$(ask image inspect -f '{{range .RepoDigests}}{{.}} {{end}}{{"\t"}}{{.Id}}{{"\t"}}{{printf "%q" .Os}}/{{printf "%q" .Architecture}}{{"\t"}}{{json .Config}}' "$1" 2>/dev/null) || return 1
  printf '%s\n' "$known" | awk -F'\t' -v OFS='\t' -v ref="$1" "$BARE$NL$PLATFORM"'
    function repository(name) { name = bare(name); sub(/@.*/, "", name); sub(/:[^\/:]*$/, "", name); return name }
    { image = $2; n = split($1, digest, " ")
      for (i = 1; i <= n; i++) if (repository(digest[i]) == repository(ref)) image = digest[i]
      print ref, image, platform($3), $4, $2 }'
}
# As Docker shortens its own names; for awk.
BARE='function bare(name) { sub(/^(index[.])?docker[.]io[\/]/, "", name); sub(/^library[\/]/, "", name); return name }'
# As an image says it, which may say anything; for awk.
PLATFORM='function platform(quoted) { return quoted ~ /^"[a-z0-9]+"\/"[a-z0-9]+"$/ ? unquoted(quoted) : "unknown/unknown" }
  function unquoted(quoted) { gsub(/"/, "", quoted); return quoted }'
