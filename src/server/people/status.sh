# The verb status: what serves, what is under way, and where one can go back to.

# Reads only, without the lock and without a file of its own: it works beside a transaction, and on a full disk.
status() {
  standing; code=$?
  now=$(current)
  [ -n "$now" ] || { echo "$STACK: nothing was released here yet"; exit "$code"; }
  since=$(date -r "$ROOT/current" +%s)
  echo "$STACK: release $now serves since $(date -u -r "$ROOT/current" '+%Y-%m-%d %H:%M:%S UTC') ($(span $(($(date +%s) - since))))"
  { about "$now"; whose "$now"; } | sed 's/^/  /'
  said=$(ask ps -a --format '{{.ID}}' 2>&1) || { echo "Docker does not answer: $said"; exit 1; }
  echo
  if [ "$code" = 30 ]; then
    compare "$now" | sed -e 's/, DRIFT$//' -e '/^$/,$d'
    echo "  (old and new side by side: what differs is judged when the transaction has ended)"
  else compare "$now" || [ "$code" != 0 ] || code=3; fi
  ! kept_pin || { printf '\n%s\n' "$(pin_words)"; [ "$code" != 0 ] || code=3; }
  say_places "$now"
  disk=$(docker_disk)
  [ -z "$disk" ] || printf '\n%s\n' "Docker's disk: ${disk% *} GB free, ${disk#* } GB used"
  exit "$code"
}
# The transaction that runs, or that was interrupted: said first, with what to type.
standing() {
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
  echo "A transaction was interrupted: $id in step $(last_step "$id"). The next deploy ends it first; to end it now: $ME recover"
  return 1
}
last_step() { tail -n 1 "$ROOT/releases/$1/journal" 2>/dev/null | cut -f4; }
about() { # release
  awk '{ eq = index($0, "="); m[substr($0, 1, eq - 1)] = substr($0, eq + 1) }
    END { by = (m["actor"] != "" ? " by " m["actor"] : "") (m["created_at"] != "" ? " on " m["created_at"] : "")
      if (m["kind"] == "adopted") { print "ran before stack-actions"; exit }
      if (m["kind"] == "rollback") print "rolled back to " m["of"] by (m["reason"] != "" ? ": " m["reason"] : "")
      print "commit " m["commit"] (m["ref"] != "" ? " of " m["ref"] : "") (m["kind"] == "rollback" ? "" : ", deployed" by)
      if (m["differs"] != "") print "not as committed: " m["differs"]
      if (m["run_url"] != "") print m["run_url"] }' "$ROOT/releases/$1/meta" | visible
}
# Whose it is, and under which names Compose knows it.
whose() { # release
  awk '{ eq = index($0, "="); m[substr($0, 1, eq - 1)] = substr($0, eq + 1) }
    END { if (m["name"] != "") print m["name"] " (" m["environment"] ") of " m["repository"]
      n = split(m["projects"], pair, " ")
      for (i = 1; i <= n; i++) { split(pair[i], names, "="); if (names[1] != names[2]) print "Compose project " names[2] ", in place of " names[1] } }' "$ROOT/releases/$1/meta" | visible
}
say_places() { # current
  places "$1" | awk -v first="$(default_target "$1")" -v me="$ME" '
    $1 == "can" { can = can "  " $2 ($2 == first ? "   (where rollback goes by itself)" : "") "\n" }
    $1 == "no" { no = no "  " substr($0, 4) "\n" }
    END { printf "\n%s", can == "" ? "There is no release to go back to.\n" : "Can be gone back to, by " me " rollback RELEASE:\n" can; if (no != "") printf "No longer:\n%s", no }'
}
