# The text of a pin: the routes of a release, with the containers that they lead to.

# What was sick before and is left as it is stays with its labels: where Traefik has answered 404 for it, a pin would lead to what does not answer, which is worse.
make_pin() { # old|new
  routes=$({ if [ "$1" = old ]; then held_routes; else grep -v "^dark" "$(routes_of "$ID")"; fi; } |
    awk -F'\t' -v intent="$TX/intent" 'BEGIN { while ((getline <intent) > 0) { if ($1 == "sick") sick[$2 FS $3]; if ($1 == "want") want[$2 FS $3] } }
      $1 == "routers" && (($2 FS $3) in sick) && !(($2 FS $3) in want) { next } !seen[$1 FS $4]++')
  find_servers "$1" && pin_text=$(printf '%s\n=\n%s\n' "$servers" "$routes" | render "$nonce") && pin_text="$pin_text$NL# $nonce is whole$NL"
}
# What HOLD writes: the old routes, and below all of them, in place of each route that did not exist before, one that answers 404 as before.
held_routes() {
  grep -v "^dark" "$(routes_of "$previous")"
  awk -F'\t' 'FILENAME == ARGV[1] { if ($1 == "routers") had[$4]; next } ($1 == "dark" && !($4 in had)) || ($1 == "middlewares" && $3 == "-")' "$(routes_of "$previous")" "$(routes_of "$ID")"
}
# The containers that a pin points to, of those that run: the old ones or the candidates of what changes, and of the rest what is not unhealthy, as long as there is such a one: what Docker calls unhealthy
# now may answer in a moment, and the pin is there for long.
# Into `servers`, and from `routes`, not by files: on a full disk a pin would be made of half of them.
find_servers() { # old|new
  rows=$(ps_of "$(services_of "$([ "$1" = old ] && intent_value previous || echo "$ID")")") || return 1
  servers=$(printf '%s\n' "$rows" | awk -F'\t' -v OFS='\t' -v which="$1" 'FILENAME == ARGV[1] { if ($1 == "old" && $5 ~ /^(replace|remove|shrink)$/) old[$4]; next }
    FILENAME == ARGV[2] { new[$1]; next }
    $5 != "running" || (which == "old" ? ($1 in new) : ($1 in old)) { next }
    { k = $2 FS $3; line = $2 OFS $3 OFS $1 OFS "" }
    !($1 in new) && !($1 in old) && $8 ~ /unhealthy/ { ill[k] = ill[k] line ORS; next }
    { well[k]; print line }
    END { for (k in ill) if (!(k in well)) printf "%s", ill[k] }' \
    "$TX/intent" "$([ -f "$TX/candidates" ] && echo "$TX/candidates" || echo /dev/null)" -) || return 1
  # A sticky cookie names its server by address; all else goes by name where names are known to Traefik, which costs no look at the networks.
  { by_address || printf '%s\n' "$routes" | awk -F'\t' '$8 == "1" { found = 1 } END { exit !found }'; } && [ -n "$servers" ] || return 0
  # shellcheck disable=SC2016,SC2046 # Go's template; a list of ids
  servers=$(ask inspect -f "$PROJECT_LABEL$TAB$SERVICE_LABEL$TAB"'{{.Id}}{{"\t"}}{{range $n, $v := .NetworkSettings.Networks}}{{printf "%q" $n}}={{$v.IPAddress}}{{"\x1f"}}{{end}}' $(printf '%s\n' "$servers" | cut -f3) 2>/dev/null)
  [ -n "$servers" ]
}

# Fills servers into route lines and groups them: the whole file for Traefik's file provider. Stdin: servers (project service id, and "network"=address, each ended by a unit separator), `=`, routes.
render() { # nonce
  awk -F'\t' -v nonce="$1" -v stack="$STACK" -v entry="$PROXY_ENTRY" -v proxynets="$PROXY_NETS" -v named="$(by_address || echo 1)" "$AWK_PLAIN"'
    function address(nets, want,   list, i, n, at, net, ip, any) { n = split(nets, list, "\037"); any = ""
      for (i = 1; i < n; i++) { at = index(list[i], "\"="); net = plain(substr(list[i], 1, at)); ip = substr(list[i], at + 2); if (net ~ /[" =]/ || ip !~ /^[0-9a-fA-F.:]+$/) continue
        if (want != "-" ? net == want : index(" " proxynets, " " net " ")) return ip; if (any == "") any = ip }
      return named ? "" : any }
    $0 == "=" { routes = 1; next }
    !routes { k = plain($1) FS plain($2); n[k]++; id[k, n[k]] = substr($3, 1, 12); nets[k, n[k]] = $4; next }
    { def = $5; k = $2 FS $3
      if ($1 == "services") { list = ""
        for (i = 1; i <= n[k]; i++) { host = $8 == "1" || !named ? address(nets[k, i], $9) : ""; if (host == "") host = id[k, i]
          list = list (i > 1 ? "," : "") "{\"url\":\"" $6 "://" host ":" $7 "\"}" }
        at = index(def, "\"@SERVERS@\""); def = substr(def, 1, at - 1) "[" list "]" substr(def, at + 11) }
      section = $1 == "dark" ? "routers" : $1; text[section] = text[section] "    \"" $4 "\": " def "\n" }
    END { text["routers"] = text["routers"] "    \"" stack "-ack-" nonce "\": {\"rule\":\"PathPrefix(`/.stack-actions/" nonce "`)\",\"priority\":2000000,\"entryPoints\":[\"" entry "\"],\"service\":\"noop@internal\"}\n"
      print "http:"; m = split("routers services middlewares serversTransports", order, " ")
      for (i = 1; i <= m; i++) if (text[order[i]] != "") printf "  %s:\n%s", order[i], text[order[i]] }'
}
# In the network of the host, or in Docker's default one, nobody knows containers by name.
by_address() { case " $PROXY_NETS" in *" host "* | *" bridge "*) ;; *) false ;; esac; }
