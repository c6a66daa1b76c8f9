# Holds all routes on what runs now, so that what is created and started beside it gets no request.

# The pin is in memory: a crash of Traefik keeps it, a power cut takes it away, and the old ones answer either way.
hold() {
  write_addresses || return 1
  # shellcheck disable=SC2046 # a list of ids
  always_back $(old_running) || return 1
  pins_routes || return 0
  await_proxy || no_proxy || return 1
  [ -n "$PROXY" ] || return 0
  can_write_pin || { fail traefik "has no file provider that can be spoken to"; return 1; }
  put_pin old
}
# After `docker stop` under unless-stopped a container stays down at a reboot. Dies inside: old ones that come back
# after a power cut in any case; the intent has their own policy for undo.
always_back() { [ $# -eq 0 ] || act update --restart=always "$@"; }
