# For facts: which Docker and which Compose answer here. It is kept from call to call.

# What later calls need not ask for again. Nothing hangs on it: without the lock, it must not take the ballast from a
# transaction. Dies inside: what was known before, or what is new.
remember() { # file, its lines
  [ "$(cat "$ROOT/$1" 2>/dev/null)" != "$2" ] || return 0
  { printf '%s\n' "$2" >"$seen/$1" && [ -s "$seen/$1" ] && mv -f "$seen/$1" "$ROOT/$1"; } 2>/dev/null || :
}
# Version and platform of the engine; asked once for each start of one that is this machine's own.
# Dies inside: it is asked again.
engine_version() {
  local started=''
  [ -n "${DOCKER_HOST-}${DOCKER_CONTEXT-}" ] || grep -qs '"currentContext"' "$HOME/.docker/config.json" ||
    started=$(stat -c '%Z %i' "$ENGINE_PID" 2>/dev/null)
  [ -n "$started" ] || usual_engine || return 2
  asked_once .engine "$started" docker version -f '{{.Server.Version}} {{.Server.Os}}/{{.Server.Arch}}'
}
# Reads only. An engine that is not this machine's usual one, by its socket, its owner or its kind: nothing here was
# made
# for it, and half of it would go wrong unseen.
usual_engine() {
  local reached
  case $(readlink -f "$(program_of_docker)") in
    */snap | /snap/*) unusual "Docker of the snap store runs here: it cannot read $ROOT," \
      "and mounts other folders than those that are named." \
      "Install Docker's own packages (docs.docker.com/engine/install), and remove the snap" ;;
    *) ;;
  esac || return 2
  case $(docker --version 2>/dev/null) in
    *[Pp]odman*) unusual "podman answers in place of Docker here:" \
      "install Docker Engine (docs.docker.com/engine/install)" ;;
    *) ;;
  esac || return 2
  reached=${DOCKER_HOST:-$(docker context inspect -f '{{.Endpoints.docker.Host}}' 2>/dev/null)}
  case $reached in
    '' | unix://*) ;;
    *) unusual "Docker is reached by $reached here, not by a socket of this machine:" \
      "let the deploy user log in where Docker runs, and use 'docker context use default' there" ;;
  esac || return 2
  case $(docker info -f '{{json .SecurityOptions}}' 2>/dev/null) in
    *name=rootless*) unusual "rootless Docker runs here: it starts nothing after a reboot unless its user lingers," \
      "and no folder in memory that Traefik shares with us. Use the system's Docker:" \
      "log in as a user in the group docker, without DOCKER_HOST and with 'docker context use default'" ;;
    *) ;;
  esac || return 2
}
unusual() { echo "$@" >&2; return 1; } # words
# Asked once for each plugin that lies here. Dies inside: it is asked again.
compose_version() {
  if compose_plugin; then set -- "$plugin"; else set -- docker compose; fi
  asked_once .compose "$(compose_sign)" "$@" version --short 2>/dev/null || :
}
# What tells one Compose from another; nothing where only Docker knows which it starts.
compose_sign() { ! compose_plugin || stat -L -c '%n %Y %s' "$plugin"; }
# The answer of a program, kept as long as this sign stays as it was; without a sign it is asked each time.
# Dies inside: it is asked again.
asked_once() { # file sign words…
  local kept="$1" sign="$2" answer
  shift 2
  if [ -n "$sign" ] && [ "$(tail -n +2 "$ROOT/$kept" 2>/dev/null)" = "$sign" ]; then
    head -n 1 "$ROOT/$kept"
    return
  fi
  answer=$("$@" </dev/null) || return 1
  remember "$kept" "$answer$NL$sign"
  echo "$answer"
}
