# Published ports, and whether a program listens behind each. Input for each container: a line `of` with what
# PUBLISHED_VIEW prints, then the tables of the kernel for its network namespace, each behind the word tcp or udp.
# Prints project, service, protocol, address, port, and 1 if somebody listens, else 0.
BEGIN { FS = OFS = "\t" }
$1 == "of" {
  id = $2; project = unquoted($4); service = unquoted($5)
  count = split($6, word, "\037")
  for (at = 1; at < count; at += 3) {
    port = unquoted(word[at + 2])
    if (port !~ /^[0-9]+$/ || port + 0 == 0) continue
    inside = unquoted(word[at]); kind = inside
    sub(/\/.*/, "", inside); sub(/.*\//, "", kind)
    if (kind != "tcp" && kind != "udp") continue
    has[id, kind, port + 0]
    bindings++
    container_of[bindings] = id; socket_of[bindings] = id SUBSEP kind SUBSEP sprintf("%04X", inside)
    kind_of[bindings] = kind; port_of[bindings] = port + 0
    line_of[bindings] = project OFS service OFS kind OFS unquoted(word[at + 1]) OFS port + 0
  }
  next
}
$0 == "tcp" || $0 == "udp" { kind = $0; next }
{
  split($0, column, " ")
  # Of TCP what listens (0A); of UDP what is bound and speaks to nobody in particular (07).
  if (column[4] != (kind == "tcp" ? "0A" : "07")) next
  split(column[2], place, ":")
  if (!inner(place[1])) listens[id, kind, place[2]]
}
END {
  for (at = 1; at <= bindings; at++)
    if (!ranged(container_of[at], kind_of[at], port_of[at])) print line_of[at], (socket_of[at] in listens) + 0
}
# Whether only the container itself reaches it: 127.0.0.0/8, also mapped into IPv6, and ::1, as a little-endian kernel
# writes them.
function inner(address) {
  if (length(address) == 32 && substr(address, 1, 24) == "0000000000000000FFFF0000") address = substr(address, 25)
  return address == "00000000000000000000000001000000" || (length(address) == 8 && substr(address, 7) == "7F")
}
# Of four numbers in a row each is taken as it is needed (calls, transfers): what listens on one of them now need not
# be there later.
function ranged(id, kind, port,    low, high) {
  low = high = port
  while ((id, kind, low - 1) in has) low--
  while ((id, kind, high + 1) in has) high++
  return high - low > 2
}
