# Finds the Traefik that the routes of this stack go through, and says why there is none that can be told.

# What `pick_proxy` reads of a container: its id where it runs, networks, mounts, project and service and name, when it
# was started, image, its title, program and arguments, `=`, variables that may set Traefik up. Where it has no
# networks, `=` and its mode: `container:ID` has another's.
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
  # One that hangs holds up the answer for all: then the one that is known is asked for by itself.
  [ -n "$views" ] || [ -z "$(intent_value proxy)" ] ||
    views=$(ask inspect -f "$PROXY_VIEW" "$(intent_value proxy)" 2>/dev/null)
  [ -z "$views" ] || PROXY_UNSEEN=''
  pick_proxy "$views"
}
# By a pipe, not by a here-document, which bash may keep in a file: on a full disk there would be no Traefik.
# The running Traefik that has Docker's labels as a provider; where there are several, the one of which the release says
# that its routes go through it. Else PROXY_WHY says why none can be spoken to, and PROXY_OUTSIDE which one runs that no
# container's image or command tells of. Dies inside: as in `read_static`.
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
  case $traefiks in *"${NL}asks$TAB"* | *"${NL}unknown$TAB"*) ;; *) PROXY_OUTSIDE=$(outside) ;; esac
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
# Traefik as this transaction has found it: looked for again only where it may be another one since.
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
# The Traefik that ran when the transaction began may be starting again: waits for it, half a minute at most. False
# where none runs.
await_proxy() {
  local patience
  proxy && return 0
  [ -n "$(intent_value proxy)" ] || return 1
  patience=$(($(now_ms) + 30000))
  until proxy; do [ "$(now_ms)" -lt "$patience" ] || { fail traefik "runs no more"; return 1; }; pause 0.2; done
}
# A Traefik of which no container's image or command tells: a process of the machine itself, or of a container that
# hides it.
outside() {
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
