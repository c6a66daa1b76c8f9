# All routes change to the new containers at once.

# One rename: before it all routes answer with the old, after it with the new. Dies inside: the old pin or the new
# one; both versions run.
switch_new() {
  pins_routes || return 0
  await_proxy || no_proxy || return 1
  [ -n "$PROXY" ] || return 0
  if ! can_write_pin; then
    [ "$(intent_value way)" = new ] || fail traefik "has no file provider that can be spoken to"
    return
  fi
  put_pin new
}
