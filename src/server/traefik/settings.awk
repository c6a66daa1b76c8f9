# What a Traefik is told by its arguments or its variables: `set` by key in lower case; `below` has what keys begin
# with, each with the dot behind it.

function forget_settings() { split("", set); split("", below) }
function put(key, value,   at, part) {
  key = tolower(key); set[key] = value
  for (at = 1; (part = index(substr(key, at), ".")) > 0; at += part) below[substr(key, 1, at + part - 1)]
}
function on(key) { return (key in set) ? set[key] !~ /^([Ff]alse|f|0)$/ : (key ".") in below }
# A duration as Go writes it, in milliseconds; a bare number is of seconds.
function ms(text,   sum, part, n, unit) {
  if (text ~ /^[0-9.]+$/) return text * 1000
  sum = 0
  while (match(text, /^[0-9.]+(ms|s|m|h)/)) {
    part = substr(text, 1, RLENGTH); text = substr(text, RLENGTH + 1)
    n = part + 0; unit = part; gsub(/[0-9.]/, "", unit)
    sum += n * (unit == "ms" ? 1 : unit == "s" ? 1000 : unit == "m" ? 60000 : 3600000)
  }
  return sum
}
# Of arguments and variables what needs an escape is kept, as it was quoted.
function word(quoted) { return substr(quoted, 2, length(quoted) - 2) }
# `--key=value`, `--key value`, `--key`, also with one dash: of `arg`, which are `args`.
function read_arguments(   i, text, eq) {
  for (i = 1; i <= args; i++) {
    text = arg[i]
    if (text !~ /^-/) continue
    sub(/^--?/, "", text); eq = index(text, "=")
    if (eq) put(substr(text, 1, eq - 1), substr(text, eq + 1))
    else put(text, (i < args && arg[i + 1] !~ /^-/) ? arg[i + 1] : "true")
  }
}
# `TRAEFIK_KEY=value`: of the fields from this one on.
function read_variables(first,   i, text, eq, key) {
  for (i = first; i <= NF; i++) {
    text = word($i)
    if (text !~ /^TRAEFIK_[A-Z0-9_]+=/) continue
    eq = index(text, "="); key = substr(text, 9, eq - 9); gsub("_", ".", key)
    put(key, substr(text, eq + 1))
  }
}
# Where Traefik shows that a file is live (`sign`, at the address `where`): by its API, or by a path on an entry point
# that neither redirects nor speaks TLS.
function find_sign(   at, host, insecure, pinged) {
  entry = "traefik"; sign = "none"; where = "127.0.0.1:8080"
  insecure = on("api.insecure"); pinged = on("ping") && !on("ping.manualrouting")
  if (!insecure && pinged && set["ping.entrypoint"] != "") entry = set["ping.entrypoint"]
  at = "entrypoints." tolower(entry)
  if ((at ".") in below) {
    where = set[at ".address"]
    if (on(at ".http.tls") || (at ".http.redirections.") in below || where ~ /\/udp$/ || where !~ /:[0-9]+(\/tcp)?$/) {
      where = "127.0.0.1:8080"; entry = "traefik"
      return
    }
    sub(/\/tcp$/, "", where); host = where; sub(/:[0-9]+$/, "", host)
    if (host == "" || host == "0.0.0.0" || host == "[::]") where = "127.0.0.1" substr(where, length(host) + 1)
  } else if (entry != "traefik" || !(insecure || pinged || on("metrics.prometheus"))) { entry = "traefik"; return }
  if (!insecure) { sign = "path"; return }
  sign = "api"; host = set["api.basepath"]; sub(/\/+$/, "", host)
  where = where host
}
