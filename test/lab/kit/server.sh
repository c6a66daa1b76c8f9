# shellcheck shell=bash
# Servers: containers that behave like rented machines.

server_command() {
  local action=${1:-} name=${2:-}
  [ $# -ge 2 ] || usage
  shift 2
  valid_name "$name"
  case $action in
    up) server_up "$name" "$@" ;;
    down) server_down "$name" ;;
    kill) server_must_exist "$name"; docker kill "$(server_container "$name")" >/dev/null ;;
    start) server_start "$name" ;;
    cut) server_cable "$name" -I ;;
    mend) server_cable "$name" -D ;;
    exec) server_must_exist "$name"; [ "${1:-}" != -- ] || shift; exec docker exec -i "$(server_container "$name")" "$@" ;;
    *) usage ;;
  esac
}

server_container() { echo "stack-actions-lab-$1"; }
server_must_exist() { [ -f "$LAB_STATE/servers/$1.json" ] || die "no server is called '$1'"; }

server_up() {
  local file=$LAB_STATE/servers/$1.json
  engine_setup
  if [ -f "$file" ]; then
    case $(docker inspect -f '{{.State.Running}}' "$(server_container "$1")" 2>/dev/null) in
      true) ;;
      false) server_start "$1" ;;
      *) server_down "$1" ;;
    esac
  fi
  [ -f "$file" ] || locked "server-$1" server_create "$@"
  cat "$file"
}

server_create() {
  local name=$1 with_docker=yes engine=${LAB_ENGINE:-} compose=${LAB_COMPOSE:-} base=$LAB_STATE/servers/$1 container slot port subnet
  shift
  [ ! -f "$base.json" ] || return 0
  while [ $# -gt 0 ]; do
    case $1 in
      --without-docker) with_docker=no ;;
      --engine) engine=${2:-}; shift ;;
      *) die "'$1' is no option of server up" ;;
    esac
    shift
  done
  [ "$engine" != "$LAB_ENGINE_USUAL" ] && [ "$with_docker" = yes ] || engine=''
  [ "$with_docker" = yes ] || compose=''
  [ -z "$compose" ] || compose=$(tool_path "compose-$compose")
  if ! docker image inspect "$LAB_SERVER_IMAGE" >/dev/null 2>&1 || [ ! -s "$LAB_STATE/seed" ]; then setup_all >&2; fi
  [ -z "$engine" ] || other_server_setup "$engine" >&2
  registry_up lab >/dev/null
  container=$(server_container "$name")
  docker rm -f "$container" >/dev/null 2>&1 || true
  made server "$name"
  slot=$(take_slot "server $name")
  echo "$slot" >"$base.slot"
  port=$((21000 + slot * 10))
  subnet=$(lab_subnet)
  keys_setup
  rm -f "$base.host_key" "$base.host_key.pub"
  ssh-keygen -q -t ed25519 -N '' -C "$name" -f "$base.host_key"
  SERVER_IMAGE=$LAB_SERVER_IMAGE${engine:+-$engine} server_run "$name" --name "$container" --hostname "$name" --network "$LAB_NETWORK" --ip "$subnet.$((slot + 20))" \
    -p "127.0.0.1:$port:22" -p "127.0.0.1:$((port + 1)):80" -p "127.0.0.1:$((port + 2)):443" \
    -e "LAB_DOCKER=$with_docker" -e "LAB_HOST_KEY=$(cat "$base.host_key")"
  printf '[127.0.0.1]:%s %s\n' "$port" "$(cut -d ' ' -f 1,2 "$base.host_key.pub")" >"$base.known_hosts"
  server_wait "$name" "$with_docker"
  # This folder comes before the packages' own one.
  [ -z "$compose" ] || docker exec -i "$container" install -D -m 755 /dev/stdin /usr/local/lib/docker/cli-plugins/docker-compose <"$compose"
  server_json "$name" "$port" "$subnet.$((slot + 20))" >"$base.json.new"
  mv "$base.json.new" "$base.json"
}

# server_run NAME OPTION…: starts the container, with the rights that a machine has.
server_run() {
  local name=$1 registry dns options
  shift
  registry=$(registry_field lab address)
  dns=$(awk '$1 == "nameserver" && $2 !~ /^127\./ {printf "--dns %s ", $2}' /etc/resolv.conf)
  options="--registry-mirror https://$registry --cgroup-parent /stack-actions-lab/$name $dns"
  local rights
  mapfile -t rights < <(server_rights)
  docker run -d --label "$LAB_LABEL=1" "${rights[@]}" --tmpfs /run:exec,mode=755 --tmpfs /tmp:exec,mode=1777 \
    -v "$LAB_NETWORK:/lab" --add-host "pebble:$(gateway)" --add-host "registry:$(gateway)" \
    -e "LAB_NAME=$name" -e "LAB_SEED=$(cat "$LAB_STATE/seed" 2>/dev/null)" -e "LAB_AUTHORIZED_KEY=$(cat "$LAB_STATE/id_ed25519.pub" 2>/dev/null)" \
    -e "LAB_DOCKERD_OPTIONS=$options" -e "LAB_REGISTRY=$registry" -e "LAB_REGISTRY_CA=$(cat "$LAB_STATE/ca.crt")" \
    --entrypoint /usr/bin/tini "$@" "${SERVER_IMAGE:-$LAB_SERVER_IMAGE}" -g -- sh -c "$server_supervisor" >/dev/null ||
    die "the container of server $name does not start"
}

# A dockerd that dies alone comes back after two seconds, as systemd's unit for it has it; `docker stop` of the server ends both.
# shellcheck disable=SC2016 # expanded in the server
server_supervisor='
  trap "wait; exit" TERM
  lab-server &
  while wait $!; [ "$LAB_DOCKER" != no ]; do
    sleep 2
    rm -f /var/run/docker.pid
    dockerd $LAB_DOCKERD_OPTIONS >>/var/log/dockerd.log 2>&1 &
  done'

