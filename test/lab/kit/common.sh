# shellcheck shell=bash
# shellcheck disable=SC2034 # the other parts use these
# Paths, locks and progress lines that every part of the lab shares.

LAB_CACHE=${STACK_ACTIONS_CACHE:-$HOME/.cache/stack-actions}
LAB_STATE=$LAB_CACHE/state
LAB_BIN=$LAB_CACHE/bin
LAB_LOG=$LAB_CACHE/log
LAB_LABEL=stack-actions.lab
LAB_NETWORK=stack-actions-lab
mkdir -p "$LAB_STATE"/{servers,registries,pebbles,slots} "$LAB_BIN" "$LAB_LOG"

say() { printf 'lab: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

LAB_ROOT=()
[ "$(id -u)" = 0 ] || LAB_ROOT=(sudo)
# made KIND NAME: who wants to clean up behind itself finds in LAB_MADE what was made for it.
made() { [ -z "${LAB_MADE:-}" ] || echo "$1 $2" >>"$LAB_MADE"; }

as_root() { "${LAB_ROOT[@]}" "$@"; }

# locked NAME COMMAND…: one process at a time runs COMMAND. The lock's descriptor is
# closed for background services (see detach), else they would hold it for life.
locked() {
  local name=$1 fd status=0
  shift
  exec {fd}>"$LAB_STATE/$name.lock"
  flock "$fd"
  LAB_LOCKS="${LAB_LOCKS:-} $fd" "$@" || status=$?
  exec {fd}>&-
  return "$status"
}

# detach NAME COMMAND…: a service that outlives the caller; prints its pid.
detach() (
  local name=$1 fd
  shift
  for fd in ${LAB_LOCKS:-}; do exec {fd}>&-; done
  setsid "$@" </dev/null >>"$LAB_LOG/$name.log" 2>&1 &
  echo $!
)

# stop_pid FILE: ends the one process that FILE records, if it still is that process.
stop_pid() {
  local pid started
  [ -f "$1" ] || return 0
  read -r pid started <"$1"
  if [ "$(pid_started "$pid")" = "$started" ]; then
    as_root kill "$pid" 2>/dev/null || true
    wait_until 20 pid_gone "$pid" || as_root kill -9 "$pid" 2>/dev/null || true
  fi
  rm -f "$1"
}

record_pid() { printf '%s %s\n' "$2" "$(pid_started "$2")" >"$1"; }

# The start time tells a recorded process from a later one that got the same pid.
pid_started() { awk '{sub(/.*\) /, ""); print $20}' "/proc/$1/stat" 2>/dev/null || echo gone; }
pid_gone() { ! [ -d "/proc/$1" ] || grep -q '^State:.Z' "/proc/$1/status" 2>/dev/null; }
pid_alive() {
  local pid started
  [ -f "$1" ] && read -r pid started <"$1" && [ "$(pid_started "$pid")" = "$started" ] && ! pid_gone "$pid"
}

# wait_until SECONDS COMMAND…: polls ten times a second until COMMAND succeeds.
wait_until() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    [ "$SECONDS" -lt "$deadline" ] || return 1
    sleep 0.1
  done
}

# content_key PATH…: names what a cached result was made from.
content_key() { find "$@" -type f -print0 | sort -z | xargs -0 cat | sha256sum | cut -c1-16; }

port_open() { (exec 3<>"/dev/tcp/$1/$2") 2>/dev/null; }

valid_name() { [[ $1 =~ ^[a-z0-9][a-z0-9-]{0,40}$ ]] || die "'$1' is no name: lower-case letters, digits and dashes"; }

# take_slot OWNER: a number that nobody else has; addresses and ports follow from it.
take_slot() { locked slots claim_slot "$1"; }

claim_slot() {
  local slot
  for slot in $(seq 1 200); do
    [ -e "$LAB_STATE/slots/$slot" ] && continue
    port_open 127.0.0.1 "$((21000 + slot * 10))" && continue
    echo "$1" >"$LAB_STATE/slots/$slot"
    echo "$slot"
    return
  done
  die 'all 200 slots are taken: remove servers with "lab server down NAME" or all with "lab down"'
}

free_slot() { rm -f "$LAB_STATE/slots/$1"; }

apt_ready() {
  [ -n "$(find "$LAB_STATE/apt-updated" -mmin -600 2>/dev/null)" ] && return
  as_root apt-get update -qq >&2
  touch "$LAB_STATE/apt-updated"
}

apt_install() {
  locked apt apt_install_now "$@"
}

# quietly_install PACKAGE…: its service is not started.
quietly_install() {
  local policy=/usr/sbin/policy-rc.d ours=''
  [ -e "$policy" ] || { printf '#!/bin/sh\nexit 101\n' | as_root tee "$policy" >/dev/null && as_root chmod +x "$policy" && ours=yes; }
  apt_install "$@"
  [ -z "$ours" ] || as_root rm -f "$policy"
}

apt_install_now() {
  apt_ready
  say "installing $*"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >"$LAB_LOG/apt.log" 2>&1 ||
    die "apt-get install $* failed: see $LAB_LOG/apt.log"
}

# deb_program PACKAGE PATH NAME: a program out of a Debian package, with nothing installed
# (installing docker-registry would start a service that listens everywhere).
deb_program() {
  local package=$1 path=$2 name=$3 folder
  [ -x "$LAB_BIN/$name" ] && return
  say "fetching $package"
  folder=$(mktemp -d)
  locked apt apt_ready
  (cd "$folder" && apt-get download -qq "$package" >/dev/null 2>&1 && dpkg-deb -x ./*.deb out) ||
    die "apt-get download $package failed"
  # Debian 12 has it in /bin, later ones in /usr/bin.
  [ -e "$folder/out/$path" ] || path=usr/$path
  install -m 755 "$folder/out/$path" "$LAB_BIN/$name"
  rm -rf "$folder"
}
