# Counts the free addresses that Docker would give away before the wanted ones: those between the first of the range and
# the wanted address that nobody has. Prints the id of the network once for each. Input: the wanted addresses, lines as
# `had_addresses` prints them; `=`; lines as SUBNET_VIEW prints them.

$0 == "=" { looked = 1; next }
!looked { if (NF > 4) { wants++; network_of[wants] = $4; wanted[wants] = $5 } next }
$1 == "taken" { take($2, $3); take($2, $4) }
$1 == "pool" { read_pool($2, $3, $4, $5) }

# Some engines do not say which address the gateway has: it is the first.
function read_pool(network, subnet, range, gateway) {
  pools++
  pool[pools] = network; kind[pools] = family(subnet)
  first[pools] = number(subnet) + (is_address(gateway) ? 1 : 2)
  take(network, gateway)
  if (is_address(range) && number(range) >= first[pools]) first[pools] = number(range)
}
function take(network, text) {
  sub(/\/.*/, "", text)
  if (!is_address(text) || seen[network, text]++) return
  takes++
  on[takes] = network; of[takes] = family(text); taken[takes] = number(text)
}
# Some engines print `invalid IP` for no address.
function is_address(text) { return text ~ /[0-9]\.|:/ }
function family(text) { return text ~ /:/ ? 6 : 4 }
# An address as a number. Of IPv6 the last 32 bits suffice: no network of Docker is larger.
function number(text,   part, n) {
  sub(/\/.*/, "", text)
  if (text !~ /:/) { n = split(text, part, "."); return ((part[1] * 256 + part[2]) * 256 + part[3]) * 256 + part[4] }
  sub(/^.*::/, "", text); n = split(text, part, ":")
  return (n > 1 ? hex(part[n - 1]) * 65536 : 0) + (n > 0 ? hex(part[n]) : 0)
}
function free_below(network, text,   i, begin, free, upto) {
  upto = number(text); begin = -1
  for (i = 1; i <= pools; i++) {
    if (pool[i] == network && kind[i] == family(text) && first[i] <= upto && first[i] > begin) begin = first[i]
  }
  if (begin < 0) return 0
  free = upto - begin
  for (i = 1; i <= takes; i++) {
    if (on[i] == network && of[i] == family(text) && taken[i] >= begin && taken[i] < upto) free--
  }
  return free
}
END {
  for (i = 1; i <= wants; i++) {
    free = free_below(network_of[i], wanted[i])
    if (free > most[network_of[i]]) most[network_of[i]] = free
  }
  for (network in most) for (i = 0; i < most[network] && i < 1024; i++) print network
}
