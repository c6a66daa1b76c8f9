# The verb status: what serves, what is under way, and where one can go back to.

# Reads only, without the lock and without a file of its own: it works beside a transaction, and on a full disk.
status() {
  local code now since said disk
  print_unfinished; code=$?
  now=$(current)
  [ -n "$now" ] || { echo "$STACK: nothing was released here yet"; exit "$code"; }
  since=$(date -r "$ROOT/current" +%s)
  echo "$STACK: release $now serves since $(date -u -r "$ROOT/current" '+%Y-%m-%d %H:%M:%S UTC')" \
    "($(span $(($(date +%s) - since))))"
  { print_origin "$now"; print_identity "$now"; } | sed 's/^/  /'
  said=$(ask ps -a --format '{{.ID}}' 2>&1) || { echo "Docker does not answer: $said"; exit 1; }
  echo
  if [ "$code" = 30 ]; then
    compare "$now" | sed -e 's/, DRIFT$//' -e '/^$/,$d'
    echo "  (old and new side by side: what differs is judged when the transaction has ended)"
  else compare "$now" || [ "$code" != 0 ] || code=3; fi
  ! has_kept_pin || { printf '\n%s\n' "$(kept_pin_words)"; [ "$code" != 0 ] || code=3; }
  print_targets "$now"
  disk=$(docker_disk)
  [ -z "$disk" ] || printf '\n%s\n' "Docker's disk: ${disk% *} GB free, ${disk#* } GB used"
  exit "$code"
}
# The transaction that runs, or that was interrupted: said first, with what to type.
print_unfinished() {
  local id held
  id=$(intent_value release)
  if held=$(holder); then
    id=${id:-${held%% *}}
    echo "A transaction is in progress: $id, step $(last_step "$id"), since ${held##* since }"
    echo "  It ends by itself. To undo it: $ME abort"
    return 30
  fi
  [ -n "$id" ] || return 0
  if [ "$(result_of "$id")" = undo-failed ]; then
    echo "The transaction of $id could not be undone, A PERSON MUST ACT: $(reason_of "$id")"
    return 21
  fi
  echo "A transaction was interrupted: $id in step $(last_step "$id")." \
    "The next deploy ends it first; to end it now: $ME recover"
  return 1
}
last_step() {
  tail -n 1 "$ROOT/releases/$1/journal" 2>/dev/null | awk -F'\t' "$AWK_RECORDS"'{ read_event(); print step }'
}
print_origin() { awk "$AWK_META$AWK_ABOUT" "$ROOT/releases/$1/meta" | escape_controls; } # release
# Whose it is, and under which names Compose knows it.
print_identity() { awk "$AWK_META$AWK_IDENTITY_LINES" "$ROOT/releases/$1/meta" | escape_controls; } # release
print_targets() { # current
  rollback_targets "$1" | awk -v first="$(default_target "$1")" -v me="$ME" "$AWK_TARGET_LIST"
}
