# Writes a pin from inside Traefik's container, and waits there until Traefik shows it.

# Runs inside Traefik's container: waits up to $1 seconds until Traefik has a router of ours. By the clock and not by a
# number of tries, because nobody knows how long each answer takes.
# shellcheck disable=SC2016 # for the shell inside
SHOWN='
  shown() {
    read -r up _ </proc/uptime; shown_until=$((${up%.*} + $1))
    while read -r up _ </proc/uptime && [ "${up%.*}" -lt "$shown_until" ]; do
      case $2 in
        api) ! timeout 2 wget -q -O /dev/null "http://$5/api/http/routers/$3" 2>/dev/null || return 0 ;;
        *) ! timeout 2 wget -S -O /dev/null "http://$5/.stack-actions/$4" 2>&1 | grep -q " 418" || return 0 ;;
      esac
      sleep 0.02
    done
    return 1
  }
'
# Runs inside Traefik's container and writes each pin that it is given on stdin: a line with the nonce and the number of
# bytes, then the bytes. Prints `ready` before each, and afterwards `ok NONCE` if Traefik shows the pin, else `no NONCE`
# (the pin before is back then). Ends with its stdin.
# shellcheck disable=SC2016 # for the shell inside
WRITER="$SHOWN"'
  # Traefik reads subfolders, too, and ignores all files if there is one that it cannot read: so the name of a file that
  # is half written must not end in .yml.
  cd "$1" && mkdir -p .stack-actions && { chmod 755 .stack-actions 2>/dev/null || :; } || exit 3
  # Middlewares may contain secrets, and the folder may be one of the host: nobody but the user of Traefik may read
  # them.
  umask 077
  who=0
  while read -r key _ id _; do [ "$key" != Uid: ] || who=$id; done </proc/1/status
  new=.stack-actions/$2.new before=.stack-actions/$2.before
  while echo ready && read -r nonce bytes; do
    rm -f "$new"
    head -c "$bytes" >"$new" && tail -n 1 "$new" | grep -q "^# $nonce is whole" || exit 3
    # chown fails where the container lacks the capability (cap_drop). Readable for all then: Traefik could not read the
    # file otherwise, and would ignore all others beside it.
    [ "$who" = 0 ] || chown "$who" "$new" 2>/dev/null || chmod 644 "$new" || exit 3
    cp -fp "$2" "$before" 2>/dev/null || rm -f "$before"
    mv -f "$new" "$2" || exit 3
    said=no; ! shown 20 "$3" "$4-ack-$nonce@file" "$nonce" "$5" || said=ok
    if [ $said = ok ]; then rm -f "$before"; elif [ -f "$before" ]; then mv -f "$before" "$2"; else rm -f "$2"; fi
    echo "$said $nonce"
  done'
writer() {
  docker exec -i -u 0 "$PROXY" sh -c "$WRITER" - "$PROXY_DIR" "$(pin_file)" "$PROXY_ACK" "$STACK" "$PROXY_AT" \
    2>"$TX/pin.err" 8>&-
}
pin_request() { printf '%s %s\n%s' "$nonce" "${#pin_text}" "$pin_text"; }
# What a writer's answer means, as an exit code: 0 Traefik shows the pin, 4 it does not, 1 that was no answer.
answer_code() { case $1 in "ok $nonce") ;; "no $nonce") return 4 ;; *) return 1 ;; esac; }
# Exit codes of `answer_code`. Dies inside: the writer ends by itself, with the old pin or the new one in place; until
# then it holds the lock.
write_by_new_writer() { answer_code "$(pin_request | writer | tail -n +2 | head -n 1)"; }
# Starting a writer (`docker exec`) takes longer than its work: one is started before it is needed, beside other work.
# It reads from fd 7 and answers on fd 6. Sets STANDBY to the Traefik that it is in.
# Dies inside: as in `write_by_new_writer`.
start_standby_writer() {
  rm -f "$TX/to.writer" "$TX/from.writer"
  can_write_pin && mkfifo "$TX/to.writer" "$TX/from.writer" || return 0
  # For a moment each pipe is open for reading and writing: opening one end alone would wait for the other.
  exec 4<>"$TX/to.writer" 5<>"$TX/from.writer"
  # In a subshell of its own, so that no later `wait` waits for it. By `exec`, else that shell would keep the
  # descriptors open that it closes for the function.
  ({ exec <"$TX/to.writer" >"$TX/from.writer" 4>&- 5>&- 8>&-; SPEAK_S=$FETCH_S; writer; } &)
  exec 7>"$TX/to.writer" 6<"$TX/from.writer" 4>&- 5>&-
  STANDBY=$PROXY
}
# Exit codes of `answer_code`; 1 also where no writer stands by for this Traefik, or it has ended.
write_by_standby() {
  local answer
  [ -n "$PROXY" ] && [ "$STANDBY" = "$PROXY" ] || return 1
  answer=$(standby_answer "$ANSWER_S") && [ "$answer" = ready ] && (pin_request >&7) 2>/dev/null || return 1
  answer=$(standby_answer "$SHOW_S") && answer_code "$answer"
}
# Reads one line, and not a byte more: the next line may be in the pipe already, and belongs to the next call.
# shellcheck disable=SC2016 # for the shell inside
standby_answer() { within "$1" 'docker exec' sh -c 'read -r word && echo "$word"' <&6 8>&- 9>&-; }
