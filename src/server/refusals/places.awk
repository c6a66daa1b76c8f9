# Where containers write: a volume, or a folder of the server, in words that are equal for the same place, as
# release/plan/storage/places.ts has them; and which images and folders are those of programs that alone write to their
# data, with the patterns of release/plan/storage/stores.ts.

# A text as Docker printed it by %q.
function path(text) {
  if (text !~ /^"/) return text
  text = substr(text, 2, length(text) - 2)
  gsub(/\\"/, "\"", text); gsub(/\\\\/, "\\", text)
  return text
}
function clean(at) {
  gsub(/\/+/, "/", at)
  while (sub(/\/\.\//, "/", at)) ;
  sub(/\/\.$/, "/", at)
  if (length(at) > 1) sub(/\/$/, "", at)
  return at
}
function below(top, at) { return at == top || index(at, top "/") == 1 }
function meet(one, other) { return below(one, other) || below(other, one) }
# Nothing where it is of the machine itself: many mount that, and none keeps its data there.
function folder(at,   parts, rest) {
  if (is_machines_own(at)) return ""
  if (match(at, /\/volumes\/[^\/]+\/_data(\/|$)/)) {
    rest = RSTART + RLENGTH > length(at) ? "" : "/" substr(at, RSTART + RLENGTH)
    split(substr(at, RSTART), parts, "/")
    return "the volume " parts[3] rest
  }
  return at ~ /^\/var\/lib\/docker(\/|$)/ ? "" : "the folder " at
}
# One that only stands for a folder, for memory or for a share is called as that: `device`, `type` and `options_of` are
# by name.
function volume(name,   at, host, options) {
  if (!(name in device)) return "the volume " name
  if (type[name] == "tmpfs") return ""
  options = "," options_of[name]
  if ((options ",") ~ /,r?bind,/) return folder(clean(device[name]))
  if (!match(device[name], /^[^\/]*:\//)) return "the volume " type[name] " " clean(device[name])
  host = substr(device[name], 1, RLENGTH - 2); at = clean(substr(device[name], RLENGTH))
  if (match(options, /,addr=[^,]+/)) host = substr(options, RSTART + 6, RLENGTH - 6)
  gsub(/[][]/, "", host)
  return "the volume " (type[name] == "nfs4" ? "nfs" : type[name]) " " tolower(host) ":" (at == "/" ? "" : at)
}
# An image without registry, tag and digest; nothing where it is named by an id.
function repository(image) {
  sub(/@.*/, "", image); sub(/:[^:\/]*$/, "", image)
  sub(/^(index\.)?docker\.io\//, "", image); sub(/^library\//, "", image)
  return image == "sha256" || (length(image) >= 12 && image !~ /[^0-9a-f]/) ? "" : image
}
function is_machines_own(at) {
  return \
    at ~ /^\/($|(dev|proc|sys|run|var\/run|lib\/modules|tmp\/\.X11-unix)(\/|$)|etc\/(localtime|timezone|hosts)$)/ || \
    at ~ /\.sock(et)?$/ || \
    at ~ /^\/((etc|tmp|var\/tmp|var\/log)$|etc\/(ssl|letsencrypt|ca-certificates|ca-certificates\.conf|pki|passwd|group|shadow|gshadow|subuid|subgid|machine-id|resolv\.conf|hostname|hosts|nsswitch\.conf|localtime|timezone|os-release|docker|ssh)(\/|$)|usr\/(local\/)?share\/(zoneinfo|ca-certificates)(\/|$)|(root|home\/.+)\/\.(docker|ssh|aws|kube|gnupg|gitconfig|netrc)(\/|$)|.*\/\.docker\/config\.json$)/
}
# Whether what an image has at a path may be the data of such a program; so it is where nobody knows the image.
function is_store(image, at) {
  return image == "" || \
    image ~ /(postgres|postgis|pgvector|timescale|mysql|mariadb|percona|redis|valkey|keydb|dragonfly|mongo|rabbitmq|elasticsearch|opensearch|minio|clickhouse|cassandra|scylla|cockroach|couch|neo4j|arangodb|influx|questdb|qdrant|meilisearch|typesense|nats|kafka|zookeeper|etcd)[^\/]*$|(^|\/)(mssql\/server|solr)$/ || \
    at ~ /^\/(var\/lib\/(postgresql|mysql|mongodb|redis|valkey|influxdb2?|clickhouse|elasticsearch|opensearch|cassandra|rabbitmq|neo4j|etcd)|data\/db|bitnami|usr\/share\/(elasticsearch|opensearch)\/data)(\/|$)/
}
