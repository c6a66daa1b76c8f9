# shellcheck shell=bash
# shellcheck disable=SC2154 # the main script sets kit
# Base images under their real names: pulled where that works, else stand-ins built from
# Debian's packages. Every image ends in the lab's registry, which servers use as the mirror
# of Docker Hub.

LAB_BASES=(debian:trixie-slim node:24-slim postgres:17 redis:8 traefik:v3.6)
LAB_SERVER_IMAGE=stack-actions-lab-server
# What many stacks have in place of Traefik or in front of it: made when first asked for (`lab image NAME`), and in no server's seed.
LAB_EDGES=(nginx:1.30 caddy:2 haproxy:3.2)
# The engine of a server for which no other is asked.
LAB_ENGINE_USUAL=26.1
# Debian 12's engine: the oldest that is promised, and one that does not know start_interval.
LAB_OLD_ENGINE=20.10
# Today's parts: Docker 28.5 with containerd's image store, where an image's id is the digest of its manifest, and Compose 2.40.
LAB_NEW_ENGINE=28.5

images_setup() {
  local image jobs=() job failed=0
  base_image debian:trixie-slim
  for image in node:24-slim postgres:17 redis:8 traefik:v3.6; do
    base_image "$image" & jobs+=($!)
  done
  stand_in "$LAB_SERVER_IMAGE" server & jobs+=($!)
  for job in "${jobs[@]}"; do wait "$job" || failed=1; done
  [ "$failed" = 0 ] || return 1
  mirror_images
  seed_setup
}

# other_server_setup ENGINE: only for who asks for it, most tests need no second engine.
other_server_setup() {
  case $1 in
    "$LAB_OLD_ENGINE") base_image debian:bookworm-slim ;;
    "$LAB_NEW_ENGINE") base_image debian:forky-slim ;;
    *) die "the engines are $LAB_OLD_ENGINE, $LAB_ENGINE_USUAL and $LAB_NEW_ENGINE, not '$1'" ;;
  esac
  stand_in "$LAB_SERVER_IMAGE-$1" "server-$1"
}

# Its Compose is the other server's, which Debian 12 does not have.
parts_of_server-20.10() { cp "$kit/images/server/lab-server" "$1"; }

parts_of_server-28.5() { cp "$kit/images/server/lab-server" "$1"; }

# BuildKit's own image, for a builder on the runner; a test pushes it where it wants it.
buildkit_setup() {
  engine_setup
  base_image debian:trixie-slim
  stand_in stack-actions-lab-buildkit buildkit >&2
  echo stack-actions-lab-buildkit
}

parts_of_buildkit() { cp "$(tool_path buildkitd)" "$(tool_path buildctl)" "$1"; }

# edge_setup NAME: one image of LAB_EDGES, here and in the registry that servers mirror.
edge_setup() {
  case " ${LAB_EDGES[*]} " in *" $1 "*) ;; *) die "the images besides the base ones are ${LAB_EDGES[*]}, not '$1'" ;; esac
  if [ ! -s "$LAB_STATE/seed" ]; then setup_all >&2; fi
  base_image debian:forky-slim
  base_image "$1"
  locked "mirror-${1%%:*}" mirror_image "$1"
}

parts_of_nginx() { :; }
parts_of_caddy() { :; }
parts_of_haproxy() { :; }

# The stand-in's label holds its recipe's key; an image without the label is the real one.
image_is_current() {
  local label
  label=$(docker image inspect -f "{{index .Config.Labels \"$LAB_LABEL.recipe\"}}" "$1" 2>/dev/null) || return 1
  [ -z "$label" ] || [ "$label" = "$2" ]
}

base_image() {
  local name=$1 folder=${1%%:*} suite
  case $name in
    debian:*)
      suite=${name#debian:} suite=${suite%-slim}
      image_is_current "$name" "$suite" && return
      docker image inspect "$name" >/dev/null 2>&1 || ! pull_real "$name" || return 0
      locked "image-debian-$suite" debian_bootstrap "$suite"
      return
      ;;
  esac
  image_is_current "$name" "$(recipe_key "$folder")" && return
  if ! docker image inspect "$name" >/dev/null 2>&1 && pull_real "$name"; then
    image_is_current "$name" "$(recipe_key "$folder")" && return
  fi
  stand_in "$name" "$folder"
}

