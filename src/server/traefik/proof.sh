# Proves that the container that looks like Traefik is the Traefik that reads the labels of this Docker.

# Nothing changed. Refuses to move routes of a Traefik that runs outside of Docker, or that is not proven.
check_proxy_trust() {
  local moved
  if [ -n "$PROXY_OUTSIDE" ]; then
    moved=$(old replace remove shrink | awk -F'\t' 'FILENAME != "-" { routed[$2 FS $3]; next }
      $7 == "start-first" && $8 == "running" && (($2 FS $3) in routed) { printf "%s/%s ", $2, $3 }' \
      "$(routes_of "$(current)")" -)
    if [ -n "$moved" ]; then
      fail traefik "runs $PROXY_OUTSIDE, where nobody can tell it when to send requests to another container:\
 ${moved}would be stopped under it"
      return 1
    fi
  fi
  nothing_to_do || [ -z "$(current)" ] || ! pins_routes || ! can_write_pin || proven_proxy ||
    fail traefik "$(unproven_words)"
}
# Whether Traefik may be given our routes, whose middlewares may contain secrets. A container with Docker's own socket
# can read them there anyway. Any other container has to show once that it reads Docker's labels: it must give an answer
# that only the labels of a probe container contain, and that is compared here. Dies inside: the probe runs for a
# minute.
proven_proxy() {
  local answer shown
  [ "$PROXY_TRUST" != sure ] && [ ! -e "$ROOT/.traefik/$PROXY.shown" ] || return 0
  answer=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  [ ${#answer} = 32 ] && own_labels >"$TX/labels" && start_probe_container "$answer" "$TX/labels" || return 1
  shows_answer "$answer"; shown=$?
  ask rm -f "$probe_container" >/dev/null 2>&1
  [ "$shown" = 0 ] && write_whole "$ROOT/.traefik/$PROXY.shown" "$answer"
}
shows_answer() { # answer
  local answer="$1" limit
  limit=$(($(now_ms) + PROXY_THROTTLE + 5000))
  case $PROXY_ACK in
    api) set -- -q -O - "http://$PROXY_AT/api/http/middlewares/$probe_router@docker" ;;
    *) set -- -S -O /dev/null "http://$PROXY_AT/.stack-actions/$nonce" ;;
  esac
  until ask exec "$PROXY" timeout 2 wget "$@" 2>&1 | grep -qF "$answer"; do
    [ "$(now_ms)" -lt "$limit" ] || return 1
    pause 0.1
  done
}
# Labels that a probe needs where Traefik reads only some containers (`constraints`): those labels of one of our routed
# containers that Traefik's own settings name.
own_labels() {
  local settings one line
  [ "$PROXY_LISTS" != all ] || return 0
  settings=$(ask inspect -f '{{json .Args}}{{json .Config.Env}}' "$PROXY"; cat "$ROOT/.traefik/$PROXY")
  one=$(ps_of "$(services_of "$(current)")" "$(services_of "$ID")" |
    awk -F'\t' 'FILENAME != "-" { has[$2 FS $3]; next } ($2 FS $3) in has { print $1 }' \
      "$(routes_of "$(current)")" "$(routes_of "$ID")" - | head -n 1)
  # shellcheck disable=SC2016 # Go's template
  ask inspect -f '{{range $k, $v := .Config.Labels}}{{printf "%q" $k}}={{printf "%q" $v}}{{"\n"}}{{end}}' "$one" |
    sed -n 's/^"\([A-Za-z0-9._-]*\)"="\([^"\\]*\)"$/\1=\2/p' |
    while IFS= read -r line; do
      case $line in
        traefik.* | com.docker.compose.* | stack-actions.*) ;;
        *) case $settings in *"${line%%=*}"*) echo "$line" ;; *) ;; esac ;;
      esac
    done
}
unproven_words() {
  echo "$PROXY_NAME is set up as Traefik, but does not show what Docker's labels tell," \
    "so that it is told nothing of the routes: give it Docker's own socket, or look at its log"
}
