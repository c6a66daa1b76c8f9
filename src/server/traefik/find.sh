# Finds the Traefik that the routes of this stack go through, or says why there is none that could be used.

# What `pick_proxy` reads of a container: its id if it runs, networks, mounts, project and service and name, when it was
# started, image, the title of the image, program and arguments, `=`, variables that may configure Traefik. A container
# without networks has `=` and its network mode (`container:ID`: the network of that container) instead.
# shellcheck disable=SC2016 # Go's template
PROXY_VIEW='{{if .State.Running}}{{.Id}}{{end}}'\
'{{"\t"}}{{range $n, $_ := .NetworkSettings.Networks}}{{printf "%q" $n}}{{"\x1f"}}'\
'{{else}}={{printf "%q" .HostConfig.NetworkMode}}{{end}}'\
'{{"\t"}}{{range .Mounts}}{{printf "%q" .Destination}}{{"\x1f"}}{{printf "%q" .Source}}{{"\x1f"}}{{end}}'\
'{{"\t"}}'$PROJECT_LABEL'{{"\x1f"}}'$SERVICE_LABEL'{{"\x1f"}}{{printf "%q" (slice .Name 1)}}'\
'{{"\t"}}{{.State.StartedAt}}{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}'$TITLE_LABEL\
'{{"\t"}}{{printf "%q" .Path}}{{range .Args}}{{"\t"}}{{printf "%q" .}}{{end}}'\
'{{"\t"}}={{range .Config.Env}}{{if eq (index (split . "_") 0) "TRAEFIK"}}{{"\t"}}{{printf "%q" .}}{{end}}{{end}}'
find_proxy() {
  local ids views
  PROXY_UNSEEN=yes
  ids=$(ask ps -q --no-trunc) || { PROXY=''; return 1; }
  [ -n "$ids" ] || { PROXY='' PROXY_UNSEEN=''; return 1; }
  # shellcheck disable=SC2086 # a list of ids
  views=$(ask inspect -f "$PROXY_VIEW" $ids 2>/dev/null)
  # A container that hangs blocks the answer for all: then the Traefik that is known is asked for by itself.
  [ -n "$views" ] || [ -z "$(intent_value proxy)" ] ||
    views=$(ask inspect -f "$PROXY_VIEW" "$(intent_value proxy)" 2>/dev/null)
  [ -z "$views" ] || PROXY_UNSEEN=''
  pick_proxy "$views"
}
# Picks the running Traefik that reads Docker's labels; of several, the one that the release names. If there is none,
# PROXY_WHY says why, and PROXY_OUTSIDE names a Traefik that runs although no container looks like one. Everything goes
# through pipes: a here-document can be a file, and on a full disk no Traefik would be found.
# Dies inside: as in `read_static`.
pick_proxy() { # lines as PROXY_VIEW gives them
  local id started file
  read_proxy ''
  PROXY_WHY='' PROXY_OUTSIDE=''
  traefiks=$(printf '%s\n=\n%s\n' "$1" "$1" | traefiks_of)
  case $traefiks in
    *"${NL}ask$TAB"*)
      printf '%s\n' "$traefiks" | awk -F'\t' '$1 == "ask"' |
        while IFS=$TAB read -r _ id started file; do read_static "$id" "$started" "$file"; done
      traefiks=$(printf '%s\n=\n%s\n' "$1" "$1" | traefiks_of) ;;
    *) ;;
  esac
  found=$(printf '%s\n' "$traefiks" | awk -F'\t' -v want="$(meta "${ID:-$(current)}" proxy)" "$AWK_CHOSEN")
  [ -z "$found" ] || { read_proxy "$found"; return 0; }
  PROXY_WHY=$(printf '%s\n' "$traefiks" | awk -F'\t' "$AWK_WHY_NO_TRAEFIK")
  case $traefiks in *"${NL}asks$TAB"* | *"${NL}unknown$TAB"*) ;; *) PROXY_OUTSIDE=$(outside_traefik) ;; esac
  return 1
}
read_proxy() { # a line, or nothing
  local oldIFS="$IFS"
  IFS=$TAB; set -f
  # shellcheck disable=SC2086 # split at the tabs
  set -- $1
  IFS=$oldIFS; set +f
  PROXY=${1-} PROXY_DIR=${2--} PROXY_THROTTLE=${3-2000} PROXY_ACK=${4-none} PROXY_SOURCE=${5--} PROXY_LISTS=${6-all}
  PROXY_ENTRY=${7-traefik} PROXY_AT=${8-127.0.0.1:8080} PROXY_NETS=${9-} PROXY_TRUST=${10-} PROXY_NAME=${11-}
}
# Sets PROXY_* to the Traefik that this transaction has found. $TX/proxy is removed where it may be another one since.
proxy() {
  if [ -s "$TX/proxy" ]; then
    IFS= read -r found <"$TX/proxy"
    read_proxy "$found"
    return
  fi
  find_proxy || return 1
  # On a full disk it is looked for again.
  { echo "$found" >"$TX/proxy"; } 2>/dev/null || rm -f "$TX/proxy"
}
# Waits, half a minute at most, for the Traefik that ran when the transaction began: it may be restarting. False if none
# runs.
await_proxy() {
  local patience
  proxy && return 0
  [ -n "$(intent_value proxy)" ] || return 1
  patience=$(($(now_ms) + 30000))
  until proxy; do [ "$(now_ms)" -lt "$patience" ] || { fail traefik "runs no more"; return 1; }; pause 0.2; done
}
# Prints where a Traefik runs although no container's image or command looks like one: as a process of the machine
# itself, or in a container that hides it.
outside_traefik() {
  local pid id name
  for pid in $(traefik_processes); do
    id=$(grep -o '[0-9a-f]\{64\}' "/proc/$pid/cgroup" 2>/dev/null | tail -n 1)
    case $traefiks in *"$TAB${id:-none of them}"*) continue ;; *) ;; esac
    name=$([ -z "$id" ] || ask inspect -f '{{slice .Name 1}}' "$id" 2>/dev/null)
    if [ -z "$name" ]; then
      echo "outside of Docker, as process $pid"
    else
      echo "in the container $name, of which neither image nor command say so" \
        "(the label org.opencontainers.image.title: Traefik on it does)"
    fi
    return
  done
}
traefik_processes() { grep -lx traefik /proc/[0-9]*/comm 2>/dev/null | cut -d/ -f3; }
