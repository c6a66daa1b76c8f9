# What a container can reach: its networks, its mounts, and by what way it learns of containers.

# The networks of a container, each with a blank behind it. A container without networks has `=` and its network mode.
function listed(quoted,   part, n, i, list) {
  if (quoted ~ /^=/) { list = unquoted(substr(quoted, 2)); return "=" (list ~ /[" ]/ ? "odd" : list) " " }
  n = split(quoted, part, "\037"); list = ""
  for (i = 1; i < n; i++) if (unquoted(part[i]) ~ /^[^" =]+$/) list = list unquoted(part[i]) " "
  return list
}
# Its own networks, or those of the container whose network it shares.
function networks(own,   other) {
  if (own !~ /^=container:/) return own
  other = substr(own, 12); sub(/ .*/, "", other)
  return (other in networks_of) ? networks_of[other] : own
}
function alone(has) { return has == "" || has == "none " || (has ~ /^=/ && has !~ /^=container:/) }
# Mounts: where, and from where, each with a unit separator behind it.
function places(quoted,   part, n, i, list) {
  n = split(quoted, part, "\037"); list = ""
  for (i = 1; i < n; i++) list = list unquoted(part[i]) "\037"
  return list
}
# Where a folder of the container lies on the server, by its mounts; `-` where it does not.
function source(mounts, folder,   part, n, i, best, at) {
  n = split(mounts, part, "\037"); best = ""; at = "-"
  for (i = 1; i < n; i += 2) {
    if (part[i] != folder && index(folder, part[i] "/") != 1 || length(part[i]) <= length(best)) continue
    best = part[i]; at = part[i + 1] substr(folder, length(best) + 1)
  }
  return at ~ /^"/ ? "-" : at
}
# /var/run is a link to /run.
function short(path) {
  if (length(path) > 1) sub(/\/+$/, "", path)
  return path == "/var/run" || index(path, "/var/run/") == 1 ? substr(path, 5) : path
}
# A mount in memory has no source.
function holds(folder, path) {
  return folder != "" && (folder == path || index(path, folder == "/" ? "/" : folder "/") == 1)
}
# By what way it learns of containers: `docker`, by the socket of Docker itself (`socket`); `endpoint`, from whatever
# answers there; or nothing.
function docker_access(mounts, endpoint,   part, n, i, there) {
  n = split(mounts, part, "\037")
  for (i = 2; i < n; i += 2) if (holds(short(part[i]), socket)) return "docker"
  if (endpoint == "-" || endpoint == "") endpoint = "unix:///var/run/docker.sock"
  if (endpoint !~ /^unix:/) return "endpoint"
  sub(/^unix:\/\//, "", endpoint)
  for (i = 1; i < n; i += 2) if (holds(short(part[i]), short(endpoint))) there = 1
  return there ? "endpoint" : ""
}
