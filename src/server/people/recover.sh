# The verb recover: ends what was interrupted, and gives Traefik its routes back where a pin has stayed.

# In a session of its own, as a transaction is: a lost connection must not interrupt it.
recover() {
  local id from worker
  [ $# -eq 0 ] || die 2 usage "recover takes no words; '$ME help' says more"
  id=$(intent_value release) from=$(lines_of "$ROOT/journal")
  detached /dev/null _recovery
  worker=$!
  follow "$worker" "$from" "It goes on by itself. How it stands: $ME status"
  wait "$worker"
  case $? in
    0) echo "$STACK: nothing to recover; release $(current) serves"; exit 0 ;;
    3 | 21) print_outcome "${id:-$(current)}" ;;
    4) echo "$STACK: Traefik has its routes back; release $(current) serves"; exit 0 ;;
    5)
      is_disconnected || die 1 traefik "the routes stay as they are. $(kept_pin_words)"
      die 1 traefik "Traefik does not run, or nothing shows that it gets events from Docker. $(disconnected_words)"
      ;;
    11) die 11 locked "locked: held by $(cat "$ROOT/holder" 2>/dev/null)" ;;
    *) die 1 unrecovered "recovery failed; the lines above say why. Run it again when the cause is gone" ;;
  esac
}
# Dies inside: whatever `recover_locked` leaves, which it can be given again.
recovery() { # exit code 3: there was something to recover, and its outcome says how that ended
  local id
  STEP=lock; mkdir -p "$TX"
  sweep
  take_lock 60 || exit 11
  id=$(intent_value release)
  recover_locked || exit 21
  [ -z "$id" ] || exit 3
  ! has_kept_pin || { give_back_routes && exit 4; exit 5; }
}
