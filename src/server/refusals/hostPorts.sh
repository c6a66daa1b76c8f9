# What somebody holds cannot be published. Docker says so only when the new container is started, and its old one may
# be stopped by then: so it is judged before anything is changed, by what will be started.
# release/plan/refusals/hostPorts.ts has the same rule, for the plan of a deploy.

# Of a container what holds ports: id, `up`, name, project, service, mode of its network, ports that it has, ports
# that it is to have. Of each port what it is inside, address and number.
# shellcheck disable=SC2016 # Go's template
BOUND_PORTS='{{range $b}}{{printf "%q" $p}}{{"\x1f"}}{{printf "%q" .HostIp}}{{"\x1f"}}'\
'{{printf "%q" .HostPort}}{{"\x1f"}}{{end}}{{end}}'
# shellcheck disable=SC2016 # Go's template
BOUND_VIEW='bound{{"\t"}}{{.Id}}{{"\t"}}{{if or .State.Running (eq .State.Status "restarting")}}up{{end}}'\
'{{"\t"}}{{printf "%q" (slice .Name 1)}}{{"\t"}}'$PROJECT_LABEL'{{"\t"}}'$SERVICE_LABEL\
'{{"\t"}}{{printf "%q" .HostConfig.NetworkMode}}{{"\t"}}{{range $p, $b := .NetworkSettings.Ports}}'$BOUND_PORTS\
'{{"\t"}}{{range $p, $b := .HostConfig.PortBindings}}'$BOUND_PORTS

# Ports that cannot be had, one a line, with who holds them. Of a range one that is free is enough.
held_ports() { # release; stdin: lines of an intent, `=`, lines as BOUND_VIEW gives them
  { cat; echo '='; listening; } | awk -F'\t' -v wanted="$ROOT/releases/$1/ports" \
    "$AWK_DOCKER_FIELDS$AWK_RECORDS$AWK_HEX$AWK_NETWORK_ADDRESS$AWK_HELD_PORTS" - "$ROOT/releases/$1/ports"
}
# Why ports of a release cannot be had, in words; nothing where they can. Reads only.
ports_held() { # release, lines of an intent, all containers as PS_VIEW gives them, what BOUND_VIEW says of them
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
  taken=$(printf '%s\n=\n%s\n' "$2" "$4" | held_ports "$1") ||
    { echo "who holds ports of the server could not be found out"; return; }
  [ -z "$taken" ] || echo "$(printf '%s\n' "$taken" | awk 'NR > 1 { printf "; " } { printf "%s", $0 }')." \
    "Stop what holds it, if nobody needs it, and begin again; if a service of this stack does," \
    "go first to a release in which none has it"
}
TABLE='' LOOKED=''
# Sets TABLE and LOOKED, for as many releases as are judged. False where Docker does not answer.
look_around() {
  [ -z "$TABLE" ] || return 0
  TABLE=$(ask ps -a --no-trunc --format "$PS_VIEW") || { TABLE=''; return 1; }
  # shellcheck disable=SC2046 # a list of ids
  LOOKED=$([ -z "$TABLE" ] ||
    ask inspect -f "$POLICY_VIEW$NL$BOUND_VIEW" $(printf '%s\n' "$TABLE" | cut -f1) 2>/dev/null)
}
# The same for a release to go back to, without a file and without the lock. What is at work, or was interrupted, ends
# first, and then it is judged again.
ports_taken() { # release
  local old_services new_services unclear rows lines
  [ -s "$ROOT/releases/$1/ports" ] && [ -z "$(intent_value release)" ] || return 0
  look_around || { echo "Docker does not say which ports of the server are held"; return; }
  old_services=$(services_of "$(current)") new_services=$(services_of "$1")
  unclear='who holds ports of the server could not be found out'
  rows=$(printf '%s\n' "$TABLE" | own_containers "$old_services" "$new_services") || { echo "$unclear"; return; }
  lines=$({ printf '%s\n' "$LOOKED" | grep "^=$TAB"; printf '%s\n=\n' "$rows"; } |
    reconcile "$old_services" "$new_services") || { echo "$unclear"; return; }
  ports_held "$1" "$lines" "$TABLE" "$LOOKED"
}
