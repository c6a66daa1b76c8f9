# Prints the ports that cannot be had, one a line, with who has them. Input: an intent, `=`, lines as BOUND_VIEW prints
# them, `=`, the sockets that the server listens on; then the wanted ports (the file `wanted`).

FILENAME == wanted {
  read_port()
  if (key in wave_of) judge(project, service, protocol, address == "-" ? "" : address, from, to)
  next
}
$0 == "=" { part++; next }
!part && $1 == "want" {
  read_want(); wave_of[key] = wave
  if (class == "exclusive" && change == "changed") swaps[key]
}
!part && $1 == "old" {
  read_old()
  if (fate == "again") wave_of[key] = wave_of[key] + 0
  if (fate ~ /^(replace|shrink)$/) service_of[id] = key
}
!part { next }
part == 1 { if ($1 == "bound" && $3 == "up") bound($2, unquoted($4), $5, $6, unquoted($7), $8 == "" ? $9 : $8); next }
split($0, word, /[ :]/) == 3 { listens(word[1], kernel(word[2]), hex(word[3])) }

# Reads a container with its ports.
function bound(id, name, project, service, network, ports,   list, n, i, port, kind, whose) {
  if (network == "host") host[++hosts] = id
  whose = ""
  if (project != "")
    whose = " (service " substr(unquoted(service), 1, 200) \
      " of the Compose project " substr(unquoted(project), 1, 200) ")"
  n = split(ports, list, "\037")
  for (i = 1; i < n; i += 3) {
    port = unquoted(list[i + 2])
    if (port !~ /^[0-9]+$/) continue
    kind = unquoted(list[i]); sub(/.*[\/]/, "", kind)
    bindings++
    container[bindings] = id; address_of[bindings] = full(unquoted(list[i + 1]))
    called[bindings] = "the container " name whose
    at[kind, port + 0] = at[kind, port + 0] " " bindings
  }
}
# Reads a listening socket. One for a published port of a container belongs to Docker, and does not count.
function listens(kind, address, port,   list, n, i) {
  n = split(at[kind, port], list, " ")
  for (i = 1; i <= n; i++) if (overlap(address_of[list[i]], address)) return
  programs[kind, port] = programs[kind, port] " " address
}
# Whether a container is stopped before the new one of a service (`key`) starts: then its ports are free by then.
function leaves(id, key,   own) {
  own = service_of[id]
  return (own in swaps) && (own == key || ((key in swaps) && wave_of[own] + 0 < wave_of[key] + 0))
}
# Who has a port, in words. A socket may belong to a container in the network of the host: if such a one is stopped
# first, nothing is said.
function holder(key, kind, address, port,   list, n, i) {
  n = split(at[kind, port], list, " ")
  for (i = 1; i <= n; i++) {
    if (overlap(address, address_of[list[i]]) && !leaves(container[list[i]], key)) return called[list[i]]
  }
  for (i = 1; i <= hosts; i++) if (leaves(host[i], key)) return ""
  n = split(programs[kind, port], list, " ")
  for (i = 1; i <= n; i++) if (overlap(address, list[i])) return program_words(kind, port)
  return ""
}
function program_words(kind, port) {
  return "a program of the server itself (`sudo ss -lnp" (kind == "tcp" ? "t" : "u") " \047sport = :" port \
    "\047` says which)"
}
# Prints a conflict, if no port of the range is free.
function judge(project, service, kind, address, from, to,   port, who, by, range, said) {
  by = ""
  for (port = from + 0; port <= to + 0; port++) {
    who = holder(project FS service, kind, full(address), port)
    if (who == "") return
    if (by == "") by = who
  }
  if (by == "") return
  range = (address == "" ? "" : (address ~ /:/ ? "[" address "]" : address) ":") (from == to ? from : from "-" to)
  said = project "/" service ": port " range (kind == "tcp" ? "" : "/" kind) " of the server is held by " by
  if (!seen[said]++) print said
}