# --privileged with a cgroup namespace is the ordinary way. It needs cgroup v2 and every
# capability; where one is missing, what is there is listed.
server_rights() {
  if [ -f /sys/fs/cgroup/cgroup.controllers ] && [ $((0x$(awk '/^CapBnd/ {print $2}' /proc/1/status) >> 24 & 1)) = 1 ]; then
    printf '%s\n' --privileged --cgroupns private
  else
    printf '%s\n' --cap-add ALL --cap-drop SYS_RESOURCE --security-opt seccomp=unconfined --security-opt apparmor=unconfined \
      --security-opt systempaths=unconfined --device-cgroup-rule 'a *:* rwm' --cgroupns host -v /sys/fs/cgroup:/sys/fs/cgroup:rw
  fi
}

server_wait() {
  local container check='ssh-keyscan -T 1 127.0.0.1 2>/dev/null | grep -q ed25519'
  container=$(server_container "$1")
  [ "$2" = no ] || check="$check && docker version"
  wait_until 60 docker exec "$container" sh -c "$check" || {
    docker logs --tail 20 "$container" >&2 || true
    docker exec "$container" tail -n 20 /var/log/dockerd.log >&2 || true
    die "server $1 does not come up"
  }
}

server_json() {
  local base=$LAB_STATE/servers/$1
  printf '{"name":"%s","container":"%s","host":"127.0.0.1","port":%s,"user":"deploy","address":"%s","keyFile":"%s","knownHostsFile":"%s","knownHosts":"%s","httpPort":%s,"httpsPort":%s}\n' \
    "$1" "$(server_container "$1")" "$2" "$3" "$LAB_STATE/id_ed25519" "$base.known_hosts" "$(cat "$base.known_hosts")" "$(($2 + 1))" "$(($2 + 2))"
}

server_start() {
  local container docker
  server_must_exist "$1"
  container=$(server_container "$1")
  docker start "$container" >/dev/null
  docker=$(docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' "$container" | sed -n 's/^LAB_DOCKER=//p')
  server_wait "$1" "$docker"
}

# A cut cable is silence: packets vanish both ways, and nobody is told.
server_cable() {
  server_must_exist "$1"
  docker exec "$(server_container "$1")" sh -c "iptables -t mangle $2 PREROUTING -i eth0 -j DROP && iptables -t mangle $2 POSTROUTING -o eth0 -j DROP"
}

server_down() {
  local base=$LAB_STATE/servers/$1
  [ -f "$base.json" ] || [ -f "$base.slot" ] || return 0
  [ ! -f "$LAB_STATE/pebbles/$1.json" ] || pebble_down "$1"
  docker rm -f "$(server_container "$1")" >/dev/null 2>&1 || true
  docker run --rm --network none -v "$LAB_NETWORK:/lab" --entrypoint rm "$LAB_SERVER_IMAGE" -rf "/lab/servers/$1" || true
  remove_cgroups "$1"
  [ ! -f "$base.slot" ] || free_slot "$(cat "$base.slot")"
  rm -f "$base".*
}

# With the host's cgroups, what the server's own engine made there is left behind.
remove_cgroups() {
  local folder
  for folder in /sys/fs/cgroup/stack-actions-lab/"$1" /sys/fs/cgroup/*/stack-actions-lab/"$1"; do
    [ ! -d "$folder" ] || as_root find "$folder" -depth -type d -exec rmdir {} + 2>/dev/null || true
  done
}

keys_setup() { [ -f "$LAB_STATE/id_ed25519.pub" ] || locked keys key_create; }

key_create() {
  [ -f "$LAB_STATE/id_ed25519.pub" ] || ssh-keygen -q -t ed25519 -N '' -C lab -f "$LAB_STATE/id_ed25519"
}

# seed_setup: a Docker data folder that holds the base images, from which the disks of
# servers are made.
seed_setup() {
  local image key
  key=$(for image in "${LAB_BASES[@]}" "$LAB_SERVER_IMAGE"; do docker image inspect -f '{{.Id}}' "$image" 2>/dev/null; done | sha256sum | cut -c1-16)
  [ "$(cat "$LAB_STATE/seed" 2>/dev/null)" = "$key" ] || locked seed seed_create "$key"
}

seed_create() {
  [ "$(cat "$LAB_STATE/seed" 2>/dev/null)" != "$1" ] || return 0
  say 'filling the disk of servers with the base images'
  local container=stack-actions-lab-seed image old
  docker rm -f "$container" >/dev/null 2>&1 || true
  server_run seed --name "$container" --network "$LAB_NETWORK" -e LAB_SEED=
  wait_until 60 docker exec "$container" docker version || die 'the engine inside a server does not start'
  for image in "${LAB_BASES[@]}"; do
    docker exec "$container" docker pull -q "$image" >&2 || die "the mirror does not serve $image to servers"
  done
  docker stop -t 30 "$container" >/dev/null
  old=$(cat "$LAB_STATE/seed" 2>/dev/null || true)
  docker run --rm --network none -v "$LAB_NETWORK:/lab" --entrypoint sh "$LAB_SERVER_IMAGE" -ec '
    mkdir -p /lab/seeds
    rm -rf "/lab/seeds/$1"
    mv /lab/servers/seed "/lab/seeds/$1"
    [ -z "$2" ] || rm -rf "/lab/seeds/$2"' sh "$1" "$old"
  docker rm -f "$container" >/dev/null
  remove_cgroups seed
  echo "$1" >"$LAB_STATE/seed"
}
