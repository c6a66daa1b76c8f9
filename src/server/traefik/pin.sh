# The pin: a file of this stack in the folder of Traefik's file provider, which says where all routes lead.

can_write_pin() { proxy && [ "$PROXY_DIR" != - ] && [ "$PROXY_ACK" != none ]; }
# Whether this transaction moves routes by a pin: not if the stack has none, nor if they follow Docker's health instead.
pins_routes() {
  [ "$(intent_value way)" != drain ] || return 1
  [ -s "$(routes_of "$ID")" ] || [ -s "$(routes_of "$(intent_value previous)")" ]
}
# Whether the folder of the file provider is in memory (tmpfs): a power cut must remove the pin. A folder of the host is
# looked up on the host, which is quicker than inside the container.
proxy_in_memory() {
  local dir="$PROXY_DIR"
  if [ "$PROXY_SOURCE" != - ] && [ -e "$PROXY_SOURCE" ]; then
    dir=$(readlink -f "$PROXY_SOURCE")
    cat /proc/mounts
  else
    ask exec "$PROXY" cat /proc/mounts
  fi >"$seen/mounts"
  awk -v dir="$dir" '{ at = $2 } at != "/" { at = at "/" }
    (dir == $2 || index(dir, at) == 1) && length($2) >= length(best) { best = $2; type = $3 }
    END { exit type != "tmpfs" }' "$seen/mounts"
}
pin_file() { echo "stack-actions-$STACK.yml"; }
# Writes the pin and waits until Traefik shows that it has read it; if it does not, the pin before is put back. Dies
# inside: the old pin or the new one, both whole.
put_pin() { # old|new
  local pin_nonce pin_limit proven said
  pin_nonce=$(short "$ID")-$1-$(now_ms)
  previous=$(intent_value previous)
  pin_limit=$(($(now_ms) + 30000))
  while :; do
    proven_proxy; proven=$?
    nonce=$pin_nonce # proven_proxy has set it for a probe
    if [ "$proven" != 0 ]; then
      unproven_words >"$TX/pin.err"
    elif make_pin "$1"; then
      write_by_standby; said=$?
      case $said in 0 | 4) ;; *) write_by_new_writer; said=$? ;; esac
      case $said in 0) return 0 ;; 4) break ;; *) ;; esac
    fi
    [ "$(now_ms)" -le "$pin_limit" ] || break
    # Traefik may be restarting, or another one runs by now.
    rm -f "$TX/proxy"
    await_proxy || break
    pause 0.2
  done
  fail traefik "did not take the routes within its throttle ($(tail -n 2 "$TX/pin.err"))"
}
# Removes the pin. False if Traefik runs and does not let us: a pin that stays would lead to containers that are
# removed.
# Dies inside: the pin is there or gone; `finish` or `undo` removes it again.
remove_pin() {
  local try
  for try in 1 2 3; do
    rm -f "$TX/proxy"
    await_proxy || { [ -z "$PROXY_UNSEEN" ] || continue; keep_pin_of_stopped; return 0; }
    [ "$PROXY_DIR" != - ] || { rm -f "$ROOT/kept-pin"; return 0; }
    act exec -u 0 "$PROXY" rm -f "$PROXY_DIR/$(pin_file)" && { rm -f "$ROOT/kept-pin"; return 0; }
    pause 1
  done
  return 1
}
# Removes the pin of a Traefik that is about to be removed, also if that does not run any more: the folder may be one of
# the machine, and the next Traefik would read addresses of nobody there. If another Traefik stays on that folder, the
# pin stays, too. Dies inside: the pin is there or gone; it can be done again.
unpin_leaving() { # ids of the containers that go
  local stays="$PROXY" folder="$PROXY_SOURCE" views
  [ -n "$1" ] && pins_routes || return 0
  # shellcheck disable=SC2086 # a list of ids
  views=$(ask inspect -f "{{.Id}}$TAB$PROXY_VIEW" $1 2>/dev/null | cut -f1,3-)
  if pick_proxy "$views" && [ "$PROXY_DIR" != - ] &&
    { [ "$PROXY" = "$stays" ] || [ "$PROXY_SOURCE" != "$folder" ]; }; then
    docker exec -u 0 "$PROXY" rm -f "$PROXY_DIR/$(pin_file)" >/dev/null 2>&1 8>&- </dev/null ||
      docker run --rm --network none --no-healthcheck -u 0 --volumes-from "$PROXY" \
        --entrypoint rm "$(ask inspect -f '{{.Image}}' "$PROXY")" -f "$PROXY_DIR/$(pin_file)" \
        >/dev/null 2>"$TX/err.unpin" 8>&- </dev/null ||
      note traefik "$PROXY_SOURCE/$(pin_file) could not be removed, and whatever Traefik comes next would take it:\
 $(tail -n 1 "$TX/err.unpin")"
  fi
  rm -f "$TX/proxy"
  if [ "$PROXY" = "$stays" ]; then read_proxy ''; else proxy || :; fi
}
