# Asks a container once by its own check, by its port, or by HTTP from Traefik's side.

run_check() { # container, check field; its words in $TX/said
  local oldIFS="$IFS" id kind arg
  IFS=$US; set -f
  # shellcheck disable=SC2086 # split at the unit separator
  set -- "$1" $2
  IFS=$oldIFS; set +f
  id=$1 kind=$2; shift 2
  for arg; do shift; set -- "$@" "$(printf '%b.' "$arg")"; done
  for arg; do shift; set -- "$@" "${arg%.}"; done
  case $kind in
    exec) timeout 30 docker exec "$id" "$@" >"$TX/said" 2>&1 8>&- 9>&- </dev/null ;;
    shell) timeout 30 docker exec "$id" /bin/sh -c "$1" >"$TX/said" 2>&1 8>&- 9>&- </dev/null ;;
    tcp) listens "$id" "$1" ;;
    running) : ;;
    image | ends) image_check "$id" "$@" ;;
    *) ;;
  esac
}
# What only the container itself knows of its check is asked by us as well: Docker asks for the first time a whole
# interval after the start.
image_check() { # container [port, for one that has no check]
  local own id oldIFS="$IFS"
  own=$(ask inspect -f '{{with .Config.Healthcheck}}{{join .Test "\x1f"}}{{end}}' "$1") || return 1
  case $own in '' | NONE*) [ $# -eq 1 ] || listens "$1" "$2"; return ;; *) ;; esac
  id=$1; IFS=$US; set -f
  # shellcheck disable=SC2086 # split at the unit separator
  set -- $own
  IFS=$oldIFS; set +f
  if [ "$1" = CMD ]; then shift; else shift; set -- /bin/sh -c "$*"; fi
  timeout 30 docker exec "$id" "$@" >"$TX/said" 2>&1 8>&- 9>&- </dev/null
}
# In the kernel's table of the container's network namespace, so that no tool is needed inside.
listens() { # container port
  local pid hex
  echo "nothing listens on port $2 yet" >"$TX/said"
  pid=$(ask inspect -f '{{.State.Pid}}' "$1") && [ "${pid:-0}" -gt 0 ] || return 1
  hex=$(printf '%04X' "$2")
  grep -qs "^ *[0-9]*: [0-9A-F]*:$hex [0-9A-F]*:0000 0A " "/proc/$pid/net/tcp" "/proc/$pid/net/tcp6"
}
probe() { # container, probe field: HTTP by the container's own address, from Traefik's side
  local port="${2%%"$US"*}" path="${2#*"$US"}" host
  host=$(short "$1")
  ! by_address ||
    host=$(ask inspect -f '{{range .NetworkSettings.Networks}}{{println .IPAddress}}{{end}}' "$1" | grep -m 1 .)
  ask exec "$PROXY" timeout 5 wget -q -O /dev/null "http://$host:$port$path" >"$TX/said" 2>&1
}
