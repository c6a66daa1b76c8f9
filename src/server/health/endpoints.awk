# Endpoints that the server can ask: rank, number, scheme, address, port, name. Input: published ports (port inside the
# container, address, port, container) and lines `name NAME` with host names of routes. `skip`: rules of stack.yml for
# what is not asked, as in health/skips.ts.

BEGIN {
  skips = split(skip, rule, " ")
  n = split("21 22 25 53 110 143 389 465 587 636 993 995 1433 1521 1883 3306 3389 4222 5432 5433 5672 6379 6380 6432 " \
    "8883 9042 9092 11211 27017 27018 27019", list, " ")
  for (i = 1; i <= n; i++) silent[list[i]]
}
/^name / {
  endpoint("http", "127.0.0.1", 80, substr($0, 6), 2, "")
  endpoint("https", "127.0.0.1", 443, substr($0, 6), 2, "")
  next
}
$1 ~ /\/tcp$/ && $3 ~ /^[0-9]+$/ && $3 > 0 { published($1 + 0, $2, $3, $4) }

# The port inside the container tells which protocol it speaks.
function published(own, ip, port, container,   scheme, address) {
  has[container, port + 0]
  if (own in silent) return
  address = ip == "" || ip == "0.0.0.0" ? "127.0.0.1" : ip == "::" ? "[::1]" : ip ~ /:/ ? "[" ip "]" : ip
  scheme = own ~ /443$/ || port ~ /443$/ ? "https" : "http"
  endpoint(scheme, address, port, "-", own ~ /^(80|443)$/ || port ~ /^(80|443)$/ ? 0 : 1, container)
}
function endpoint(scheme, address, port, name, rank, container) {
  if (skipped(port, name) || seen[scheme, address, port, name]++) return
  count++
  line[count] = scheme " " address " " port " " name
  rank_of[count] = rank; port_of[count] = port + 0; container_of[count] = container
}
# Four ports in a row or more are a range (calls, transfers), and asked last: which number of the range a port is, else
# -1.
function place_in_range(container, port,   low, high) {
  low = high = port
  while ((container, low - 1) in has) low--
  while ((container, high + 1) in has) high++
  return high - low > 2 ? port - low : -1
}
# Only the path `/` is asked here.
function skipped(port, name,   i, host, at, path) {
  for (i = 1; i <= skips; i++) {
    host = rule[i]; path = at = ""
    if (match(host, "/")) { path = substr(host, RSTART); host = substr(host, 1, RSTART - 1) }
    if (match(host, ":")) { at = substr(host, RSTART + 1); host = substr(host, 1, RSTART - 1) }
    if ((host == "" || host == name) && (at == "" || at == port) && (path == "" || path == "/")) return 1
  }
  return 0
}
END {
  for (i = 1; i <= count; i++) {
    row = rank_of[i] == 2 ? -1 : place_in_range(container_of[i], port_of[i])
    print (row < 0 ? rank_of[i] : 3 + row), i, line[i]
  }
}