recipe_key() {
  case $1 in
    traefik) content_key "$kit/images/traefik" "$kit/traefik" "$kit/image-parts.sh" ;;
    server-*) content_key "$kit/images/server" "$kit/images/$1" "$kit/image-parts.sh" ;;
    *) content_key "$kit/images/$1" "$kit/image-parts.sh" ;;
  esac
}

pull_real() { timeout 180 docker pull -q "$1" >/dev/null 2>&1; }

debian_bootstrap() { # suite
  image_is_current "debian:$1-slim" "$1" && return
  say "bootstrapping debian:$1-slim"
  program debootstrap debootstrap
  local folder script=()
  # A suite that is younger than this machine's debootstrap is made as the unstable one is.
  [ -e "/usr/share/debootstrap/scripts/$1" ] || script=("$(debian_mirror)" /usr/share/debootstrap/scripts/sid)
  folder=$(mktemp -d "$LAB_CACHE/debian.XXXXXX")
  as_root debootstrap --variant=minbase --include=ca-certificates "$1" "$folder" "${script[@]}" >"$LAB_LOG/debootstrap.log" 2>&1 ||
    die "debootstrap failed: see $LAB_LOG/debootstrap.log"
  # A mirror that is a snapshot may be older than a suite that is not stable says it is good for.
  echo 'Acquire::Check-Valid-Until "false";' | as_root tee "$folder/etc/apt/apt.conf.d/90snapshot" >/dev/null
  as_root tar -C "$folder" --exclude=./var/cache/apt --exclude=./var/lib/apt/lists --exclude=./usr/share/doc --exclude=./usr/share/man -c . |
    docker import --change 'CMD ["bash"]' --change "LABEL $LAB_LABEL.recipe=$1" - "debian:$1-slim" >/dev/null
  as_root rm -rf "$folder"
}

# stand_in NAME FOLDER: builds images/FOLDER as NAME.
stand_in() { image_is_current "$1" "$(recipe_key "$2")" || locked "image-$2" stand_in_build "$@"; }

stand_in_build() {
  local name=$1 recipe=$2 context key
  key=$(recipe_key "$recipe")
  image_is_current "$name" "$key" && return
  context=$(mktemp -d "$LAB_CACHE/context.XXXXXX")
  cp -r "$kit/images/$recipe/." "$context"
  "parts_of_$recipe" "$context" || die "the parts of $name could not be fetched"
  say "building $name"
  DOCKER_BUILDKIT=1 docker build -q --label "$LAB_LABEL.recipe=$key" -t "$name" "$context" >"$LAB_LOG/image-$recipe.log" 2>&1 ||
    die "the build of $name failed: see $LAB_LOG/image-$recipe.log"
  rm -rf "$context"
}

mirror_images() {
  local image
  for image in "${LAB_BASES[@]}"; do mirror_image "$image"; done
}

# mirror_image NAME: pushes it under the name that a mirror is asked for, and pulls it again under
# the plain one, so that the runner's image has the same digest as the servers'.
mirror_image() {
  local address image=$1 id
  registry_up lab >/dev/null
  address=$(registry_field lab address)
  id=$(docker image inspect -f '{{.Id}}' "$image")
  [ "$(cat "$LAB_STATE/mirrored-${image%%:*}" 2>/dev/null)" != "$id" ] || return 0
  say "mirroring $image"
  docker tag "$image" "$address/library/$image"
  docker push -q "$address/library/$image" >/dev/null || die "the push of $image to $address failed"
  docker rmi "$address/library/$image" >/dev/null
  docker pull -q "$image" >/dev/null 2>&1 || say "the runner's $image has no digest: its engine has no mirror and does not reach Docker Hub"
  echo "$id" >"$LAB_STATE/mirrored-${image%%:*}"
}
