# How Docker Compose is called.

# Compose sees nothing of this shell's environment, nor of a .env that lies about. Dies inside: Compose goes on, and holds the lock until it has ended.
compose() { # release project verb…
  rel=$1 prj=$2 verb=$3; shift 2
  set -- -p "$prj" --project-directory "$ROOT/data" -f "$ROOT/releases/$rel/models/$prj.json" --env-file /dev/null "$@"
  bare_compose "$@" 8>&- </dev/null >/dev/null 2>"$TX/err.$STEP" && return 0
  fail "$prj" "compose $verb: $(tail -n 3 "$TX/err.$STEP")"
}
# Dies inside: as in `compose`.
bare_compose() { # words of Compose
  if compose_plugin; then set -- "$plugin" "$@"; else set -- docker compose "$@"; fi
  within "$COMPOSE_S" 'docker compose' env -i PATH="$PATH" HOME="$HOME" ${DOCKER_HOST:+DOCKER_HOST="$DOCKER_HOST"} ${DOCKER_CONTEXT:+DOCKER_CONTEXT="$DOCKER_CONTEXT"} "$@"
}
# The file that `docker compose` would start, in Docker's own order. Started by itself it does the same, as Docker's documents say, in half the time.
compose_plugin() {
  # Folders that a user has added come first; which they are, Docker reads.
  ! grep -qs '"cliPluginsExtraDirs"' "$HOME/.docker/config.json" || return 1
  for folder in "$HOME/.docker" /usr/local/lib/docker /usr/local/libexec/docker /usr/lib/docker /usr/libexec/docker; do
    plugin=$folder/cli-plugins/docker-compose
    [ ! -x "$plugin" ] || return 0
  done
  return 1
}
