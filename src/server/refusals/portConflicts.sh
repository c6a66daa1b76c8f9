# Refuses a release whose ports somebody else has. Docker would say so only when the new container is started, and its
# old one may be stopped by then: so it is judged before anything is changed. release/plan/refusals/hostPorts.ts has the
# same rule, for the plan of a deploy.

# A container and its ports: id, `up`, name, project, service, mode of its network, the ports that it has, and those
# that it is configured to have. Each port: the one inside, address, number.
# shellcheck disable=SC2016 # Go's template
BOUND_PORTS='{{range $b}}{{printf "%q" $p}}{{"\x1f"}}{{printf "%q" .HostIp}}{{"\x1f"}}'\
'{{printf "%q" .HostPort}}{{"\x1f"}}{{end}}{{end}}'
# shellcheck disable=SC2016 # Go's template
BOUND_VIEW='bound{{"\t"}}{{.Id}}{{"\t"}}{{if or .State.Running (eq .State.Status "restarting")}}up{{end}}'\
'{{"\t"}}{{printf "%q" (slice .Name 1)}}{{"\t"}}'$PROJECT_LABEL'{{"\t"}}'$SERVICE_LABEL\
'{{"\t"}}{{printf "%q" .HostConfig.NetworkMode}}{{"\t"}}{{range $p, $b := .NetworkSettings.Ports}}'$BOUND_PORTS\
'{{"\t"}}{{range $p, $b := .HostConfig.PortBindings}}'$BOUND_PORTS

# Prints the ports that cannot be had, one a line, with who has them. Of a range, one free port is enough.
port_conflicts() { # release; stdin: lines of an intent, `=`, lines as BOUND_VIEW gives them
  { cat; echo '='; listening; } | awk -F'\t' -v wanted="$ROOT/releases/$1/ports" \
    "$AWK_DOCKER_FIELDS$AWK_RECORDS$AWK_HEX$AWK_NETWORK_ADDRESS$AWK_PORT_CONFLICTS" - "$ROOT/releases/$1/ports"
}
# The same as one sentence with advice; nothing if all can be had. Reads only.
# Arguments: release, lines of an intent, all containers as PS_VIEW and as BOUND_VIEW print them.
port_conflict_words() {
  local silent taken
  [ -s "$ROOT/releases/$1/ports" ] || return 0
  silent=$(printf '%s\n=\n%s\n' "$4" "$3" | awk -F'\t' '$0 == "=" { table = 1; next }
    !table { if ($1 == "bound") is[$2]; next }
    $5 ~ /running|restarting|paused/ && !($1 in is) { print $1, "-" }')
  [ -z "$silent" ] || silent=$(printf '%s\n' "$silent" | existing) || silent=-
  if [ -n "$silent" ]; then
    echo "Docker does not say which ports of the server the container $(short "$silent") holds"
    return
  fi
  taken=$(printf '%s\n=\n%s\n' "$2" "$4" | port_conflicts "$1") ||
    { echo "who holds ports of the server could not be found out"; return; }
  [ -z "$taken" ] || echo "$(printf '%s\n' "$taken" | awk 'NR > 1 { printf "; " } { printf "%s", $0 }')." \
    "Stop what holds it, if nobody needs it, and begin again; if a service of this stack does," \
    "go first to a release in which none has it"
}
CONTAINER_TABLE='' INSPECTED=''
# Sets CONTAINER_TABLE and INSPECTED, once for all releases that are judged. False if Docker does not answer.
read_containers() {
  [ -z "$CONTAINER_TABLE" ] || return 0
  CONTAINER_TABLE=$(ask ps -a --no-trunc --format "$PS_VIEW") || { CONTAINER_TABLE=''; return 1; }
  # shellcheck disable=SC2046 # a list of ids
  INSPECTED=$([ -z "$CONTAINER_TABLE" ] ||
    ask inspect -f "$POLICY_VIEW$NL$BOUND_VIEW" $(printf '%s\n' "$CONTAINER_TABLE" | cut -f1) 2>/dev/null)
}
# The same for a release that one could go back to, without a file and without the lock. While a transaction is at work
# or waits for recovery, nothing is said: it will be judged again when that has ended.
target_port_conflicts() { # release
  local old_services new_services unclear rows lines
  [ -s "$ROOT/releases/$1/ports" ] && [ -z "$(intent_value release)" ] || return 0
  read_containers || { echo "Docker does not say which ports of the server are held"; return; }
  old_services=$(services_of "$(current)") new_services=$(services_of "$1")
  unclear='who holds ports of the server could not be found out'
  rows=$(printf '%s\n' "$CONTAINER_TABLE" | own_containers "$old_services" "$new_services") ||
    { echo "$unclear"; return; }
  lines=$({ printf '%s\n' "$INSPECTED" | grep "^=$TAB"; printf '%s\n=\n' "$rows"; } |
    reconcile "$old_services" "$new_services") || { echo "$unclear"; return; }
  port_conflict_words "$1" "$lines" "$CONTAINER_TABLE" "$INSPECTED"
}
