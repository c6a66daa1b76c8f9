# Takes the free addresses below the one that a container is to get, by placeholders.

# shellcheck disable=SC2016 # Go's template
SUBNET_VIEW='{{if eq .Driver "bridge"}}{{range .IPAM.Config}}'\
'pool{{"\t"}}{{$.ID}}{{"\t"}}{{.Subnet}}{{"\t"}}{{.IPRange}}{{"\t"}}{{.Gateway}}{{"\n"}}{{end}}'\
'{{range .Containers}}taken{{"\t"}}{{$.ID}}{{"\t"}}{{.IPv4Address}}{{"\t"}}{{.IPv6Address}}{{"\n"}}{{end}}{{end}}'
# Prints the id of a network once for each free address that Docker would give away before these.
free_below() { # lines as had_addresses gives them
  local networks
  networks=$(printf '%s\n' "$1" | cut -s -f4 | sort -u)
  # shellcheck disable=SC2086 # a list of ids
  { printf '%s\n=\n' "$1"; ask network inspect -f "$SUBNET_VIEW" $networks 2>/dev/null; } |
    awk -F'\t' "$AWK_HEX$AWK_FREE_BELOW"
}
# Takes all addresses that Docker would give away before these. Dies inside: placeholders stay; the next run removes
# them, or Docker within a quarter of an hour.
reserve_below() { # lines as had_addresses gives them
  local before free begun network
  [ -n "$1" ] || return 0
  before=''
  for _ in 1 2 3; do
    free=$(free_below "$1")
    # Addresses that stay free although they were asked for: Docker keeps some back, and nobody gets them.
    [ -n "$free" ] && [ "$free" != "$before" ] || return 0
    before=$free
    if [ "$(printf '%s\n' "$free" | wc -l)" -gt 32 ] || ! find_placeholder_image; then
      note addresses \
        "lower ones are free and cannot be held, so that what starts now may get another address than what it replaces"
      return 0
    fi
    true >"$TX/placeholders"
    # Four at a time, so that what serves on a small machine does not have to wait for them.
    begun=0
    for network in $free; do
      reserve_one "$network" &
      begun=$((begun + 1)); [ $((begun % 4)) != 0 ] || wait
    done
    wait
  done
}
# The same for all old containers that an undo is about to start, while the new ones still serve. Dies inside: as in
# `reserve_below`.
reserve_old_addresses() {
  local up
  [ -s "$TX/addresses" ] || return 0
  # shellcheck disable=SC2046 # a list of ids
  up=$(ask inspect -f '{{if .State.Running}}{{.ID}}{{end}}' $(cut -f1 "$TX/addresses" | sort -u) 2>/dev/null)
  reserve_below "$({ printf '%s\n=\n' "$up"; cat "$TX/addresses"; } |
    awk -F'\t' '$0 == "=" { looked = 1; next } !looked { up[$1]; next } !($1 in up)')"
}
reserve_one() { # network
  run_placeholder "$PLACEHOLDER_IMAGE" 900 -d --network "$1" --label "stack-actions.placeholder=$STACK"
}
# Empty labels hide those of an image that Compose built: else the placeholder would count as a container of its
# project.
# Dies inside: as in `reserve_below`.
run_placeholder() { # image seconds, words for `docker run`…
  local image="$1" seconds="$2"
  shift 2
  ask run --rm --no-healthcheck --entrypoint sleep --label com.docker.compose.project= \
    --label com.docker.compose.service= --label traefik.enable=false "$@" "$image" "$seconds" >/dev/null 2>&1
}
# Sets PLACEHOLDER_IMAGE to an image that has the program `sleep`: of an old container, else of one that runs. Dies
# inside: a container that ends at once, and that Docker removes.
find_placeholder_image() {
  local images image
  PLACEHOLDER_IMAGE=$(cat "$TX/placeholder-image" 2>/dev/null)
  [ -z "$PLACEHOLDER_IMAGE" ] || return 0
  # shellcheck disable=SC2046 # lists of ids
  images=$(ask inspect -f '{{.Image}}' $(cut -f1 "$TX/addresses") $(ask ps -q --no-trunc) 2>/dev/null |
    awk '!seen[$0]++' | head -n 12)
  for image in $images; do
    run_placeholder "$image" 0 --network none || continue
    PLACEHOLDER_IMAGE=$image
    echo "$image" >"$TX/placeholder-image"
    return 0
  done
  return 1
}
placeholders() { ask ps -aq --no-trunc --filter "label=stack-actions.placeholder=$STACK"; }
# Dies inside: some are left; the next run removes them, or Docker.
remove_placeholders() {
  local left
  [ -e "$TX/placeholders" ] && left=$(placeholders) || return 0
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$left" ] || ask rm -f -v $left >/dev/null 2>&1
  rm -f "$TX/placeholders"
}
