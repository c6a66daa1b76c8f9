# What somebody holds cannot be published. Docker says so only when the new container is started, and its old one may be stopped by then: so it is judged before anything is changed, by what
# will be started. release/hostPorts.ts has the same rule, for the plan of a deploy.

# Of a container what holds ports: id, `up`, name, project, service, mode of its network, ports that it has, ports that it is to have. Of each port what it is inside, address and number.
# shellcheck disable=SC2016 # Go's template
BOUND_PORTS='{{range $b}}{{printf "%q" $p}}{{"\x1f"}}{{printf "%q" .HostIp}}{{"\x1f"}}{{printf "%q" .HostPort}}{{"\x1f"}}{{end}}{{end}}'
# shellcheck disable=SC2016 # Go's template
BOUND_VIEW='bound{{"\t"}}{{.Id}}{{"\t"}}{{if or .State.Running (eq .State.Status "restarting")}}up{{end}}{{"\t"}}{{printf "%q" (slice .Name 1)}}{{"\t"}}'$PROJECT_LABEL'{{"\t"}}'$SERVICE_LABEL'{{"\t"}}{{printf "%q" .HostConfig.NetworkMode}}{{"\t"}}{{range $p, $b := .NetworkSettings.Ports}}'$BOUND_PORTS'{{"\t"}}{{range $p, $b := .HostConfig.PortBindings}}'$BOUND_PORTS

