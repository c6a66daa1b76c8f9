# Asks the stack's endpoints from the server itself, where the runner cannot: before anything is changed, after the
# switch, and after the stop. An endpoint that answered before must answer as well afterwards. Only HTTP is asked: a
# request could harm a database.

ASKS_ENDPOINTS='' # yes where this transaction asks them
# Sets HTTP_CLIENT to a program of this server that can ask; empty if it has none.
find_http_client() {
  for HTTP_CLIENT in curl wget bash; do ! command -v "$HTTP_CLIENT" >/dev/null 2>&1 || return 0; done
  HTTP_CLIENT=''
  return 1
}
# shellcheck disable=SC2016 # Go's template
BINDINGS_VIEW='{{range $p, $b := .HostConfig.PortBindings}}{{range $b}}'\
'{{$p}}{{"\t"}}{{.HostIp}}{{"\t"}}{{.HostPort}}{{"\t"}}{{$.Id}}{{"\n"}}{{end}}{{end}}'
# Lists the endpoints: the ports that these containers publish by number, and 80 and 443 for each host name of the
# routes; the most important first, as in health/portOrder.ts. Lines: scheme address port name; the name is `-` for the
# bare address. `after` leaves out host names that only the old release routes: they were taken away on purpose. Left
# out, too: what stack.yml says not to ask (`skip` in meta).
endpoints() { # before|after, ids…
  local when="$1" bound=''
  shift
  # False where Docker does not answer: that does not mean that nothing is published.
  [ $# -eq 0 ] || bound=$(ask inspect -f "$BINDINGS_VIEW" "$@" 2>/dev/null) || [ "$when" = before ] || return 1
  {
    printf '%s\n' "$bound"
    # shellcheck disable=SC2016 # backticks of a rule
    { cat "$(routes_of "$ID")"; [ "$when" = after ] || cat "$(routes_of "$(current)")"; } |
      grep -oE 'Host\(`[A-Za-z0-9.-]+`\)' | tr -d '()`' | sed 's/^Host/name /' | sort -u
  } | awk -F'\t' -v skip="$(meta "$ID" skip) $(meta "$(current)" skip)" "$AWK_ENDPOINTS" |
    sort -n -k1,1 -k2,2 | cut -d' ' -f3-
}
# shellcheck disable=SC2016 # for the shell inside
BY_BASH='
  exec 3<>"/dev/tcp/$1/$2" && printf "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" "$3" >&3 &&
    IFS=" " read -r -t 5 _ status _ <&3 && echo "$status"
'
# Prints the HTTP status that an endpoint answers with, or nothing.
ask_endpoint() { # scheme address port name
  local name="$4" address
  [ "$4" != - ] || name=$2:$3
  case $HTTP_CLIENT,$1,$4 in
    curl,https,[!-]*)
      timeout 6 curl -sk -o /dev/null --max-time 5 -w '%{http_code}' --resolve "$4:$3:$2" "https://$4:$3/" ;;
    curl,*) timeout 6 curl -sk -o /dev/null --max-time 5 -w '%{http_code}' -H "Host: $name" "$1://$2:$3/" ;;
    wget,*)
      timeout 6 wget -S -T 5 -O /dev/null --no-check-certificate --header "Host: $name" "$1://$2:$3/" 2>&1 |
        sed -n 's/.*HTTP\/[0-9.]* \([0-9][0-9][0-9]\).*/\1/p' | head -n 1 ;;
    bash,http,*) address=${2#[}; timeout 6 bash -c "$BY_BASH" - "${address%]}" "$3" "$name" 2>/dev/null ;;
    *) ;;
  esac 8>&- 9>&- </dev/null | grep -xE '[1-9][0-9][0-9]'
}
# Asks all at once. Stdin: endpoints; stdout: each with its status, 0 if it did not answer.
ask_endpoints() {
  local count=0 asks='' endpoint one
  while read -r endpoint; do
    count=$((count + 1))
    # shellcheck disable=SC2086 # four words
    { printf '%s %s\n' "$endpoint" "$(ask_endpoint $endpoint || echo 0)" >"$TX/endpoint.$count"; } &
    asks="$asks $!"
  done
  count=0
  for one in $asks; do count=$((count + 1)); wait "$one"; cat "$TX/endpoint.$count"; done
}
# Asks them for the first time. Nothing changed. Dies inside: there is nothing to compare with, and nobody compares.
record_endpoints() {
  local left
  [ -n "$ASKS_ENDPOINTS" ] || return 0
  if ! find_http_client; then
    note endpoints "were not asked: this server has neither curl nor wget nor bash"
    return 0
  fi
  # shellcheck disable=SC2046 # a list of ids
  endpoints before $(awk -F'\t' '$5 == "running" { print $1 }' "$TX/ps") >"$TX/all.endpoints"
  head -n 32 "$TX/all.endpoints" | ask_endpoints >"$TX/before.endpoints"
  note endpoints "$(grep -c ' [1-9][0-9]*$' "$TX/before.endpoints") answer before anything is changed"
  left=$(awk 'NR > 32 { printf "%s%s://%s:%s%s", (NR == 33 ? "" : " "), $1, $2, $3, ($4 == "-" ? "" : " for " $4) }' \
    "$TX/all.endpoints")
  [ -z "$left" ] || note endpoints "not asked, there are too many: $left"
}
# False if an endpoint that answered before answers worse for longer than a moment. Ports that are not published any
# more were taken away on purpose. Dies inside: nothing was changed here.
endpoints_as_before() {
  [ -s "$TX/before.endpoints" ] || return 0
  # shellcheck disable=SC2046 # a list of ids
  endpoints after $(new_or_kept) >"$TX/all.endpoints" ||
    { fail endpoints "Docker does not say what is published"; return 1; }
  awk 'FILENAME == ARGV[1] { sub(/ [0-9]+$/, ""); was[$0]; next } $0 in was' \
    "$TX/before.endpoints" "$TX/all.endpoints" >"$TX/now.endpoints"
  disk_has_room || return 1
  compare_endpoints
}
# The same for all of them after an undo, when the old containers run again. A recovery is a process of its own, and has
# to find the HTTP client itself.
endpoints_restored() {
  [ -s "$TX/before.endpoints" ] && find_http_client || return 0
  cut -d' ' -f1-4 "$TX/before.endpoints" >"$TX/now.endpoints"
  compare_endpoints
}
# Asks those in `now.endpoints` until they answer as well as in `before.endpoints`.
compare_endpoints() {
  local limit tries=0 worse
  # A proxy that counts failures refuses everybody for a while after a stop (nginx: 10 s).
  limit=$(($(now_ms) + $([ -n "$(to_swap)" ] && echo 15000 || echo 3000)))
  while :; do
    ask_endpoints <"$TX/now.endpoints" >"$TX/after.endpoints"
    disk_has_room || return 1
    worse=$(awk "$AWK_WORSE" "$TX/before.endpoints" "$TX/after.endpoints")
    if [ -z "$worse" ]; then
      note endpoints "$(grep -c ' [1-9][0-9]*$' "$TX/after.endpoints") answer as before"
      return 0
    fi
    tries=$((tries + 1))
    if [ "$tries" -ge 3 ] && [ "$(now_ms)" -ge "$limit" ]; then
      fail endpoints "what answered before does not answer as well any more: $worse"
      return 1
    fi
    not_aborted || return 1
    pause 0.3
  done
}
