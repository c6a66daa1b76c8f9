# Refused: what would start and write where another container writes already.

# What of it is other than in the current release, so that it would start.
would_start() { # release
  awk -F'\t' -v OFS='\t' -v now="$(services_of "$(current)")" "$AWK_RECORDS"'
    { read_service() }
    FILENAME == now { same[key, hash]; next }
    !((key, hash) in same) { print "s", project, service, class }' "$(services_of "$(current)")" "$(services_of "$1")"
}
# Containers, each with what tells whose it is, what it is, since when and until when, and where it can write to; and
# volumes that only stand for a folder or a share.
# shellcheck disable=SC2016 # Go's template
WRITES_VIEW="="'{{"\t"}}{{.Id}}{{"\t"}}'"$PROJECT_LABEL$TAB$SERVICE_LABEL$TAB"\
'{{with .Config.Labels}}{{with index . "stack-actions.stack"}}{{printf "%q" .}}{{end}}{{end}}'\
'{{"\t"}}'"$ONEOFF_LABEL"'{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}{{if .State.Running}}up{{end}}'\
'{{"\t"}}{{.Created}}{{"\t"}}{{.State.FinishedAt}}{{"\t"}}{{.Name}}'\
'{{range .Mounts}}{{if .RW}}{{"\nw\t"}}{{.Type}}{{"\t"}}{{with index . "Name"}}{{printf "%q" .}}{{end}}'\
'{{"\t"}}{{with index . "Source"}}{{printf "%q" .}}{{end}}{{"\t"}}{{printf "%q" .Destination}}{{end}}{{end}}'
STANDS_VIEW='v{{"\t"}}{{.Name}}{{"\t"}}{{printf "%q" .Driver}}'\
'{{with .Options}}{{"\t"}}{{printf "%q" (index . "type")}}{{"\t"}}{{printf "%q" (index . "device")}}'\
'{{"\t"}}{{printf "%q" (index . "o")}}{{end}}'
# Two must never write to one place at once: of what would start, where another container writes that its own does not
# write beside already, and the release does not have both; nothing where there is none. The rule of
# release/plan/storage/writers.ts, with its patterns (stores.ts). Reads only.
second_writers() { # release; what would start on stdin: s project service class
  local starts there looked stand serves
  starts=$(cat)
  [ -s "$(storage_of "$1")" ] && [ -n "$starts" ] || return 0
  there=$(ask ps -aq --no-trunc 2>/dev/null) || { echo "Docker does not say who writes where"; return 0; }
  [ -n "$there" ] || return 0
  # shellcheck disable=SC2086 # a list of ids
  looked=$(ask inspect -f "$WRITES_VIEW" $there 2>/dev/null)
  case $looked in =*) ;; *) echo "Docker does not say who writes where"; return 0 ;; esac
  stand=$(printf '%s\n' "$looked" |
    awk -F'\t' '$1 == "w" && $2 == "volume" && !seen[$3]++ { print substr($3, 2, length($3) - 2) }')
  # shellcheck disable=SC2086 # a list of names, which have no blanks
  [ -z "$stand" ] || stand=$(ask volume inspect -f "$STANDS_VIEW" $stand 2>/dev/null)
  serves=$(current)
  printf '%s\n' "$starts" "$stand" "$looked" | awk -F'\t' -v services="$(services_of "$1")" \
    -v serving="$(services_of "$serves")" -v storage="$(storage_of "$1")" -v had="$(storage_of "$serves")" \
    -v names="$(names_of "$1")" -v names_before="$(names_of "$serves")" \
    -v since="$([ -z "$serves" ] || meta "$serves" created_at)" -v owner="$OWNER" \
    "$AWK_DOCKER_FIELDS$AWK_RECORDS$AWK_PLACES$AWK_WRITERS" \
    "$(names_of "$1")" "$(names_of "$serves")" "$(services_of "$1")" "$(services_of "$serves")" \
    "$(storage_of "$serves")" "$(storage_of "$1")" -
}
# Nothing changed. Somebody may have begun to write there since the plan was made, and a rollback has none.
one_writer() {
  local twice
  twice=$({ intent want; old again; } |
    awk -F'\t' -v OFS='\t' '{ print "s", $2, $3, $1 == "want" ? $5 : $7 }' | second_writers "$ID")
  [ -z "$twice" ] || { fail data "$twice"; return 1; }
}
