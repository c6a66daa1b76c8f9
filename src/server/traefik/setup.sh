# What each Traefik that runs is set up to do, from its arguments, its file or its variables.

# Each Traefik that runs, as a line: `asks` (it asks Docker) with its name and all that `read_proxy` wants, `ask` where
# nobody has looked yet which file it is set up by, `unknown` where nobody has told what that file says: the runner
# does, in a release's meta; `not` what is set up as one and cannot be it, with the reason; `else` one that does not
# ask Docker.
# Traefik takes a file, else its arguments, else its variables, and never two of them. Who it is:
# src/host/traefik/isTraefik.ts says the same for the runner.
traefiks_of() { # stdin: lines as PROXY_VIEW gives them, `=`, the same once more
  { grep -hs '^traefik_' "$ROOT"/releases/*/meta; echo '='; cat; } |
    awk -F'\t' -v root="$ROOT/.traefik/" -v socket="$(docker_socket)" \
      "$AWK_DOCKER_FIELDS$AWK_SETTINGS$AWK_REACH$AWK_TRAEFIKS"
}
# The machine's own socket of Docker: who has it knows all labels of all containers.
docker_socket() {
  case ${DOCKER_HOST-} in
    unix://*) echo "${DOCKER_HOST#unix://}" ;;
    *) echo /var/run/docker.sock ;;
  esac | sed 's:^/var/run/:/run/:'
}
