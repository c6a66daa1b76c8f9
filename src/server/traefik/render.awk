# The text of a pin. On stdin: servers, `=`, lines of routes. `nonce`, `stack`; `entry`: the entry point that shows the
# nonce; `traefik_nets`: networks of Traefik; `named`: containers are known to it by name.

$0 == "=" { routes = 1; next }
!routes {
  key = unquoted($1) FS unquoted($2)
  n[key]++; server[key, n[key]] = substr($3, 1, 12); nets[key, n[key]] = $4
  next
}
{
  read_route()
  if (section == "services") definition = with_servers(definition)
  if (section == "blocked") section = "routers"
  yaml[section] = yaml[section] "    \"" name "\": " definition "\n"
}
function with_servers(definition,   at, i, list) {
  for (i = 1; i <= n[key]; i++) list = list (i > 1 ? "," : "") "{\"url\":\"" scheme "://" host_of(i) ":" port "\"}"
  at = index(definition, "\"@SERVERS@\"")
  return substr(definition, 1, at - 1) "[" list "]" substr(definition, at + 11)
}
# A sticky cookie names its server by address.
function host_of(i,   host) {
  host = sticky == "1" || !named ? address_in(nets[key, i], network) : ""
  return host == "" ? server[key, i] : host
}
# Of `"network"=address`, each ended by a unit separator: the address in that network, else in one of Traefik.
function address_in(addresses, wanted,   list, i, n, at, net, ip, any) {
  n = split(addresses, list, "\037"); any = ""
  for (i = 1; i < n; i++) {
    at = index(list[i], "\"="); net = unquoted(substr(list[i], 1, at)); ip = substr(list[i], at + 2)
    if (net ~ /[" =]/ || ip !~ /^[0-9a-fA-F.:]+$/) continue
    if (wanted != "-" ? net == wanted : index(" " traefik_nets, " " net " ")) return ip
    if (any == "") any = ip
  }
  return named ? "" : any
}
END {
  yaml["routers"] = yaml["routers"] "    \"" stack "-ack-" nonce "\": {\"rule\":\"PathPrefix(`/.stack-actions/" nonce \
    "`)\",\"priority\":2000000,\"entryPoints\":[\"" entry "\"],\"service\":\"noop@internal\"}\n"
  print "http:"
  m = split("routers services middlewares serversTransports", order, " ")
  for (i = 1; i <= m; i++) if (yaml[order[i]] != "") printf "  %s:\n%s", order[i], yaml[order[i]]
}
