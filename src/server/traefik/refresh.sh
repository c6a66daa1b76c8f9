# Before a pin is removed, Traefik must have read Docker's containers anew: how it is made to, and how that is seen.

# False if Traefik gets no events from Docker. How long it takes to follow them is known to nobody, so it is observed
# and not assumed.
refresh_proxy() {
  local seen_refresh
  prove_refresh; seen_refresh=$?
  [ "$seen_refresh" != 2 ] || outlast_throttle
  [ "$seen_refresh" != 1 ]
}
outlast_throttle() { pause "$(awk -v ms="$PROXY_THROTTLE" 'BEGIN { printf "%.1f", ms / 1000 + 1 }')"; }
# Traefik lists the containers first, and subscribes to Docker's events after that: it misses a container that becomes
# healthy between the two, until the next event, which may be a week away. A container that starts is such an event. So
# a probe container is started, and the router among its labels shows that Traefik has listed the containers again. If
# that router does not appear, the probe's own event was missed, too, and another probe is started. The probe takes no
# address, ends by itself, and Docker removes it.
# Exit codes: 0 Traefik has refreshed; 1 it never did, or none runs; 2 nobody could ask.
# Dies inside: a probe container runs for a minute.
prove_refresh() {
  local limit asked='' refreshed='' started
  # After an outage of Docker Traefik reconnects ever less often: a minute. A Traefik that got no events the last time
  # is not waited for.
  limit=$(($(now_ms) + $(is_disconnected && echo 5000 || echo 60000)))
  while [ -z "$refreshed" ] && [ "$(now_ms)" -lt "$limit" ]; do
    rm -f "$TX/proxy"
    await_proxy || { [ -n "$(intent_value proxy)" ] && continue; return 1; }
    start_probe_container; started=$?
    case $started in
      0)
        asked=yes
        ! await_probe_router || refreshed=yes
        ask rm -f "$probe_container" >/dev/null 2>&1 ;;
      # Traefik's image has no `sleep`: a further try ends in the same way.
      126 | 127) break ;;
      *) pause 1 ;;
    esac
  done
  if [ -n "$refreshed" ]; then note traefik "it has looked anew at what runs"; return 0; fi
  if [ -z "$asked" ]; then
    note traefik "nobody can say whether it has looked anew at what runs:\
 $(tail -n 1 "$TX/err.probe" 2>/dev/null | hide_secrets)"
    return 2
  fi
  write_kept_pin
  note traefik "it gets no events from Docker any more, and goes on with the routes that it has, and with those of each\
 deploy to come. $(disconnected_words)"
  return 1
}
# Starts a container of Traefik's own image, whose labels define a router. Sets probe_container, probe_router and nonce.
start_probe_container() { # optional: a secret answer that the router gives, and a file of further labels
  nonce=$(short "$ID")-probe-$(now_ms)
  probe_router=$STACK-probe-${nonce##*-}
  [ -z "${1-}" ] || set -- --label-file "$2" --label "traefik.http.routers.$probe_router.middlewares=$probe_router" \
    --label "traefik.http.middlewares.$probe_router.redirectregex.regex=.*" \
    --label "traefik.http.middlewares.$probe_router.redirectregex.replacement=http://127.0.0.1:1/$1"
  # An image that Compose built has labels of Compose: empty ones hide them.
  probe_container=$(ask run -d --rm --no-healthcheck --network "container:$PROXY" --entrypoint sleep \
    --label com.docker.compose.project= --label com.docker.compose.service= --label "stack-actions.probe=$STACK" \
    --label traefik.enable=true --label "traefik.http.services.$probe_router.loadbalancer.server.port=1" \
    --label "traefik.http.routers.$probe_router.rule=PathPrefix(\`/.stack-actions/$nonce\`)" \
    --label "traefik.http.routers.$probe_router.priority=2000000" \
    --label "traefik.http.routers.$probe_router.entrypoints=$PROXY_ENTRY" \
    --label "traefik.http.routers.$probe_router.service=noop@internal" \
    "$@" "$(ask inspect -f '{{.Image}}' "$PROXY")" 60 2>"$TX/err.probe")
}
# Waits until Traefik has the probe's router. Where Traefik shows no routers, or does not read every container, this
# waits for its throttle: the event at least has reached it.
await_probe_router() {
  [ "$PROXY_ACK" != none ] && [ "$PROXY_LISTS" = all ] || { outlast_throttle; return 0; }
  # shellcheck disable=SC2016 # for the shell inside
  ask exec "$PROXY" sh -c "$SHOWN"'shown "$@"' - \
    $((PROXY_THROTTLE / 1000 + 5)) "$PROXY_ACK" "$probe_router@docker" "$nonce" "$PROXY_AT" >/dev/null 2>&1
}
# Waits, two minutes at most, until no routed service is starting: Traefik might miss the event of one that becomes
# healthy just now.
await_starts() {
  local limit
  limit=$(($(now_ms) + 120000))
  while routed_service_starts && [ "$(now_ms)" -lt "$limit" ]; do pause 0.5; done
  return 0
}
# Where Docker does not answer, something may be starting.
routed_service_starts() {
  local before containers
  before=$(intent_value previous)
  containers=$(ps_of "$(services_of "$before")" "$(services_of "$ID")") || return 0
  printf '%s\n' "$containers" | awk -F'\t' "$AWK_RECORDS$AWK_STARTING" \
    "$(moves_of "$before")" "$(moves_of "$ID")" "$(routes_of "$before")" "$(routes_of "$ID")" -
}
