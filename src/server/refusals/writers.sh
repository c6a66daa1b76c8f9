# Refused: what would start and write where another container writes already.

# What of it is other than in the current release, so that it would start.
would_start() { # release
  awk -F'\t' -v OFS='\t' -v now="$(services_of "$(current)")" 'FILENAME == now { same[$1 FS $2 FS $3]; next } !(($1 FS $2 FS $3) in same) { print "s", $1, $2, $4 }' "$(services_of "$(current)")" "$(services_of "$1")"
}
# Containers that run, each with where it can write to; and volumes that only stand for a folder or a share.
# shellcheck disable=SC2016 # Go's template
WRITES_VIEW="="'{{"\t"}}{{.Id}}{{"\t"}}'"$PROJECT_LABEL$TAB$SERVICE_LABEL$TAB"'{{with .Config.Labels}}{{with index . "stack-actions.stack"}}{{printf "%q" .}}{{end}}{{end}}{{"\t"}}{{.Name}}{{range .Mounts}}{{if .RW}}{{"\nw\t"}}{{.Type}}{{"\t"}}{{with index . "Name"}}{{printf "%q" .}}{{end}}{{"\t"}}{{with index . "Source"}}{{printf "%q" .}}{{end}}{{end}}{{end}}'
STANDS_VIEW='v{{"\t"}}{{.Name}}{{"\t"}}{{printf "%q" .Driver}}{{with .Options}}{{"\t"}}{{printf "%q" (index . "type")}}{{"\t"}}{{printf "%q" (index . "device")}}{{"\t"}}{{printf "%q" (index . "o")}}{{end}}'
# Two must never write to one place at once: of what would start, where another container writes that its own does not write beside already, and
# the release does not have both; nothing where there is none. The rule of release/writers.ts. Reads only.
second_writers() { # release; what would start on stdin: s project service class
  starts=$(cat)
  [ -s "$(storage_of "$1")" ] && [ -n "$starts" ] || return 0
  up=$(ask ps -q --no-trunc 2>/dev/null) || { echo "Docker does not say who writes where"; return 0; }
  [ -n "$up" ] || return 0
  # shellcheck disable=SC2086 # a list of ids
  looked=$(ask inspect -f "$WRITES_VIEW" $up 2>/dev/null)
  case $looked in =*) ;; *) echo "Docker does not say who writes where"; return 0 ;; esac
  stand=$(printf '%s\n' "$looked" | awk -F'\t' '$1 == "w" && $2 == "volume" && !seen[$3]++ { print substr($3, 2, length($3) - 2) }')
  # shellcheck disable=SC2086 # a list of names, which have no blanks
  [ -z "$stand" ] || stand=$(ask volume inspect -f "$STANDS_VIEW" $stand 2>/dev/null)
  printf '%s\n' "$starts" "$stand" "$looked" | awk -F'\t' -v storage="$(storage_of "$1")" -v owner="$OWNER" "$PLAIN"'
    function path(f) { if (f ~ /^"/) { f = substr(f, 2, length(f) - 2); gsub(/\\"/, "\"", f); gsub(/\\\\/, "\\", f) } return f }
    function below(top, at) { return at == top || index(at, top "/") == 1 }
    function meet(one, other) { return below(one, other) || below(other, one) }
    function folder(at,   parts) {
      if (at ~ /^\/($|(dev|proc|sys|run|var\/run|lib\/modules|tmp\/\.X11-unix)(\/|$)|etc\/(localtime|timezone|hosts)$)/ || at ~ /\.sock(et)?$/) return ""
      if (match(at, /\/volumes\/[^\/]+\/_data(\/|$)/)) { split(substr(at, RSTART), parts, "/"); return "the volume " parts[3] (RSTART + RLENGTH > length(at) ? "" : "/" substr(at, RSTART + RLENGTH)) }
      return at ~ /^\/var\/lib\/docker(\/|$)/ ? "" : "the folder " at }
    function volume(name,   at) {
      if (!(name in device)) return "the volume " name
      if (type[name] == "tmpfs") return ""
      if (("," o[name] ",") ~ /,r?bind,/) return folder(device[name])
      at = match("," o[name], /,addr=[^,]*/) ? substr("," o[name], RSTART + 6, RLENGTH - 6) : ""
      return "the volume " type[name] " " at device[name] }
    function holds(key, place,   i) { for (i = 1; i <= rows; i++) if (has[i] == key && meet(where[i], place)) return 1; return 0 }
    FILENAME == storage { if ($3 !~ /^\//) next; has[++rows] = $1 "/" $2; where[rows] = $4; if ($4 ~ /^the folder /) sub(/ of the server$/, "", where[rows]); shared[rows] = $5 == "shared"; next }
    $1 == "v" { if (plain($3) == "local" && path($5) != "") { type[$2] = path($4); device[$2] = path($5); o[$2] = path($6) } next }
    $1 == "=" { id = $2; its = plain($3) "/" plain($4); whose = plain($5); name = substr($6, 2); next }
    $1 == "w" { at = $2 == "volume" ? volume(plain($3)) : $2 == "bind" ? folder(path($4)) : ""
      if (at != "") { writes[++n] = at; of[n] = its; mine[n] = whose == "" || whose == owner; called[n] = name; by[n] = whose == "" ? (its == "/" ? "" : its) : whose == owner ? its : whose } next }
    $1 == "s" { starts[$2 "/" $3] = $4 }
    END {
      for (i = 1; i <= rows; i++) { k = has[i]; if (!(k in starts) || shared[i]) continue
        own = 0; for (j = 1; j <= n; j++) if (mine[j] && of[j] == k && meet(writes[j], where[i])) own = 1
        if (own && starts[k] != "one-shot") continue
        for (j = 1; j <= n; j++) { if (!meet(writes[j], where[i])) continue
          if (mine[j] && (of[j] == k ? !own : holds(of[j], where[i]))) continue
          if (!said[k, called[j]]++) { printf "%s%s would write to %s while the container %s%s writes there; if that one is no longer needed, stop it first: docker stop %s", sep, k, where[i], called[j], by[j] == "" ? "" : " (" by[j] ")", called[j]; sep = "; " } } } }' "$(storage_of "$1")" -
}
# Nothing changed. Somebody may have begun to write there since the plan was made, and a rollback has none.
one_writer() {
  twice=$({ intent want; old again; } | awk -F'\t' -v OFS='\t' '{ print "s", $2, $3, $1 == "want" ? $5 : $7 }' | second_writers "$ID")
  [ -z "$twice" ] || { fail data "$twice"; return 1; }
}
