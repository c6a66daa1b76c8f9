# Stops the old containers, which are kept until it is decided.

# The old ones stop, but stay, until the decision; `always` brings them back after a power cut.
stop_old() {
  # shellcheck disable=SC2046 # lists of ids
  docker_healthy "$LONGEST_START" $(serving) || return 1
  # What was started again since the switch may have another address.
  if by_address && pins_routes && can_write_pin; then put_pin new || return 1; fi
  old replace remove shrink | cut -f2,3 | let_finish "$(intent_value previous)"
  drain_again || return 1
  # shellcheck disable=SC2046 # a list of ids
  stop_containers $(old_running)
}
# Dies inside: Docker goes on to stop them; recovery starts them again, a power cut as well.
stop_containers() { # ids…
  local stops='' stopped=yes id stop up stays
  [ $# -gt 0 ] || return 0
  for id; do
    { exec 8>&-; docker stop "$id" </dev/null >/dev/null 2>"$TX/err.$(short "$id")"; } &
    stops="$stops $!"
  done
  for stop in $stops; do wait "$stop" || stopped=''; done
  [ -z "$stopped" ] || return 0
  # What does not answer has not stopped anything.
  await_engine || return 1
  up=$(ask ps -q --no-trunc) || { fail docker "does not answer"; return 1; }
  stays=$(printf '%s\n' "$up" | awk -v ids=" $* " 'NF && index(ids, " " $1 " ")')
  [ -n "$stays" ] || return 0
  for id in $stays; do fail stop "$(short "$id")" "does not stop: $(cat "$TX/err.$(short "$id")")"; done
  return 1
}
# What gets no new request any more may still be answering; an app that dies at SIGTERM is given the time before. Dies
# inside: nothing was changed here.
let_finish() { # release; lines on stdin: project service
  local longest project svc
  longest=$(while IFS=$TAB read -r project svc; do
    service "$1" "$project" "$svc" && echo "$s_drain"
  done | sort -n | tail -n 1)
  if [ "${longest:-0}" -gt 0 ] 2>/dev/null; then note - "draining for $longest s"; pause "$longest"; fi
}
