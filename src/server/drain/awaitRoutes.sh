# Waits until Traefik has followed a drain.

# Waits until Traefik routes to each of the first list and to none of the second. Its API shows that; without the API
# this waits as long as its throttle takes at most.
await_routes() { # ids, ids
  local answer
  rm -f "$TX/proxy"; proxy || return 0 # this transaction may have replaced it
  if [ "$PROXY_ACK" = api ]; then
    routed "$1" "$2"; answer=$?
    if [ "$answer" = 4 ] && await_starts && prove_refresh; then
      rm -f "$ROOT/kept-pin"
      routed "$1" "$2"; answer=$?
    fi
    case $answer in
      0) return 0 ;;
      4) fail traefik "does not route to $(echo "$1" | cut -c1-12 | tr '\n' ' ')alone"; return 1 ;;
      *) ;;
    esac
  fi
  await_starts
  if refresh_proxy; then rm -f "$ROOT/kept-pin"; return 0; fi
  # An undo goes back to what Traefik knows already: that it gets no events is no failure then.
  [ "$STEP" = undo ] || fail traefik "gets no events from Docker"
}
# Asks Traefik's API. Exit codes: 4 it does not route so; 3 it cannot be asked.
routed() { # ids, ids
  # shellcheck disable=SC2016 # for the shell inside
  docker exec "$PROXY" sh -c '
    n=0
    while [ $n -lt "$3" ]; do
      all=$(timeout 2 wget -q -O - "http://$4/api/rawdata") || exit 3
      open=""
      for one in $1; do echo "$all" | grep -qE "[/\"]($one):" || open=1; done
      for one in $2; do ! echo "$all" | grep -qE "[/\"]($one):" || open=1; done
      [ -n "$open" ] || exit 0
      n=$((n + 1)); sleep 0.1
    done
    exit 4' - "$(address_patterns "$1")" "$(address_patterns "$2")" $((PROXY_THROTTLE / 100 + 100)) "$PROXY_AT" \
    >/dev/null 2>&1 8>&- 9>&- </dev/null
}
# For each of these containers its addresses, joined by `|` for grep -E.
address_patterns() { # ids
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$1" ] ||
    ask inspect -f '{{range .NetworkSettings.Networks}}{{if .IPAddress}}{{.IPAddress}}|{{end}}{{end}}' $1 | sed 's/|$//'
}
