# The step `pin`: pins all routes to what runs now, so that what is created and started beside it gets no request.

# Dies inside: the old ones answer, with the pin and without it. It lies in memory: a crash of Traefik leaves it there,
# a power cut removes it.
pin_old() {
  write_addresses || return 1
  # shellcheck disable=SC2046 # a list of ids
  restart_always $(old_running) || return 1
  pins_routes || return 0
  await_proxy || no_proxy || return 1
  [ -n "$PROXY" ] || return 0
  can_write_pin || { fail traefik "has no file provider that can be spoken to"; return 1; }
  put_pin old
}
# Gives the old ones the policy `always`: with `unless-stopped` a container that was stopped by `docker stop` would stay
# down after a reboot. Dies inside: old ones come back after a power cut in any case; the intent has their own policy
# for undo.
restart_always() { [ $# -eq 0 ] || act update --restart=always "$@"; }
