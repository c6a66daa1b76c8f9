# Takes the free addresses below the one that a container is to get, by containers that sleep.

# shellcheck disable=SC2016 # Go's template
SUBNET_VIEW='{{if eq .Driver "bridge"}}{{range .IPAM.Config}}'\
'pool{{"\t"}}{{$.ID}}{{"\t"}}{{.Subnet}}{{"\t"}}{{.IPRange}}{{"\t"}}{{.Gateway}}{{"\n"}}{{end}}'\
'{{range .Containers}}taken{{"\t"}}{{$.ID}}{{"\t"}}{{.IPv4Address}}{{"\t"}}{{.IPv6Address}}{{"\n"}}{{end}}{{end}}'
# A network for each free address that Docker would give before these: the number of what lies between the first of
# its range and the address, and is not taken.
free_below() { # lines as had_addresses gives them
  local networks
  networks=$(printf '%s\n' "$1" | cut -s -f4 | sort -u)
  # shellcheck disable=SC2086 # a list of ids
  { printf '%s\n=\n' "$1"; ask network inspect -f "$SUBNET_VIEW" $networks 2>/dev/null; } |
    awk -F'\t' "$AWK_HEX$AWK_FREE_BELOW"
}
# Takes all addresses that Docker would give before these. Dies inside: containers that sleep, which the next run
# removes, or Docker within a quarter of an hour.
hold_below() { # lines as had_addresses gives them
  local before free begun network
  [ -n "$1" ] || return 0
  before=''
  for _ in 1 2 3; do
    free=$(free_below "$1")
    # What nobody gets is free to the eye alone: Docker keeps some back.
    [ -n "$free" ] && [ "$free" != "$before" ] || return 0
    before=$free
    if [ "$(printf '%s\n' "$free" | wc -l)" -gt 32 ] || ! find_sleeper; then
      note addresses \
        "lower ones are free and cannot be held, so that what starts now may get another address than what it replaces"
      return 0
    fi
    true >"$TX/holds"
    # A few at a time: what serves on a small machine must not wait for them.
    begun=0
    for network in $free; do
      hold_one "$network" &
      begun=$((begun + 1)); [ $((begun % 4)) != 0 ] || wait
    done
    wait
  done
}
# The same for all that is about to go back, while what is there in its place still serves. Dies inside: as in
# `hold_below`.
hold_places() {
  local up
  [ -s "$TX/addresses" ] || return 0
  # shellcheck disable=SC2046 # a list of ids
  up=$(ask inspect -f '{{if .State.Running}}{{.ID}}{{end}}' $(cut -f1 "$TX/addresses" | sort -u) 2>/dev/null)
  hold_below "$({ printf '%s\n=\n' "$up"; cat "$TX/addresses"; } |
    awk -F'\t' '$0 == "=" { looked = 1; next } !looked { up[$1]; next } !($1 in up)')"
}
hold_one() { # network
  sleeper_of "$SLEEPER" 900 -d --network "$1" --label "stack-actions.holds=$STACK"
}
# One that sleeps, and is called nothing: an image that Compose built bears its labels. Dies inside: as in `hold_below`.
sleeper_of() { # image seconds, words for `docker run`…
  local image="$1" seconds="$2"
  shift 2
  ask run --rm --no-healthcheck --entrypoint sleep --label com.docker.compose.project= \
    --label com.docker.compose.service= --label traefik.enable=false "$@" "$image" "$seconds" >/dev/null 2>&1
}
# Sets SLEEPER to an image of what is stopped, else of what runs, that has a program to sleep. Dies inside: a
# container that ends at once, and that Docker removes.
find_sleeper() {
  SLEEPER=$(cat "$TX/sleeper" 2>/dev/null)
  [ -z "$SLEEPER" ] || return 0
  # shellcheck disable=SC2046 # lists of ids
  for SLEEPER in $(ask inspect -f '{{.Image}}' $(cut -f1 "$TX/addresses") $(ask ps -q --no-trunc) 2>/dev/null |
    awk '!seen[$0]++' | head -n 12); do
    ! sleeper_of "$SLEEPER" 0 --network none || { echo "$SLEEPER" >"$TX/sleeper"; return 0; }
  done
  return 1
}
sleepers() { ask ps -aq --no-trunc --filter "label=stack-actions.holds=$STACK"; }
# Nobody sleeps any more. Dies inside: some do; the next run removes them, or Docker.
let_go() {
  local asleep
  [ -e "$TX/holds" ] && asleep=$(sleepers) || return 0
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$asleep" ] || ask rm -f -v $asleep >/dev/null 2>&1
  rm -f "$TX/holds"
}
