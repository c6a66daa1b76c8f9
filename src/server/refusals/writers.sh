# Refused: what would start and write where another container writes already.

# What of it is other than in the current release, so that it would start.
would_start() { # release
  awk -F'\t' -v OFS='\t' -v now="$(services_of "$(current)")" 'FILENAME == now { same[$1 FS $2 FS $3]; next } !(($1 FS $2 FS $3) in same) { print "s", $1, $2, $4 }' "$(services_of "$(current)")" "$(services_of "$1")"
}
# Containers, each with what tells whose it is, what it is, since when and until when, and where it can write to; and volumes that only stand for a folder or a share.
# shellcheck disable=SC2016 # Go's template
WRITES_VIEW="="'{{"\t"}}{{.Id}}{{"\t"}}'"$PROJECT_LABEL$TAB$SERVICE_LABEL$TAB"'{{with .Config.Labels}}{{with index . "stack-actions.stack"}}{{printf "%q" .}}{{end}}{{end}}{{"\t"}}'"$ONEOFF_LABEL"'{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}{{if .State.Running}}up{{end}}{{"\t"}}{{.Created}}{{"\t"}}{{.State.FinishedAt}}{{"\t"}}{{.Name}}{{range .Mounts}}{{if .RW}}{{"\nw\t"}}{{.Type}}{{"\t"}}{{with index . "Name"}}{{printf "%q" .}}{{end}}{{"\t"}}{{with index . "Source"}}{{printf "%q" .}}{{end}}{{"\t"}}{{printf "%q" .Destination}}{{end}}{{end}}'
STANDS_VIEW='v{{"\t"}}{{.Name}}{{"\t"}}{{printf "%q" .Driver}}{{with .Options}}{{"\t"}}{{printf "%q" (index . "type")}}{{"\t"}}{{printf "%q" (index . "device")}}{{"\t"}}{{printf "%q" (index . "o")}}{{end}}'
# Two must never write to one place at once: of what would start, where another container writes that its own does not write beside already, and
# the release does not have both; nothing where there is none. The rule of release/writers.ts, with its patterns (stores.ts). Reads only.
second_writers() { # release; what would start on stdin: s project service class
  starts=$(cat)
  [ -s "$(storage_of "$1")" ] && [ -n "$starts" ] || return 0
  there=$(ask ps -aq --no-trunc 2>/dev/null) || { echo "Docker does not say who writes where"; return 0; }
  [ -n "$there" ] || return 0
  # shellcheck disable=SC2086 # a list of ids
  looked=$(ask inspect -f "$WRITES_VIEW" $there 2>/dev/null)
  case $looked in =*) ;; *) echo "Docker does not say who writes where"; return 0 ;; esac
  stand=$(printf '%s\n' "$looked" | awk -F'\t' '$1 == "w" && $2 == "volume" && !seen[$3]++ { print substr($3, 2, length($3) - 2) }')
  # shellcheck disable=SC2086 # a list of names, which have no blanks
  [ -z "$stand" ] || stand=$(ask volume inspect -f "$STANDS_VIEW" $stand 2>/dev/null)
  serves=$(current)
  printf '%s\n' "$starts" "$stand" "$looked" | awk -F'\t' -v storage="$(storage_of "$1")" -v had="$(storage_of "$serves")" -v services="$(services_of "$1")" -v old="$(services_of "$serves")" -v since="$([ -z "$serves" ] || meta "$serves" created_at)" -v owner="$OWNER" "$AWK_PLAIN"'
    function path(f) { if (f ~ /^"/) { f = substr(f, 2, length(f) - 2); gsub(/\\"/, "\"", f); gsub(/\\\\/, "\\", f) } return f }
    function clean(at) { gsub(/\/+/, "/", at); while (sub(/\/\.\//, "/", at)) ; sub(/\/\.$/, "/", at); if (length(at) > 1) sub(/\/$/, "", at); return at }
    function below(top, at) { return at == top || index(at, top "/") == 1 }
    function meet(one, other) { return below(one, other) || below(other, one) }
    function folder(at,   parts) {
      if (at ~ /^\/($|(dev|proc|sys|run|var\/run|lib\/modules|tmp\/\.X11-unix)(\/|$)|etc\/(localtime|timezone|hosts)$)/ || at ~ /\.sock(et)?$/) return ""
      if (at ~ /^\/((etc|tmp|var\/tmp|var\/log)$|etc\/(ssl|letsencrypt|ca-certificates|ca-certificates\.conf|pki|passwd|group|shadow|gshadow|subuid|subgid|machine-id|resolv\.conf|hostname|hosts|nsswitch\.conf|localtime|timezone|os-release|docker|ssh)(\/|$)|usr\/(local\/)?share\/(zoneinfo|ca-certificates)(\/|$)|(root|home\/.+)\/\.(docker|ssh|aws|kube|gnupg|gitconfig|netrc)(\/|$)|.*\/\.docker\/config\.json$)/) return ""
      if (match(at, /\/volumes\/[^\/]+\/_data(\/|$)/)) { split(substr(at, RSTART), parts, "/"); return "the volume " parts[3] (RSTART + RLENGTH > length(at) ? "" : "/" substr(at, RSTART + RLENGTH)) }
      return at ~ /^\/var\/lib\/docker(\/|$)/ ? "" : "the folder " at }
    function volume(name,   at, host) {
      if (!(name in device)) return "the volume " name
      if (type[name] == "tmpfs") return ""
      if (("," o[name] ",") ~ /,r?bind,/) return folder(clean(device[name]))
      if (!match(device[name], /^[^\/]*:\//)) return "the volume " type[name] " " clean(device[name])
      host = substr(device[name], 1, RLENGTH - 2); at = clean(substr(device[name], RLENGTH))
      if (match("," o[name], /,addr=[^,]+/)) host = substr("," o[name], RSTART + 6, RLENGTH - 6)
      gsub(/[][]/, "", host)
      return "the volume " (type[name] == "nfs4" ? "nfs" : type[name]) " " tolower(host) ":" (at == "/" ? "" : at) }
    function repository(f) {
      sub(/@.*/, "", f); sub(/:[^:\/]*$/, "", f); sub(/^(index\.)?docker\.io\//, "", f); sub(/^library\//, "", f)
      return f == "sha256" || (length(f) >= 12 && f !~ /[^0-9a-f]/) ? "" : f }
    function store(what, at) { return what == "" || what ~ /(postgres|postgis|pgvector|timescale|mysql|mariadb|percona|redis|valkey|keydb|dragonfly|mongo|rabbitmq|elasticsearch|opensearch|minio|clickhouse|cassandra|scylla|cockroach|couch|neo4j|arangodb|influx|questdb|qdrant|meilisearch|typesense|nats|kafka|zookeeper|etcd)[^\/]*$|(^|\/)(mssql\/server|solr)$/ || at ~ /^\/(var\/lib\/(postgresql|mysql|mongodb|redis|valkey|influxdb2?|clickhouse|elasticsearch|opensearch|cassandra|rabbitmq|neo4j|etcd)|data\/db|bitnami|usr\/share\/(elasticsearch|opensearch)\/data)(\/|$)/ }
    function has_it(key, place,   i) { for (i = 1; i <= rows; i++) if (has[i] == key && meet(where[i], place)) return 1; return 0 }
    # Two services of the stack have it, and two will: nobody has it alone.
    function both(place,   i, j, n, m, seen) {
      for (j = 1; j <= writers; j++) if (mine[j] && !off[j] && (of[j] in ours) && meet(writes[j], place) && !(("<" of[j]) in seen)) { seen["<" of[j]]; n++ }
      for (i = 1; i <= rows; i++) if (meet(where[i], place) && !((">" has[i]) in seen)) { seen[">" has[i]]; m++ }
      return n >= 2 && m >= 2 }
    function plain_place(f) { if (f ~ /^the folder /) sub(/ of the server$/, "", f); return f }
    FILENAME == services { image[$1 "/" $2] = repository($6) }
    FILENAME == services || FILENAME == old { ours[$1 "/" $2]; next }
    FILENAME == had && $3 ~ /^\// { knew[++known] = $1 "/" $2; at_then[known] = plain_place($4) }
    FILENAME == storage { if ($3 !~ /^\//) { database[$1 "/" $2]; next } has[++rows] = $1 "/" $2; target[rows] = $3; where[rows] = plain_place($4); shared[rows] = $5 == "shared" }
    FILENAME == had || FILENAME == storage { next }
    $1 == "v" { if (plain($3) == "local" && path($5) != "") { type[$2] = path($4); device[$2] = path($5); o[$2] = path($6) } next }
    $1 == "=" { its = plain($3) "/" plain($4); whose = plain($5); once = plain($6) == "True"; what = repository(plain($7)); runs = $8 == "up"; from = substr($9, 1, 19); to = substr($10, 1, 19); name = substr($11, 2); next }
    $1 == "w" { at = $2 == "volume" ? volume(plain($3)) : $2 == "bind" ? folder(path($4)) : ""
      if (at != "") { writes[++writers] = at; inside[writers] = path($5); of[writers] = its; mine[writers] = whose == "" || whose == owner; off[writers] = once; up[writers] = runs; made[writers] = from; ended[writers] = to; by_image[writers] = what
        called[writers] = name; by[writers] = whose == "" ? (its == "/" ? "" : its) : whose == owner ? its : whose } next }
    $1 == "s" { starts[$2 "/" $3] = $4 }
    function same(j, k) { return mine[j] && of[j] == k && !off[j] }
    # Whether it may start beside that one: no store of data is in it, or it was there with it before.
    function may(i, k, j, until,   ours_is, its_is, leaves) {
      ours_is = (k in database) || store(image[k], target[i]); its_is = store(by_image[j], inside[j]); leaves = mine[j] && !off[j] && (of[j] in ours)
      if (leaves && !ours_is && !its_is && both(where[i])) return 1
      if (its_is || by_image[j] == image[k]) return 0
      if (!ours_is && where[i] ~ /^the (folder |volume [^ ]+ )/) return 1
      return !leaves && made[j] < until }
    END { for (i = 1; i <= rows; i++) { k = has[i]; if (!(k in starts) || shared[i]) continue
        own = 0; until = ""
        for (j = 1; j <= known; j++) if (knew[j] == k && meet(at_then[j], where[i])) until = substr(since, 1, 19)
        for (j = 1; j <= writers; j++) if (same(j, k) && meet(writes[j], where[i])) { if (up[j]) own = 1; else if (ended[j] > until) until = ended[j] }
        if (own && starts[k] != "one-shot") continue
        for (j = 1; j <= writers; j++) { if (!up[j] || !meet(writes[j], where[i])) continue
          if (!same(j, k) && (own || (mine[j] && of[j] != k && has_it(of[j], where[i])) || may(i, k, j, until))) continue
          if (!said[k, called[j]]++) { printf "%s%s would write to %s while the container %s%s writes there; if that one is no longer needed, stop it first: docker stop %s", sep, k, where[i], called[j], by[j] == "" ? "" : " (" by[j] ")", called[j]; sep = "; " } } } }' "$(services_of "$1")" "$(services_of "$serves")" "$(storage_of "$serves")" "$(storage_of "$1")" -
}
# Nothing changed. Somebody may have begun to write there since the plan was made, and a rollback has none.
one_writer() {
  twice=$({ intent want; old again; } | awk -F'\t' -v OFS='\t' '{ print "s", $2, $3, $1 == "want" ? $5 : $7 }' | second_writers "$ID")
  [ -z "$twice" ] || { fail data "$twice"; return 1; }
}
