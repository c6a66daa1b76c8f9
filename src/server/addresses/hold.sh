# Takes the free addresses below the one that a container is to get, by containers that sleep.

# shellcheck disable=SC2016 # Go's template
SUBNET_VIEW='{{if eq .Driver "bridge"}}{{range .IPAM.Config}}pool{{"\t"}}{{$.ID}}{{"\t"}}{{.Subnet}}{{"\t"}}{{.IPRange}}{{"\t"}}{{.Gateway}}{{"\n"}}{{end}}{{range .Containers}}taken{{"\t"}}{{$.ID}}{{"\t"}}{{.IPv4Address}}{{"\t"}}{{.IPv6Address}}{{"\n"}}{{end}}{{end}}'
# A network for each free address that Docker would give before these: the number of what lies between the first of its range and the address, and is not taken.
free_below() { # lines as had_addresses gives them
  networks=$(printf '%s\n' "$1" | cut -s -f4 | sort -u)
  # shellcheck disable=SC2086 # a list of ids
  { printf '%s\n=\n' "$1"; ask network inspect -f "$SUBNET_VIEW" $networks 2>/dev/null; } | awk -F'\t' '
    function hex(text,   i, sum) { sum = 0; for (i = 1; i <= length(text); i++) sum = sum * 16 + index("0123456789abcdef", tolower(substr(text, i, 1))) - 1; return sum }
    # Of IPv6 the last 32 bits: no network here has more that are its own.
    function number(text,   part, n) { sub(/\/.*/, "", text)
      if (text !~ /:/) { n = split(text, part, "."); return ((part[1] * 256 + part[2]) * 256 + part[3]) * 256 + part[4] }
      sub(/^.*::/, "", text); n = split(text, part, ":"); return (n > 1 ? hex(part[n - 1]) * 65536 : 0) + (n > 0 ? hex(part[n]) : 0) }
    function family(text) { return text ~ /:/ ? 6 : 4 }
    function take(network, text) { sub(/\/.*/, "", text); if (text !~ /[0-9]\.|:/ || seen[network, text]++) return; t++; on[t] = network; of[t] = family(text); taken[t] = number(text) }
    $0 == "=" { looked = 1; next }
    !looked { if (NF > 4) { n++; at[n] = $4; want[n] = $5 } next }
    $1 == "taken" { take($2, $3); take($2, $4) }
    # Some engines do not say which they took for the gateway: it is the first.
    $1 == "pool" { m++; pool[m] = $2; kind[m] = family($3); first[m] = number($3) + ($5 ~ /[0-9]\.|:/ ? 1 : 2); take($2, $5); if ($4 ~ /[0-9]\.|:/ && number($4) >= first[m]) first[m] = number($4) }
    END { for (i = 1; i <= n; i++) { wanted = number(want[i]); begin = -1
        for (j = 1; j <= m; j++) if (pool[j] == at[i] && kind[j] == family(want[i]) && first[j] <= wanted && first[j] > begin) begin = first[j]
        if (begin < 0) continue
        free = wanted - begin
        for (k = 1; k <= t; k++) if (on[k] == at[i] && of[k] == family(want[i]) && taken[k] >= begin && taken[k] < wanted) free--
        if (free > most[at[i]]) most[at[i]] = free }
      for (network in most) for (i = 0; i < most[network] && i < 1024; i++) print network }'
}
# Takes all addresses that Docker would give before these. Dies inside: containers that sleep, which the next run removes, or Docker within a quarter of an hour.
hold_below() { # lines as had_addresses gives them
  [ -n "$1" ] || return 0
  before=''
  for _ in 1 2 3; do
    free=$(free_below "$1")
    # What nobody gets is free to the eye alone: Docker keeps some back.
    [ -n "$free" ] && [ "$free" != "$before" ] || return 0
    before=$free
    if [ "$(printf '%s\n' "$free" | wc -l)" -gt 32 ] || ! find_sleeper; then
      note addresses "lower ones are free and cannot be held, so that what starts now may get another address than what it replaces"; return 0
    fi
    true >"$TX/holds"
    # A few at a time: what serves on a small machine must not wait for them.
    begun=0
    for network in $free; do hold_one "$network" & begun=$((begun + 1)); [ $((begun % 4)) != 0 ] || wait; done
    wait
  done
}
# The same for all that is about to go back, while what is there in its place still serves. Dies inside: as in `hold_below`.
hold_places() {
  [ -s "$TX/addresses" ] || return 0
  # shellcheck disable=SC2046 # a list of ids
  up=$(ask inspect -f '{{if .State.Running}}{{.ID}}{{end}}' $(cut -f1 "$TX/addresses" | sort -u) 2>/dev/null)
  hold_below "$({ printf '%s\n=\n' "$up"; cat "$TX/addresses"; } | awk -F'\t' '$0 == "=" { looked = 1; next } !looked { up[$1]; next } !($1 in up)')"
}
hold_one() { # network
  ask run -d --rm --no-healthcheck --network "$1" --entrypoint sleep --label com.docker.compose.project= --label com.docker.compose.service= --label traefik.enable=false \
    --label "stack-actions.holds=$STACK" "$SLEEPER" 900 >/dev/null 2>&1
}
# Sets SLEEPER to an image of what is stopped, else of what runs, that has a program to sleep. Dies inside: a container that ends at once, and that Docker removes.
find_sleeper() {
  SLEEPER=$(cat "$TX/sleeper" 2>/dev/null)
  [ -z "$SLEEPER" ] || return 0
  # shellcheck disable=SC2046 # lists of ids
  for SLEEPER in $(ask inspect -f '{{.Image}}' $(cut -f1 "$TX/addresses") $(ask ps -q --no-trunc) 2>/dev/null | awk '!seen[$0]++' | head -n 12); do
    ! ask run --rm --no-healthcheck --network none --entrypoint sleep --label com.docker.compose.project= --label com.docker.compose.service= --label traefik.enable=false "$SLEEPER" 0 >/dev/null 2>&1 || { echo "$SLEEPER" >"$TX/sleeper"; return 0; }
  done
  return 1
}
sleepers() { ask ps -aq --no-trunc --filter "label=stack-actions.holds=$STACK"; }
# Nobody sleeps any more. Dies inside: some do; the next run removes them, or Docker.
let_go() {
  [ -e "$TX/holds" ] && asleep=$(sleepers) || return 0
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$asleep" ] || ask rm -f -v $asleep >/dev/null 2>&1
  rm -f "$TX/holds"
}
