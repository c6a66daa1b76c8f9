# shellcheck shell=bash
# An ACME server for one lab server: every name resolves to that server, so http-01 really
# asks it on port 80.

pebble_command() {
  [ $# = 2 ] || usage
  valid_name "$2"
  case $1 in
    up) pebble_up "$2" ;;
    down) pebble_down "$2" ;;
    *) usage ;;
  esac
}

pebble_up() {
  local file=$LAB_STATE/pebbles/$1.json
  if ! { [ -f "$file" ] && pid_alive "$LAB_STATE/pebbles/$1.acme.pid" && pid_alive "$LAB_STATE/pebbles/$1.dns.pid"; }; then
    server_must_exist "$1"
    locked "pebble-$1" pebble_create "$1" >&2
  fi
  cat "$file"
}

pebble_create() {
  local name=$1 base=$LAB_STATE/pebbles/$1 host first address
  pebble_down "$name"
  tool_path pebble >/dev/null
  tool_path pebble-challtestsrv >/dev/null
  host=$(gateway)
  first=$((21005 + $(cat "$LAB_STATE/servers/$name.slot") * 10))
  address=$(sed -n 's/.*"address":"\([^"]*\)".*/\1/p' "$LAB_STATE/servers/$name.json")
  authority_setup
  certificate "$base" "$host"
  printf '{"pebble":{"listenAddress":"%s","managementListenAddress":"%s","certificate":"%s","privateKey":"%s","httpPort":80,"tlsPort":443,"ocspResponderURL":"","externalAccountBindingRequired":false}}\n' \
    "$host:$first" "$host:$((first + 1))" "$base.crt" "$base.key" >"$base.config"
  # It listens for challenges of its own, too, unless the addresses are empty.
  record_pid "$base.dns.pid" "$(detach "pebble-$name" "$LAB_BIN/pebble-challtestsrv" -defaultIPv4 "$address" -defaultIPv6 '' \
    -dnsserver "$host:$((first + 2))" -management "$host:$((first + 3))" -http01 '' -https01 '' -tlsalpn01 '' -doh '')"
  record_pid "$base.acme.pid" "$(PEBBLE_VA_NOSLEEP=1 PEBBLE_WFE_NONCEREJECT=0 PEBBLE_AUTHZREUSE=0 detach "pebble-$name" \
    "$LAB_BIN/pebble" -config "$base.config" -dnsserver "$host:$((first + 2))")"
  wait_until 20 curl -sf --cacert "$LAB_STATE/ca.crt" -o "$base.root.crt" "https://$host:$((first + 1))/roots/0" ||
    die "Pebble does not answer: see $LAB_LOG/pebble-$name.log"
  printf '{"server":"%s","directoryUrl":"https://%s/dir","managementUrl":"https://%s","caFile":"%s","rootFile":"%s"}\n' \
    "$name" "$host:$first" "$host:$((first + 1))" "$LAB_STATE/ca.crt" "$base.root.crt" >"$base.json"
}

pebble_down() {
  stop_pid "$LAB_STATE/pebbles/$1.acme.pid"
  stop_pid "$LAB_STATE/pebbles/$1.dns.pid"
  rm -f "$LAB_STATE/pebbles/$1".*
}
