# Writes a pin from inside Traefik's container, and waits there until Traefik shows it.

# Inside Traefik's container: waits until it has a router of ours, for so many seconds: how long each answer takes is
# known to nobody.
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
# Runs inside Traefik's container, and writes each pin that comes: a line with nonce and bytes, then those. Answers
# `ok NONCE` or `no NONCE`. Ends with its stdin.
# shellcheck disable=SC2016 # for the shell inside
WRITER="$SHOWN"'
  # Traefik reads subfolders too, and all of them or nothing: what is staged must not end in .yml, else the reload of
  # another stack would find half a file.
  cd "$1" && mkdir -p .stack-actions && { chmod 755 .stack-actions 2>/dev/null || :; } || exit 3
  # Middlewares hold secrets, and the folder belongs to the host: who Traefik runs as reads them, and nobody else.
  umask 077
  who=0
  while read -r key _ id _; do [ "$key" != Uid: ] || who=$id; done </proc/1/status
  new=.stack-actions/$2.new before=.stack-actions/$2.before
  while echo ready && read -r nonce bytes; do
    rm -f "$new"
    head -c "$bytes" >"$new" && tail -n 1 "$new" | grep -q "^# $nonce is whole" || exit 3
    # Where the container must give nothing away (cap_drop), Traefik would not read it, nor any other file beside it.
    [ "$who" = 0 ] || chown "$who" "$new" 2>/dev/null || chmod 644 "$new" || exit 3
    cp -fp "$2" "$before" 2>/dev/null || rm -f "$before"
    mv -f "$new" "$2" || exit 3
    said=no; ! shown 20 "$3" "$4-ack-$nonce@file" "$nonce" "$5" || said=ok
    if [ $said = ok ]; then rm -f "$before"; elif [ -f "$before" ]; then mv -f "$before" "$2"; else rm -f "$2"; fi
    echo "$said $nonce"
  done'
writer() {
  docker exec -i -u 0 "$PROXY" sh -c "$WRITER" - "$PROXY_DIR" "$(pin)" "$PROXY_ACK" "$STACK" "$PROXY_AT" \
    2>"$TX/pin.err" 8>&-
}
request() { printf '%s %s\n%s' "$nonce" "${#pin_text}" "$pin_text"; }
# Exit code 4: it runs, but Traefik did not take the file. Dies inside: the writer ends by itself, with the old file
# or the new one; until then it holds the lock.
begin_writer() { heard "$(request | writer | tail -n +2 | head -n 1)"; }
heard() { case $1 in "ok $nonce") ;; "no $nonce") return 4 ;; *) return 1 ;; esac; }
# To begin a writer takes longer than all that it does: one is begun before it is needed, beside other work. It hears
# fd 7 and speaks at fd 6. Dies inside: as in `begin_writer`.
hire_writer() {
  rm -f "$TX/to.writer" "$TX/of.writer"
  can_switch && mkfifo "$TX/to.writer" "$TX/of.writer" || return 0
  # Both ends for a moment: to open one alone would wait for the other.
  exec 4<>"$TX/to.writer" 5<>"$TX/of.writer"
  # No child of ours, else a `wait` for others would wait for it; by `exec`, else its shell would keep what it closes.
  ({ exec <"$TX/to.writer" >"$TX/of.writer" 4>&- 5>&- 8>&-; SPEAK_S=$FETCH_S; writer; } &)
  exec 7>"$TX/to.writer" 6<"$TX/of.writer" 4>&- 5>&-
  HIRED=$PROXY
}
# Exit code 1: nobody is hired for this Traefik, or is there any more, and nothing was asked; or it has gone in the
# middle.
# 4: as in `begin_writer`.
ask_hired() {
  local word
  [ -n "$PROXY" ] && [ "$HIRED" = "$PROXY" ] || return 1
  word=$(word_of_hired "$ANSWER_S") && [ "$word" = ready ] && (request >&7) 2>/dev/null || return 1
  word=$(word_of_hired "$SHOW_S") && heard "$word"
}
# One line, and not a byte more: the next one may be there already.
# shellcheck disable=SC2016 # for the shell inside
word_of_hired() { within "$1" 'docker exec' sh -c 'read -r word && echo "$word"' <&6 8>&- 9>&-; }
