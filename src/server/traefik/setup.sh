# What each Traefik that runs is set up to do, from its arguments, its file or its variables.

# Each Traefik that runs, as a line: `asks` (it asks Docker) with its name and all that `read_proxy` wants, `ask` where nobody has looked yet which file it is set up by, `unknown` where
# nobody has told what that file says: the runner does, in a release's meta; `not` what is set up as one and cannot be it, with the reason; `else` one that does not ask Docker.
# Traefik takes a file, else its arguments, else its variables, and never two of them. Who it is: src/host/traefik/identity.ts says the same for the runner.
traefiks_of() {
  { grep -hs '^traefik_' "$ROOT"/releases/*/meta; echo '='; cat; } | awk -F'\t' -v root="$ROOT/.traefik/" -v socket="$(docker_socket)" "$AWK_PLAIN"'
    function ms(v,   sum, part, n, unit) { if (v ~ /^[0-9.]+$/) return v * 1000; sum = 0
      while (match(v, /^[0-9.]+(ms|s|m|h)/)) { part = substr(v, 1, RLENGTH); v = substr(v, RLENGTH + 1); n = part + 0; unit = part; gsub(/[0-9.]/, "", unit)
        sum += n * (unit == "ms" ? 1 : unit == "s" ? 1000 : unit == "m" ? 60000 : 3600000) } return sum }
    # Of arguments what needs an escape is kept, as it was quoted.
    function word(f) { return substr(f, 2, length(f) - 2) }
    function listed(quoted,   part, n, i, list) { if (quoted ~ /^=/) { list = plain(substr(quoted, 2)); return "=" (list ~ /[" ]/ ? "odd" : list) " " }
      n = split(quoted, part, "\037"); list = ""; for (i = 1; i < n; i++) if (plain(part[i]) ~ /^[^" =]+$/) list = list plain(part[i]) " "; return list }
    function places(quoted,   part, n, i, list) { n = split(quoted, part, "\037"); list = ""; for (i = 1; i < n; i++) list = list plain(part[i]) "\037"; return list }
    function name(quoted,   part) { split(quoted, part, "\037"); return (part[1] == "" ? "" : plain(part[1]) "/") plain(part[2] == "" ? part[3] : part[2]) }
    function on(key) { return (key in set) ? set[key] !~ /^([Ff]alse|f|0)$/ : (key ".") in below }
    function put(key, value,   at, part) { key = tolower(key); set[key] = value; for (at = 1; (part = index(substr(key, at), ".")) > 0; at += part) below[substr(key, 1, at + part - 1)] }
    function source(mounts, dir,   part, n, i, best, at) { n = split(mounts, part, "\037"); best = ""; at = "-"
      for (i = 1; i < n; i += 2) if ((part[i] == dir || index(dir, part[i] "/") == 1) && length(part[i]) > length(best)) { best = part[i]; at = part[i + 1] substr(dir, length(best) + 1) }
      return at ~ /^"/ ? "-" : at }
    # Where Traefik shows that a file is live: by its API, or by a path on an entry point that neither redirects nor speaks TLS.
    function see(   at, host) { entry = "traefik"; ack = "none"; where = "127.0.0.1:8080"; insecure = on("api.insecure"); pinged = on("ping") && !on("ping.manualrouting")
      if (!insecure && pinged && set["ping.entrypoint"] != "") entry = set["ping.entrypoint"]
      at = "entrypoints." tolower(entry)
      if (!((at ".") in below)) { if (entry != "traefik" || !(insecure || pinged || on("metrics.prometheus"))) { entry = "traefik"; return } }
      else { where = set[at ".address"]
        if (on(at ".http.tls") || (at ".http.redirections.") in below || where ~ /\/udp$/ || where !~ /:[0-9]+(\/tcp)?$/) { where = "127.0.0.1:8080"; entry = "traefik"; return }
        sub(/\/tcp$/, "", where); host = where; sub(/:[0-9]+$/, "", host); if (host == "" || host == "0.0.0.0" || host == "[::]") where = "127.0.0.1" substr(where, length(host) + 1) }
      if (insecure) { ack = "api"; host = set["api.basepath"]; sub(/\/+$/, "", host); where = where host } else ack = "path" }
    function short(path) { if (length(path) > 1) sub(/\/+$/, "", path); if (path == "/var/run" || index(path, "/var/run/") == 1) path = substr(path, 5); return path }
    # A mount in memory has no source.
    function holds(folder, path) { return folder != "" && (folder == path || index(path, folder == "/" ? "/" : folder "/") == 1) }
    # Who tells it of containers: Docker by its own socket, whoever is at its endpoint, or nobody.
    function teller(mounts, endpoint,   part, n, i, there) { n = split(mounts, part, "\037")
      for (i = 2; i < n; i += 2) if (holds(short(part[i]), socket)) return "docker"
      if (endpoint == "-" || endpoint == "") endpoint = "unix:///var/run/docker.sock"
      if (endpoint !~ /^unix:/) return "endpoint"
      sub(/^unix:\/\//, "", endpoint)
      for (i = 1; i < n; i += 2) if (holds(short(part[i]), short(endpoint))) there = 1
      return there ? "endpoint" : "" }
    function networks(own,   id) { if (own ~ /^=container:/) { id = substr(own, 12); sub(/ .*/, "", id); return (id in nets) ? nets[id] : own } return own }
    function alone(has) { return has == "" || has == "none " || (has ~ /^=/ && has !~ /^=container:/) }
    function asks(fields, endpoint,   has, by) { has = networks($2); by = teller($3, endpoint)
      if (alone(has)) print "\nnot\t" $4 "\t" $1 "\tit is in no network"
      else if (by == "") print "\nnot\t" $4 "\t" $1 "\tit has neither the socket of Docker nor an endpoint"
      else print "\nasks\t" $4 "\t" $1 "\t" fields "\t" has "\t" (by == "docker" && file[4] == "traefik" ? "sure" : "unproven") "\t" $4 }
    # Releases of before say less of one and the same file.
    $0 == "=" { part++; next }
    !part { eq = index($0, "="); sum = substr($0, 9, eq - 9); if (length($0) - eq > length(known[sum])) known[sum] = substr($0, eq + 1); next }
    length($1) != 64 || $1 ~ /[^0-9a-f]/ { next }
    part == 1 { nets[$1] = listed($2); next }
    { $2 = listed($2); $3 = places($3); $4 = name($4); n = 0; mine = plain($7) == "Traefik"; split("", set); split("", below)
      image = word($6); sub(/@.*/, "", image); sub(/:[^\/:]*$/, "", image); if (image ~ /(^|\/)traefik$/) mine = 1
      for (i = 8; i <= NF && $i != "="; i++) { f = word($i); if (i < 11 && f ~ /(^|\/)traefik$/) mine = 1
        if (i > 8 && (n || f ~ /^-/)) arg[++n] = f
        if (tolower(f) ~ /^--providers\.(docker|swarm|file)(=|\.|$)/) mine = 1 }
      if (!mine) next
      for (j = 1; j <= n; j++) { f = arg[j]; if (f !~ /^-/) continue; sub(/^--?/, "", f); eq = index(f, "=")
        if (eq) put(substr(f, 1, eq - 1), substr(f, eq + 1)); else put(f, (j < n && arg[j + 1] !~ /^-/) ? arg[j + 1] : "true") }
      split("", file); line = ""; if ((getline line <(root $1)) > 0) { split(line, file, "\037"); close(root $1) }
      if (file[1] != $5) { print "\nask\t" $1 "\t" $5 "\t" set["configfile"]; next }
      if (file[2] ~ /^\//) { if (!(file[3] in known)) { if (alone(networks($2))) asks("", ""); else print "\nunknown\t" $4 "\t" $1 "\t" file[2]; next }
        said = split(known[file[3]], is, "\037")
        if (is[1] == 1) asks(is[2] "\t" is[3] "\t" is[4] "\t" source($3, is[2]) "\t" is[5] "\t" is[6] "\t" is[7], said < 8 ? "unsaid:" : is[8])
        else print "\nelse\t" $4 "\t" $1
        next }
      if (n == 0) for (i++; i <= NF; i++) { f = word($i); if (f ~ /^TRAEFIK_[A-Z0-9_]+=/) { eq = index(f, "="); key = substr(f, 9, eq - 9); gsub("_", ".", key); put(key, substr(f, eq + 1)) } }
      if (!on("providers.docker") || on("providers.docker.swarmmode")) { print "\nelse\t" $4 "\t" $1; next }
      see(); dir = set["providers.file.directory"]; if (length(dir) > 1) sub(/\/+$/, "", dir)
      if (dir == "" || set["providers.file.watch"] ~ /^[Ff]alse$/) dir = "-"
      # What has no shell can be told nothing.
      if (file[2] == "?") { dir = "-"; ack = "none" }
      throttle = set["providers.providersthrottleduration"]; throttle = throttle == "" ? 2000 : ms(throttle)
      asks(dir "\t" throttle "\t" ack "\t" source($3, dir) "\t" (set["providers.docker.constraints"] == "" ? "all" : "some") "\t" entry "\t" where, set["providers.docker.endpoint"]) }'
}
# The machine's own socket of Docker: who has it knows all labels of all containers.
docker_socket() { case ${DOCKER_HOST-} in unix://*) echo "${DOCKER_HOST#unix://}" ;; *) echo /var/run/docker.sock ;; esac | sed 's:^/var/run/:/run/:'; }
