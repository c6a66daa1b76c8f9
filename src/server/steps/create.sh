# Creates the new containers, which do not run yet, and the networks and volumes that they need.

# Candidates that were created but never started: removed by recovery; a created container does not start after a
# power cut.
create() {
  local project names p svc count
  create_resources || return 1
  awk -F'\t' -v OFS='\t' "$AWK_RECORDS$AWK_SCALES" "$TX/intent" "$ROOT/releases/$ID/services" >"$TX/scales"
  cut -f1 "$TX/scales" | sort -u >"$TX/projects"
  disk_has_room || return 1
  while read -r project; do
    set --; names=''
    while IFS=$TAB read -r p svc count; do
      [ "$p" != "$project" ] || { set -- "$@" --scale "$svc=$count"; names="$names $svc"; }
    done <"$TX/scales"
    # shellcheck disable=SC2086 # names of services have no blanks
    compose "$ID" "$project" create --no-recreate --no-build --pull never "$@" -- $names || return 1
  done <"$TX/projects"
  find_candidates
}
OWNER_LABEL='{{with .Labels}}{{with index . "stack-actions.stack"}}{{printf "%q" .}}{{end}}{{end}}'
# Dies inside: a network or volume that the next run finds there.
create_resources() {
  local r_kind r_name r_argv is arg oldIFS="$IFS"
  while next_resource; do
    if is=$(ask "$r_kind" inspect -f "$OWNER_LABEL" "$r_name" 2>/dev/null); then
      case $is in '' | "\"$OWNER\"") continue ;; *) fail identity "$r_name" "this $r_kind is of $is"; return 1 ;; esac
    fi
    IFS=$US; set -f
    # shellcheck disable=SC2086 # split at the unit separator
    if [ "$r_argv" = - ]; then set --; else set -- $r_argv; fi
    IFS=$oldIFS; set +f
    for arg; do shift; set -- "$@" "$(printf %b "$arg")"; done
    act "$r_kind" create "$@" "$r_name" || return 1
    note "$r_name" "$r_kind created"
  done <"$ROOT/releases/$ID/resources"
}
# Whatever is there of our projects and not in the intent was created by this transaction, also when it died before it
# could write so.
new_containers() {
  ps_of "$(services_of "$ID")" "$(services_of "$(intent_value previous)")" >"$TX/ps" || return 1
  awk -F'\t' -v OFS='\t' "$AWK_RECORDS$AWK_NEW_CONTAINERS" "$TX/intent" "$TX/ps"
}
# Dies inside: candidates that are not listed: recovery finds them all the same, by what the intent does not name.
find_candidates() {
  local stray wanted lines
  new_containers >"$TX/found" || { fail docker "does not answer"; return 1; }
  stray=$(awk -F'\t' '$6 == "stray" { print $2 "/" $3 " " substr($1, 1, 12) }' "$TX/found")
  [ -z "$stray" ] || { fail meddled "somebody else" "created $stray meanwhile"; return 1; }
  wanted=$(intent want | awk -F'\t' '{ n += $4 } END { print n + 0 }')
  [ "$(wc -l <"$TX/found")" -eq "$wanted" ] ||
    { fail compose "created $(wc -l <"$TX/found") containers instead of $wanted"; return 1; }
  # What is stopped and starts again is one of them, and only an undo tells them apart.
  old again | awk -F'\t' -v OFS='\t' "$AWK_RECORDS"'FILENAME == ARGV[1] { read_service(); wave_of[key] = wave; next }
    { read_old(); print id, project, service, class, wave_of[key], "again" }' \
    "$ROOT/releases/$ID/services" - >>"$TX/found"
  disk_has_room || return 1
  # shellcheck disable=SC2046 # a list of ids
  [ ! -s "$TX/found" ] || act update --restart=no $(cut -f1 "$TX/found") || return 1
  lines=$(cat "$TX/found") && write_whole "$TX/candidates" "$lines"
}
