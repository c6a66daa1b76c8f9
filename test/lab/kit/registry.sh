# shellcheck shell=bash
# Registries with TLS of the lab's own authority, so that nothing needs an insecure switch.
# Each has doors on one storage: one open, one that asks for a login; but for the mirror also one whose tokens narrow what a login may, as ghcr.io's do: `lab` pushes there, `puller` cannot.

registry_command() {
  local action=${1:-} name=lab
  [ $# = 0 ] || shift
  [ "${1:-}" != --name ] || name=${2:?which name}
  valid_name "$name"
  case $action in
    up | env) registry_up "$name" ;;
    down) registry_down "$name" ;;
    stop) registry_stop "$name" ;;
    start) registry_start "$name" ;;
    *) usage ;;
  esac
}

# `lab` is the one that servers use as their mirror of Docker Hub; tests that break a
# registry take one of their own.
registry_up() {
  local file=$LAB_STATE/registries/$1.json
  if ! { [ -f "$file" ] && pid_alive "$LAB_STATE/registries/$1.open.pid" && pid_alive "$LAB_STATE/registries/$1.auth.pid"; }; then
    engine_setup
    locked "registry-$1" registry_create "$1" >&2
  fi
  cat "$file"
}

registry_field() { sed -n "s/.*\"$2\": *\"\{0,1\}\([^\",}]*\).*/\1/p" "$LAB_STATE/registries/$1.json" | head -n 1; }

registry_create() {
  local name=$1 base=$LAB_STATE/registries/$1 host slot port auth_port password more='' pull_password
  if [ ! -f "$base.json" ]; then
    deb_program docker-registry usr/bin/docker-registry docker-registry
    program htpasswd apache2-utils
    host=$(gateway)
    port=5000
    if [ "$name" != lab ]; then
      made registry "$name"
      slot=$(take_slot "registry $name")
      echo "$slot" >"$base.slot"
      port=$((21005 + slot * 10))
      pull_password=$(openssl rand -hex 12)
      more=",\"tokenAddress\":\"$host:$((port + 2))\",\"pullUsername\":\"puller\",\"pullPassword\":\"$pull_password\""
    fi
    auth_port=$((port + 1))
    authority_setup
    certificate "$base" "$host"
    password=$(openssl rand -hex 12)
    htpasswd -Bbn lab "$password" >"$base.htpasswd"
    registry_config "$base" "$host:$port" >"$base.open.yml"
    registry_config "$base" "$host:$auth_port" "$base.htpasswd" >"$base.auth.yml"
    if [ -n "$more" ]; then
      printf 'lab %s pull,push,delete\npuller %s pull\n' "$password" "$pull_password" >"$base.users"
      registry_config "$base" "$host:$((port + 2))" >"$base.token.yml"
      printf 'auth:\n  token: {realm: "https://%s/token", service: "%s", issuer: lab, rootcertbundle: "%s"}\n' "$host:$((port + 3))" "$1" "$LAB_STATE/ca.crt" >>"$base.token.yml"
      trust_registry "$host:$((port + 2))"
    fi
    trust_registry "$host:$port"
    trust_registry "$host:$auth_port"
    printf '{"name":"%s","address":"%s","authAddress":"%s","username":"lab","password":"%s","caFile":"%s"%s}\n' \
      "$name" "$host:$port" "$host:$auth_port" "$password" "$LAB_STATE/ca.crt" "$more" >"$base.json"
  fi
  registry_start "$name"
}

registry_config() {
  printf 'version: 0.1\nlog: {level: warn}\nstorage:\n  filesystem: {rootdirectory: "%s"}\n  delete: {enabled: true}\n' "$1.storage"
  printf 'http:\n  addr: "%s"\n  tls: {certificate: "%s", key: "%s"}\n' "$2" "$1.crt" "$1.key"
  [ -z "${3:-}" ] || printf 'auth:\n  htpasswd: {realm: lab, path: "%s"}\n' "$3"
}

registry_start() {
  local base=$LAB_STATE/registries/$1 door address
  [ -f "$base.json" ] || die "no registry is called '$1'"
  for door in open auth token; do
    [ -f "$base.$door.yml" ] || continue
    pid_alive "$base.$door.pid" && continue
    record_pid "$base.$door.pid" "$(detach "registry-$1" "$LAB_BIN/docker-registry" serve "$base.$door.yml")"
  done
  if [ -f "$base.users" ] && ! pid_alive "$base.tokens.pid"; then
    address=$(sed -n 's|.*realm: "https://\([^/]*\)/token".*|\1|p' "$base.token.yml")
    record_pid "$base.tokens.pid" "$(detach "registry-$1" node "$(dirname "${BASH_SOURCE[0]}")/tokens.mjs" "$address" lab "$base.crt" "$base.key" "$base.users")"
  fi
  for address in $(registry_addresses "$1"); do
    wait_until 20 port_open "${address%:*}" "${address#*:}" || die "the registry at $address does not listen: see $LAB_LOG/registry-$1.log"
  done
}

registry_stop() {
  local door
  for door in open auth token tokens; do stop_pid "$LAB_STATE/registries/$1.$door.pid"; done
}

registry_addresses() { for door in address authAddress tokenAddress; do registry_field "$1" "$door"; done; }

registry_down() {
  local base=$LAB_STATE/registries/$1 address
  [ -f "$base.json" ] || return 0
  registry_stop "$1"
  # The storage of the mirror is a cache: base images stay for the next setup.
  [ "$1" != lab ] || return 0
  for address in $(registry_addresses "$1"); do
    as_root rm -rf "/etc/docker/certs.d/$address"
  done
  [ ! -f "$base.slot" ] || free_slot "$(cat "$base.slot")"
  rm -rf "$base".*
}

authority_setup() {
  [ -f "$LAB_STATE/ca.crt" ] || locked authority authority_create
}

authority_create() {
  [ -f "$LAB_STATE/ca.crt" ] && return
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 3650 -subj '/CN=stack-actions lab' \
    -addext 'basicConstraints=critical,CA:TRUE' -addext 'keyUsage=critical,keyCertSign,cRLSign' \
    -keyout "$LAB_STATE/ca.key" -out "$LAB_STATE/ca.crt.new" 2>/dev/null
  mv "$LAB_STATE/ca.crt.new" "$LAB_STATE/ca.crt"
}

# certificate BASE ADDRESS: BASE.crt and BASE.key for ADDRESS and 127.0.0.1.
certificate() {
  openssl req -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$2" -keyout "$1.key" -out "$1.csr" 2>/dev/null
  openssl x509 -req -in "$1.csr" -CA "$LAB_STATE/ca.crt" -CAkey "$LAB_STATE/ca.key" -set_serial "0x$(openssl rand -hex 8)" -days 3650 -out "$1.crt" \
    -extfile <(printf 'subjectAltName=IP:%s,IP:127.0.0.1,DNS:localhost\nextendedKeyUsage=serverAuth\n' "$2") 2>/dev/null
  rm -f "$1.csr"
}

trust_registry() {
  as_root mkdir -p "/etc/docker/certs.d/$1"
  as_root cp "$LAB_STATE/ca.crt" "/etc/docker/certs.d/$1/ca.crt"
}
