# shellcheck shell=bash
# The Docker engine on the runner's side: the machine's own, else one that the lab starts.

engine_setup() {
  engine_answers || locked engine engine_start
  plugins_setup
  network_setup
}

engine_answers() { docker info >/dev/null 2>&1; }

engine_start() {
  engine_answers && return
  command -v dockerd >/dev/null || apt_install docker.io iptables iproute2 openssh-client
  engine_answers && return
  local mirror
  mirror=https://$(lab_subnet).1:5000
  say "no Docker engine answers: starting dockerd (data in $LAB_CACHE/docker, log in $LAB_LOG/dockerd.log)"
  rm -f /var/run/docker.pid
  record_pid "$LAB_STATE/dockerd.pid" "$(detach dockerd "${LAB_ROOT[@]}" dockerd --data-root "$LAB_CACHE/docker" --registry-mirror "$mirror")"
  wait_until 60 engine_answers || die "dockerd does not answer: see $LAB_LOG/dockerd.log"
}

# docker.io of Debian 12 has neither BuildKit's nor Compose's plugin: both come from trixie,
# pinned so low that nothing else does.
plugins_setup() {
  plugins_found || locked plugins plugins_install
}

plugins_found() { docker buildx version >/dev/null 2>&1 && docker compose version >/dev/null 2>&1; }

plugins_install() {
  plugins_found && return
  debian_suite trixie
  apt_install docker-buildx/trixie docker-compose/trixie
}

# debian_mirror: where this machine's packages come from.
debian_mirror() {
  locked apt apt_ready
  # shellcheck disable=SC2016 # apt fills in the field
  apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Label: Debian' | head -n 1 | grep . ||
    die 'this machine has no packages of Debian: install docker-buildx and docker-compose by hand'
}

# debian_suite NAME: packages of a later Debian can be asked for as PACKAGE/NAME; nothing else comes from there.
debian_suite() {
  local uri base=stack-actions-$1
  [ ! -e "/etc/apt/sources.list.d/$base.sources" ] || return 0
  uri=$(debian_mirror)
  printf 'Package: *\nPin: release n=%s\nPin-Priority: 100\n' "$1" | as_root tee "/etc/apt/preferences.d/$base" >/dev/null
  printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nCheck-Valid-Until: no\nSigned-By: /usr/share/keyrings/debian-archive-keyring.gpg\n' "$uri" "$1" |
    as_root tee "/etc/apt/sources.list.d/$base.sources" >/dev/null
  rm -f "$LAB_STATE/apt-updated"
}

# lab_subnet: the first three numbers of the lab's own network. Chosen once, before the
# engine starts, because the engine is told the address of the mirror that listens there.
lab_subnet() {
  [ -s "$LAB_STATE/subnet" ] || locked subnet subnet_choose
  cat "$LAB_STATE/subnet"
}

subnet_choose() {
  local number chosen
  [ ! -s "$LAB_STATE/subnet" ] || return 0
  chosen=$(docker network inspect -f '{{(index .IPAM.Config 0).Subnet}}' "$LAB_NETWORK" 2>/dev/null | sed -n 's/^\([0-9.]*\)\.0\/24$/\1/p') || true
  for number in 213 214 215 216; do
    [ -z "$chosen" ] || break
    ip route show | grep -q "^10\.$number\." || chosen=10.$number.0
  done
  [ -n "$chosen" ] || die 'the networks 10.213.0.0 to 10.216.0.0 are all in use: the lab needs one of them'
  echo "$chosen" >"$LAB_STATE/subnet"
}

network_setup() {
  docker network inspect "$LAB_NETWORK" >/dev/null 2>&1 || locked engine network_create
}

network_create() {
  docker network inspect "$LAB_NETWORK" >/dev/null 2>&1 ||
    docker network create --label "$LAB_LABEL=1" --subnet "$(lab_subnet).0/24" "$LAB_NETWORK" >/dev/null ||
    die 'the network of the lab could not be made'
}

# gateway: the runner's address as servers see it.
gateway() { docker network inspect -f '{{(index .IPAM.Config 0).Gateway}}' "$LAB_NETWORK" | grep . || echo "$(lab_subnet).1"; }

engine_stop() {
  docker network rm "$LAB_NETWORK" >/dev/null 2>&1 || true
  [ -f "$LAB_STATE/dockerd.pid" ] || return 0
  say 'stopping dockerd'
  stop_pid "$LAB_STATE/dockerd.pid"
}
