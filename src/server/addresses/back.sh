# Puts old containers back to their addresses. Where somebody else has taken one, the proxies of the stack look its
# name up anew.

# The place to which a container goes back: its own, or that of one of its service that is gone.
place_of() { # container project service; lines as had_addresses gives them
  awk -F'\t' -v id="$1" -v project="$2" -v service="$3" "$AWK_PLACE_OF" "$TX/again" "$TX/addresses"
}
# Starts what goes back to an address, one after the other in the order of the release, each when all lower addresses
# are taken. Dies inside: some run again, and some sleep; it can be run again.
start_in_place() {
  local id project svc place
  [ -s "$TX/addresses" ] || return 0
  awk -F'\t' -v OFS='\t' "$AWK_RECORDS"'FILENAME == ARGV[1] { has_address[$2 FS $3]; next }
    FILENAME == ARGV[2] { read_service(); turn[key] = FNR; next }
    ($2 FS $3) in has_address { print turn[$2 FS $3] + 0, $0 }' \
    "$TX/addresses" "$(services_of "$(intent_value previous)")" "$TX/again" | sort -n >"$TX/places"
  disk_has_room || return 1
  while IFS=$TAB read -r _ id project svc; do
    place=$(place_of "$id" "$project" "$svc")
    [ ! -e "$TX/holds" ] || free_place "$place"
    hold_below "$place"
    act_start "$id" "$project/$svc"
  done <"$TX/places"
  let_go
}
# One that sleeps may have got it. Dies inside: it sleeps, or not.
free_place() { # lines as had_addresses gives them
  local there
  # shellcheck disable=SC2046 # a list of ids
  there=$({ printf '%s\n=\n' "$1"; addresses_of $(sleepers); } | awk -F'\t' '$0 == "=" { looked = 1; next }
    !looked { want[$4 FS $5]; next }
    ($4 FS $5) in want { print $1 }')
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$there" ] || ask rm -f -v $there >/dev/null 2>&1
}
KEEPER_VIEW='{{.ID}}{{"\t"}}{{slice .Name 1}}{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}{{printf "%q" .Path}}'\
'{{"\t"}}{{printf "%q" .Config.Env}}{{"\t"}}{{range .NetworkSettings.Networks}}{{.NetworkID}} {{end}}'
# The last resort of an undo, where somebody else has taken an old container's address: the stack's own proxies that
# keep addresses look the name up anew. Lines: container name nginx|other.
keepers() { # lines as addresses_of gives them
  local known
  known=$(ps_of "$(services_of "$previous")" | awk -F'\t' '$5 == "running" { print $1 }')
  # shellcheck disable=SC2086 # a list of ids
  { printf '%s\n=\n' "$1"; [ -z "$known" ] || ask inspect -f "$KEEPER_VIEW" $known 2>/dev/null; } |
    awk -F'\t' -v OFS='\t' "$AWK_DOCKER_FIELDS$AWK_KEEPERS"
}
# Dies inside: one is restarted, or not yet; it can be run again.
find_anew() { # ids of what is back
  local gone id name kind
  gone=$(moved "$@")
  [ -n "$gone" ] || return 0
  tell_moved "$gone"
  keepers "$gone" >"$TX/keepers"
  while IFS=$TAB read -r id name kind; do
    # nginx takes a configuration that it can read without a pause, and is left as it is where it cannot.
    if [ "$kind" = nginx ] && ask exec "$id" nginx -t >/dev/null 2>&1 &&
      ask exec "$id" nginx -s reload >/dev/null 2>&1; then
      note "$name" "was told to look up names anew"
    elif [ "$kind" = nginx ] && ask exec "$id" nginx -v >/dev/null 2>&1; then
      note "$name" "cannot read its configuration: $(ask exec "$id" nginx -t 2>&1 | tail -n 2 | hide_secrets)"
    else act restart "$id" && note "$name" "was restarted, to look up names anew"; fi
  done <"$TX/keepers"
  return 0
}
