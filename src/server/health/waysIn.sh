# Where no runner can ask, the server asks each port that the stack publishes: before anything is changed, after the
# switch and after the stop.
# What answered before must answer as well. By HTTP alone: a database's port is nothing that could be asked here
# without harm.

ASKS='' # yes where this transaction asks
# Sets ASKER to what this server has that can ask; empty where it has nothing.
find_asker() {
  for ASKER in curl wget bash; do ! command -v "$ASKER" >/dev/null 2>&1 || return 0; done
  ASKER=''
  return 1
}
# shellcheck disable=SC2016 # Go's template
BINDINGS_VIEW='{{range $p, $b := .HostConfig.PortBindings}}{{range $b}}'\
'{{$p}}{{"\t"}}{{.HostIp}}{{"\t"}}{{.HostPort}}{{"\t"}}{{$.Id}}{{"\n"}}{{end}}{{end}}'
# Ports that these containers publish by number, and 80 and 443 for each name that Traefik's routes know; the most
# important first, as in health/portOrder.ts. Lines: scheme address port name, or - for the bare address.
# After the switch only names of the new release: what it routes no more was taken away on purpose. So was what
# stack.yml takes out (`skip` in meta).
ways_in() { # before|after, ids…
  local when="$1" bound=''
  shift
  # Who does not say what is published does not say that nothing is.
  [ $# -eq 0 ] || bound=$(ask inspect -f "$BINDINGS_VIEW" "$@" 2>/dev/null) || [ "$when" = before ] || return 1
  {
    printf '%s\n' "$bound"
    # shellcheck disable=SC2016 # backticks of a rule
    { cat "$(routes_of "$ID")"; [ "$when" = after ] || cat "$(routes_of "$(current)")"; } |
      grep -oE 'Host\(`[A-Za-z0-9.-]+`\)' | tr -d '()`' | sed 's/^Host/name /' | sort -u
  } | awk -F'\t' -v skip="$(meta "$ID" skip) $(meta "$(current)" skip)" "$AWK_WAYS_IN" |
    sort -n -k1,1 -k2,2 | cut -d' ' -f3-
}
# shellcheck disable=SC2016 # for the shell inside
BY_BASH='
  exec 3<>"/dev/tcp/$1/$2" && printf "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" "$3" >&3 &&
    IFS=" " read -r -t 5 _ status _ <&3 && echo "$status"
'
# What one way in answers: a status, or nothing.
ask_way() { # scheme address port name
  local name="$4" address
  [ "$4" != - ] || name=$2:$3
  case $ASKER,$1,$4 in
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
# Asks all at once. Stdin: ways; stdout: each with its answer, 0 where there was none.
ask_ways() {
  local count=0 asks='' way one
  while read -r way; do
    count=$((count + 1))
    # shellcheck disable=SC2086 # four words
    { printf '%s %s\n' "$way" "$(ask_way $way || echo 0)" >"$TX/way.$count"; } &
    asks="$asks $!"
  done
  count=0
  for one in $asks; do count=$((count + 1)); wait "$one"; cat "$TX/way.$count"; done
}
# Nothing changed. Dies inside: nothing is there to compare with, and nobody compares.
look_at_ways() {
  local left
  [ -n "$ASKS" ] || return 0
  if ! find_asker; then
    note "ways in" "were not asked: this server has neither curl nor wget nor bash"
    return 0
  fi
  # shellcheck disable=SC2046 # a list of ids
  ways_in before $(awk -F'\t' '$5 == "running" { print $1 }' "$TX/ps") >"$TX/all.ways"
  head -n 32 "$TX/all.ways" | ask_ways >"$TX/before.ways"
  note "ways in" "$(grep -c ' [1-9][0-9]*$' "$TX/before.ways") answer before anything is changed"
  left=$(awk 'NR > 32 { printf "%s%s://%s:%s%s", (NR == 33 ? "" : " "), $1, $2, $3, ($4 == "-" ? "" : " for " $4) }' \
    "$TX/all.ways")
  [ -z "$left" ] || note "ways in" "not asked, there are too many: $left"
}
# False where something that answered before does not answer as well, for longer than the patience. What is published
# no more was taken away on purpose. Dies inside: nothing was changed here.
ways_hold() {
  [ -s "$TX/before.ways" ] || return 0
  # shellcheck disable=SC2046 # a list of ids
  ways_in after $(new_or_kept) >"$TX/all.ways" ||
    { fail ways "ways in" "Docker does not say what is published"; return 1; }
  awk 'FILENAME == ARGV[1] { sub(/ [0-9]+$/, ""); was[$0]; next } $0 in was' \
    "$TX/before.ways" "$TX/all.ways" >"$TX/now.ways"
  disk_has_room || return 1
  as_well
}
# The same after an undo, of all of them: the old ones run again. Whoever recovers looks anew for what can ask.
ways_back() {
  [ -s "$TX/before.ways" ] && find_asker || return 0
  cut -d' ' -f1-4 "$TX/before.ways" >"$TX/now.ways"
  as_well
}
# Whether the ways in `now.ways` answer as well as in `before.ways`.
as_well() {
  local limit tries=0 worse
  # An edge that counts failures lets nobody through for a while after a stop (nginx: 10 s).
  limit=$(($(now_ms) + $([ -n "$(swapped)" ] && echo 15000 || echo 3000)))
  while :; do
    ask_ways <"$TX/now.ways" >"$TX/after.ways"
    disk_has_room || return 1
    worse=$(awk "$AWK_WORSE" "$TX/before.ways" "$TX/after.ways")
    if [ -z "$worse" ]; then
      note "ways in" "$(grep -c ' [1-9][0-9]*$' "$TX/after.ways") answer as before"
      return 0
    fi
    tries=$((tries + 1))
    if [ "$tries" -ge 3 ] && [ "$(now_ms)" -ge "$limit" ]; then
      fail ways "ways in" "what answered before does not answer as well any more: $worse"
      return 1
    fi
    alive || return 1
    pause 0.3
  done
}
