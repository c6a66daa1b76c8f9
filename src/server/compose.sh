# How Docker Compose is called.

# Compose sees nothing of this shell's environment, nor of a .env that lies about.
# Dies inside: Compose goes on, and holds the lock until it has ended.
compose() { # release project verb…
  local release="$1" project="$2" verb="$3"
  shift 2
  set -- -f "$ROOT/releases/$release/models/$project.json" --env-file /dev/null "$@"
  set -- -p "$project" --project-directory "$ROOT/data" "$@"
  bare_compose "$@" 8>&- </dev/null >/dev/null 2>"$TX/err.$STEP" && return 0
  fail compose "$project" "compose $verb: $(tail -n 3 "$TX/err.$STEP")"
}
# Dies inside: as in `compose`.
bare_compose() { # words of Compose
  if compose_plugin; then set -- "$plugin" "$@"; else set -- docker compose "$@"; fi
  [ -z "${DOCKER_CONTEXT-}" ] || set -- DOCKER_CONTEXT="$DOCKER_CONTEXT" "$@"
  [ -z "${DOCKER_HOST-}" ] || set -- DOCKER_HOST="$DOCKER_HOST" "$@"
  within "$COMPOSE_S" 'docker compose' env -i PATH="$PATH" HOME="$HOME" "$@"
}
# Sets plugin: the file that `docker compose` would start, in Docker's own order.
# Started by itself it does the same, as Docker's documents say, in half the time.
compose_plugin() {
  local folder
  # Folders that a user has added come first; which they are, Docker reads.
  ! grep -qs '"cliPluginsExtraDirs"' "$HOME/.docker/config.json" || return 1
  for folder in "$HOME/.docker" /usr/local/lib/docker /usr/local/libexec/docker /usr/lib/docker /usr/libexec/docker; do
    plugin=$folder/cli-plugins/docker-compose
    [ ! -x "$plugin" ] || return 0
  done
  return 1
}
