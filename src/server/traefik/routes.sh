# The text of a pin: the routes of a release, with the containers that they lead to.

# Sets pin_text: the routes of what serves or of what is to serve, and a last line that says that the text is whole.
make_pin() { # old|new
  routes=$({ if [ "$1" = old ]; then routes_of_old; else grep -v "^blocked" "$(routes_of "$ID")"; fi; } |
    awk -F'\t' -v intent="$TX/intent" "$AWK_RECORDS$AWK_PINNED")
  find_servers "$1" && pin_text=$(printf '%s\n=\n%s\n' "$servers" "$routes" | render "$nonce") || return 1
  pin_text="$pin_text$NL# $nonce is whole$NL"
}
# The routes while the old ones serve: theirs, and for each new router one of its name that answers 404, as before.
routes_of_old() {
  grep -v "^blocked" "$(routes_of "$previous")"
  awk -F'\t' 'FILENAME == ARGV[1] { if ($1 == "routers") had[$4]; next }
    ($1 == "blocked" && !($4 in had)) || ($1 == "middlewares" && $3 == "-")' \
    "$(routes_of "$previous")" "$(routes_of "$ID")"
}
# Sets servers: the containers that a pin leads to (servers.awk), with their addresses where the pin needs those. No
# files are used: on a full disk a pin would be made of half of them.
find_servers() { # old|new
  local rows candidates=/dev/null
  rows=$(ps_of "$(services_of "$([ "$1" = old ] && intent_value previous || echo "$ID")")") || return 1
  [ ! -f "$TX/candidates" ] || candidates=$TX/candidates
  servers=$(printf '%s\n' "$rows" |
    awk -F'\t' -v OFS='\t' -v side="$1" "$AWK_RECORDS$AWK_SERVERS" "$TX/intent" "$candidates" -) || return 1
  # Addresses are needed only where Traefik cannot resolve names, and for sticky cookies, which name a server by
  # address.
  by_address || printf '%s\n' "$routes" | awk -F'\t' '$8 == "1" { found = 1 } END { exit !found }' || return 0
  [ -n "$servers" ] || return 0
  # shellcheck disable=SC2016,SC2046 # Go's template; a list of ids
  servers=$(ask inspect -f "$PROJECT_LABEL$TAB$SERVICE_LABEL$TAB"'{{.Id}}{{"\t"}}'\
'{{range $n, $v := .NetworkSettings.Networks}}{{printf "%q" $n}}={{$v.IPAddress}}{{"\x1f"}}{{end}}' \
    $(printf '%s\n' "$servers" | cut -f3) 2>/dev/null)
  [ -n "$servers" ]
}

# Fills servers into route lines and groups them: the whole file for Traefik's file provider. Stdin: servers (project
# service id, and "network"=address, each ended by a unit separator), `=`, routes.
render() { # nonce
  awk -F'\t' -v nonce="$1" -v stack="$STACK" -v entry="$PROXY_ENTRY" -v traefik_nets="$PROXY_NETS" \
    -v named="$(by_address || echo 1)" "$AWK_DOCKER_FIELDS$AWK_RECORDS$AWK_RENDER"
}
# Whether Traefik cannot resolve the names of containers: in the network of the host, or in Docker's default one.
by_address() { case " $PROXY_NETS" in *" host "* | *" bridge "*) ;; *) false ;; esac; }
