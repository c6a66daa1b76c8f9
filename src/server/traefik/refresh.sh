# Before a pin goes, Traefik must have looked anew at what runs: how it is made to, and how that is seen.

# False where Traefik hears nothing of Docker. How long it takes until it has heard is known to nobody: it is seen, not
# assumed.
settle_proxy() {
  local looked
  look_again; looked=$?
  [ "$looked" != 2 ] || outlast_throttle
  [ "$looked" != 1 ]
}
outlast_throttle() { pause "$(awk -v ms="$PROXY_THROTTLE" 'BEGIN { printf "%.1f", ms / 1000 + 1 }')"; }
# Traefik asks Docker first which containers there are, and then to be told of changes: what gets healthy in between it
# learns of with the next change, were that a week later. A container that starts is one, and a router among its labels
# shows that Traefik has looked again; where it does not, that one came too early as well. It takes no address, ends by
# itself, and Docker removes it. Exit code 1: it was never shown, or no Traefik runs; 2: nobody could ask. Dies
# inside: it runs for a minute.
look_again() {
  local look_limit asked='' heard='' sent
  # Docker may have been away for long, and Traefik asks ever less often; one that was deaf before is not waited for.
  look_limit=$(($(now_ms) + $(is_deaf && echo 5000 || echo 60000)))
  while [ -z "$heard" ] && [ "$(now_ms)" -lt "$look_limit" ]; do
    rm -f "$TX/proxy"
    proxy_back || { [ -n "$(intent_value proxy)" ] && continue; return 1; }
    send_looker; sent=$?
    case $sent in
      0)
        asked=yes
        ! await_look || heard=yes
        ask rm -f "$looker" >/dev/null 2>&1 ;;
      # There is no such program in its image, however often it is asked for.
      126 | 127) break ;;
      *) pause 1 ;;
    esac
  done
  if [ -n "$heard" ]; then note traefik "it has looked anew at what runs"; return 0; fi
  if [ -z "$asked" ]; then
    note traefik "nobody can say whether it has looked anew at what runs:\
 $(tail -n 1 "$TX/err.look" 2>/dev/null | hide_secrets)"
    return 2
  fi
  pin_stays
  note traefik "it hears nothing of Docker any more, and goes on with the routes that it has, and with those of each\
 deploy to come. $(deaf_words)"
  return 1
}
# A container of Traefik's own image, whose labels say that there is a router: `looker`, `router`, `nonce`.
send_looker() { # an answer that the router gives, and a file of further labels; or nothing
  nonce=$(short "$ID")-look-$(now_ms)
  router=$STACK-look-${nonce##*-}
  [ -z "${1-}" ] || set -- --label-file "$2" --label "traefik.http.routers.$router.middlewares=$router" \
    --label "traefik.http.middlewares.$router.redirectregex.regex=.*" \
    --label "traefik.http.middlewares.$router.redirectregex.replacement=http://127.0.0.1:1/$1"
  # An image that Compose built bears its labels.
  looker=$(ask run -d --rm --no-healthcheck --network "container:$PROXY" --entrypoint sleep \
    --label com.docker.compose.project= --label com.docker.compose.service= --label "stack-actions.look=$STACK" \
    --label traefik.enable=true --label "traefik.http.services.$router.loadbalancer.server.port=1" \
    --label "traefik.http.routers.$router.rule=PathPrefix(\`/.stack-actions/$nonce\`)" \
    --label "traefik.http.routers.$router.priority=2000000" \
    --label "traefik.http.routers.$router.entrypoints=$PROXY_ENTRY" \
    --label "traefik.http.routers.$router.service=noop@internal" \
    "$@" "$(ask inspect -f '{{.Image}}' "$PROXY")" 60 2>"$TX/err.look")
}
# By what it shows; one that shows nothing, or not every container, has at least been told.
await_look() {
  [ "$PROXY_ACK" != none ] && [ "$PROXY_LISTS" = all ] || { outlast_throttle; return 0; }
  # shellcheck disable=SC2016 # for the shell inside
  ask exec "$PROXY" sh -c "$SHOWN"'shown "$@"' - \
    $((PROXY_THROTTLE / 1000 + 5)) "$PROXY_ACK" "$router@docker" "$nonce" "$PROXY_AT" >/dev/null 2>&1
}
# What begins to answer only now must not be what Traefik misses: waits for what is routed, two minutes at most.
await_starts() {
  local look_limit
  look_limit=$(($(now_ms) + 120000))
  while something_starts && [ "$(now_ms)" -lt "$look_limit" ]; do pause 0.5; done
  return 0
}
# Who does not say what runs does not say that nothing starts.
something_starts() {
  local before starts
  before=$(intent_value previous)
  starts=$(ps_of "$(services_of "$before")" "$(services_of "$ID")") || return 0
  printf '%s\n' "$starts" | awk -F'\t' "$AWK_RECORDS$AWK_STARTING" \
    "$(moves_of "$before")" "$(moves_of "$ID")" "$(routes_of "$before")" "$(routes_of "$ID")" -
}
