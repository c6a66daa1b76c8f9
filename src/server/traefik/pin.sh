# The pin: this stack's own file in the folder of Traefik's file provider, which says where all routes lead.

can_write_pin() { proxy && [ "$PROXY_DIR" != - ] && [ "$PROXY_ACK" != none ]; }
# Nothing to pin before the first route exists, or where no Traefik runs.
pins_routes() {
  [ "$(intent_value way)" != drain ] || return 1
  [ -s "$(routes_of "$ID")" ] || [ -s "$(routes_of "$(intent_value previous)")" ]
}
# The file provider's directory must be tmpfs: a pin has to vanish in a power cut. A folder of the host is looked at
# there, which is quicker.
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
# Writes the pin and waits until Traefik shows it; without that sign the text before is put back. Dies inside: the old
# pin or the new one, both whole.
put_pin() { # old|new
  local pin_nonce pin_limit proven said
  pin_nonce=$(short "$ID")-$1-$(now_ms)
  previous=$(intent_value previous)
  pin_limit=$(($(now_ms) + 30000))
  while :; do
    proven_proxy; proven=$?
    nonce=$pin_nonce # what it is proven by has one of its own
    if [ "$proven" != 0 ]; then
      unproven_words >"$TX/pin.err"
    elif make_pin "$1"; then
      write_by_standby; said=$?
      case $said in 0 | 4) ;; *) write_by_new_writer; said=$? ;; esac
      case $said in 0) return 0 ;; 4) break ;; *) ;; esac
    fi
    [ "$(now_ms)" -le "$pin_limit" ] || break
    # It is being started again, or another one runs by now.
    rm -f "$TX/proxy"
    await_proxy || break
    pause 0.2
  done
  fail traefik "did not take the routes within its throttle ($(tail -n 2 "$TX/pin.err"))"
}
# False where Traefik runs and could not be spoken to: a pin that stays would point to containers that go. Dies inside:
# the pin is there or gone, and `finish` or `undo` takes it away again.
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
# A Traefik that goes for good takes its pin along, also one that runs no more: its folder is the machine's, where the
# next one would find the addresses of nobody. Where another one stays on that folder, the pin is his. Dies inside: the
# pin is there or gone; it can be done again.
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