# Ports that cannot be had, one a line, with who holds them. Of a range one that is free is enough. What is stopped before its service's new one is started holds nothing, and what a
# container in the host's network listens on nobody can tell from what else does.
held_ports() { # release; stdin: lines of an intent, `=`, lines as BOUND_VIEW gives them
  { cat; echo '='; listening; } | awk -F'\t' -v wanted="$ROOT/releases/$1/ports" "$AWK_PLAIN"'
    function hex(text,   i, sum) { sum = 0; for (i = 1; i <= length(text); i++) sum = sum * 16 + index("0123456789abcdef", tolower(substr(text, i, 1))) - 1; return sum }
    function quad(digits) { return hex(substr(digits, 1, 2)) "." hex(substr(digits, 3, 2)) "." hex(substr(digits, 5, 2)) "." hex(substr(digits, 7, 2)) }
    function groups(text,   part, four, n, i, digits) { n = split(text, part, ":"); digits = ""
      for (i = 1; i <= n; i++) if (part[i] ~ /[.]/) { split(part[i], four, "."); digits = digits sprintf("%02x%02x%02x%02x", four[1], four[2], four[3], four[4]) }
        else digits = digits substr("0000" part[i], length(part[i]) + 1)
      return digits }
    # IPv6 by its 32 digits, and an IPv4 address that is mapped into it as that.
    function mapped(digits) { return substr(digits, 1, 24) == "00000000000000000000ffff" ? quad(substr(digits, 25)) : digits }
    function full(text,   half, head, tail) { if (text !~ /:/) return text
      split(tolower(text), half, "::"); head = groups(half[1]); tail = groups(half[2]); while (length(head tail) < 32) head = head "0"
      return mapped(head tail) }
    # As bytes lie in this machine.
    function kernel(text,   i, digits) { digits = ""; for (i = 1; i < length(text); i += 8) digits = digits substr(text, i + 6, 2) substr(text, i + 4, 2) substr(text, i + 2, 2) substr(text, i, 2)
      return length(text) == 8 ? quad(digits) : mapped(tolower(digits)) }
    function every(address) { return address == "" || address == "00000000000000000000000000000000" }
    function overlap(one, other) { return one == other || every(one) || every(other) || ((one == "0.0.0.0" || other == "0.0.0.0") && one ~ /[.]/ && other ~ /[.]/) }
    function leaves(container, k,   own) { own = of[container]; return (own in swaps) && (own == k || ((k in swaps) && wave[own] + 0 < wave[k] + 0)) }
    function holder(k, kind, address, port,   list, n, i) { n = split(at[kind, port], list, " ")
      for (i = 1; i <= n; i++) if (overlap(address, addressed[list[i]]) && !leaves(container[list[i]], k)) return called[list[i]]
      for (i = 1; i <= hosts; i++) if (leaves(host[i], k)) return ""
      n = split(programs[kind, port], list, " ")
      for (i = 1; i <= n; i++) if (overlap(address, list[i])) return "a program of the server itself (`sudo ss -lnp" (kind == "tcp" ? "t" : "u") " \047sport = :" port "\047` says which)"
      return "" }
    FILENAME == wanted { k = $1 FS $2; if (!(k in wave)) next
      address = $4 == "-" ? "" : $4; by = ""
      for (port = $5 + 0; port <= $6 + 0; port++) { who = holder(k, $3, full(address), port); if (who == "") next; if (by == "") by = who }
      said = $1 "/" $2 ": port " (address == "" ? "" : (address ~ /:/ ? "[" address "]" : address) ":") ($5 == $6 ? $5 : $5 "-" $6) ($3 == "tcp" ? "" : "/" $3) " of the server is held by " by
      if (by != "" && !seen[said]++) print said
      next }
    $0 == "=" { part++; next }
    !part { if ($1 == "want") { wave[$2 FS $3] = $7; if ($5 == "exclusive" && $6 == "changed") swaps[$2 FS $3] } if ($1 == "old" && $5 == "again") wave[$2 FS $3] = wave[$2 FS $3] + 0; if ($1 == "old" && $5 ~ /^(replace|shrink)$/) of[$4] = $2 FS $3; next }
    part == 1 { if ($1 != "bound" || $3 != "up") next
      if (plain($7) == "host") host[++hosts] = $2
      n = split($8 == "" ? $9 : $8, list, "\037")
      for (i = 1; i < n; i += 3) { port = plain(list[i + 2]); if (port !~ /^[0-9]+$/) continue
        kind = plain(list[i]); sub(/.*[\/]/, "", kind); container[++count] = $2; addressed[count] = full(plain(list[i + 1])); at[kind, port + 0] = at[kind, port + 0] " " count
        called[count] = "the container " plain($4) ($5 == "" ? "" : " (service " substr(plain($6), 1, 200) " of the Compose project " substr(plain($5), 1, 200) ")") }
      next }
    # What listens for a port of a container is Docker.
    split($0, word, /[ :]/) == 3 { address = kernel(word[2]); port = hex(word[3]); n = split(at[word[1], port], list, " ")
      for (i = 1; i <= n; i++) if (overlap(addressed[list[i]], address)) next
      programs[word[1], port] = programs[word[1], port] " " address }' - "$ROOT/releases/$1/ports"
}
# Why ports of a release cannot be had, in words; nothing where they can. Reads only.
ports_held() { # release, lines of an intent, all containers as PS_VIEW gives them, what BOUND_VIEW says of them
  [ -s "$ROOT/releases/$1/ports" ] || return 0
  silent=$(printf '%s\n=\n%s\n' "$4" "$3" | awk -F'\t' '$0 == "=" { table = 1; next } !table { if ($1 == "bound") is[$2]; next } $5 ~ /running|restarting|paused/ && !($1 in is) { print $1, "-" }')
  [ -z "$silent" ] || silent=$(printf '%s\n' "$silent" | existing) || silent=-
  [ -z "$silent" ] || { echo "Docker does not say which ports of the server the container $(short "$silent") holds"; return; }
  taken=$(printf '%s\n=\n%s\n' "$2" "$4" | held_ports "$1") || { echo "who holds ports of the server could not be found out"; return; }
  [ -z "$taken" ] || echo "$(printf '%s\n' "$taken" | awk 'NR > 1 { printf "; " } { printf "%s", $0 }'). Stop what holds it, if nobody needs it, and begin again; if a service of this stack does, go first to a release in which none has it"
}
TABLE='' LOOKED=''
# Sets TABLE and LOOKED, for as many releases as are judged. False where Docker does not answer.
look_around() {
  [ -z "$TABLE" ] || return 0
  TABLE=$(ask ps -a --no-trunc --format "$PS_VIEW") || { TABLE=''; return 1; }
  # shellcheck disable=SC2046 # a list of ids
  LOOKED=$([ -z "$TABLE" ] || ask inspect -f "$POLICY_VIEW$NL$BOUND_VIEW" $(printf '%s\n' "$TABLE" | cut -f1) 2>/dev/null)
}
# The same for a release to go back to, without a file and without the lock. What is at work, or was interrupted, ends first, and then it is judged again.
ports_taken() { # release
  [ -s "$ROOT/releases/$1/ports" ] && [ -z "$(intent_value release)" ] || return 0
  look_around || { echo "Docker does not say which ports of the server are held"; return; }
  old_services=$(services_of "$(current)") new_services=$(services_of "$1")
  unclear='who holds ports of the server could not be found out'
  rows=$(printf '%s\n' "$TABLE" | theirs "$old_services" "$new_services") || { echo "$unclear"; return; }
  lines=$({ printf '%s\n' "$LOOKED" | grep "^=$TAB"; printf '%s\n=\n' "$rows"; } | becomes "$old_services" "$new_services") || { echo "$unclear"; return; }
  ports_held "$1" "$lines" "$TABLE" "$LOOKED"
}
