# The verb resolve: images of others by their digest.

# Third-party images by digest. Stdin: as `take_login`, then references.
# Dies inside: an image more on the server, and what `log_in` leaves.
resolve() {
  local ref why fault
  take_login
  make_work_folder "$ROOT"
  lock_folder "$WORK"
  fault=''
  while read -r ref; do
    image_line "$ref" && continue
    log_in
    if login_pull "$ref" >/dev/null 2>"$WORK/err" </dev/null && echo "$ref" >>"$ROOT/pulled"; then image_line "$ref"
    else
      why=$(tail -n 1 "$WORK/err" | sed 's/^Error response from daemon: //')
      fault="${fault}cannot get the image $ref: $why$NL"
    fi
  done
  log_out
  [ -z "$fault" ] || { printf '%s' "$fault" >&2; say_code image; exit 10; }
}
# What Docker says of an image: its digests, id, platform and config.
IMAGE_VIEW='{{range .RepoDigests}}{{.}} {{end}}{{"\t"}}{{.Id}}'\
'{{"\t"}}{{printf "%q" .Os}}/{{printf "%q" .Architecture}}{{"\t"}}{{json .Config}}'
image_line() { # reference
  local known
  known=$(ask image inspect -f "$IMAGE_VIEW" "$1" 2>/dev/null) || return 1
  printf '%s\n' "$known" | awk -F'\t' -v OFS='\t' -v ref="$1" "$AWK_IMAGE$AWK_IMAGE_LINE"
}
