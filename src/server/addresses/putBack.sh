# In an undo: starts old containers at the addresses that they had. If somebody else has taken one, the proxies of the
# stack are made to look the name up anew.

# The addresses at which a container is to start: its own, or those of a container of its service that is gone.
old_addresses_of() { # container project service; lines as had_addresses prints them
  awk -F'\t' -v id="$1" -v project="$2" -v service="$3" "$AWK_OLD_ADDRESSES" "$TX/again" "$TX/addresses"
}
# Starts old containers at their addresses, one after the other in the order of the release, each when all lower
# addresses are taken. Dies inside: some run again, and placeholders stay; it can be run again.
start_at_old_addresses() {
  local id project svc wanted
  [ -s "$TX/addresses" ] || return 0
  awk -F'\t' -v OFS='\t' "$AWK_RECORDS"'FILENAME == ARGV[1] { has_address[$2 FS $3]; next }
    FILENAME == ARGV[2] { read_service(); turn[key] = FNR; next }
    ($2 FS $3) in has_address { print turn[$2 FS $3] + 0, $0 }' \
    "$TX/addresses" "$(services_of "$(intent_value previous)")" "$TX/again" | sort -n >"$TX/starts"
  disk_has_room || return 1
  while IFS=$TAB read -r _ id project svc; do
    wanted=$(old_addresses_of "$id" "$project" "$svc")
    [ ! -e "$TX/placeholders" ] || free_addresses "$wanted"
    reserve_below "$wanted"
    act_start "$id" "$project/$svc"
  done <"$TX/starts"
  remove_placeholders
}
# Removes placeholders that have got these very addresses. Dies inside: they are there, or not.
free_addresses() { # lines as had_addresses prints them
  local there
  # shellcheck disable=SC2046 # a list of ids
  there=$({ printf '%s\n=\n' "$1"; addresses_of $(placeholders); } | awk -F'\t' '$0 == "=" { looked = 1; next }
    !looked { want[$4 FS $5]; next }
    ($4 FS $5) in want { print $1 }')
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$there" ] || ask rm -f -v $there >/dev/null 2>&1
}
CACHING_PROXY_VIEW='{{.ID}}{{"\t"}}{{slice .Name 1}}{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}{{printf "%q" .Path}}'\
'{{"\t"}}{{printf "%q" .Config.Env}}{{"\t"}}{{range .NetworkSettings.Networks}}{{.NetworkID}} {{end}}'
# The stack's own proxies that cache the addresses of these containers. Lines: container name nginx|other.
caching_proxies() { # lines as addresses_of prints them
  local known
  known=$(ps_of "$(services_of "$previous")" | awk -F'\t' '$5 == "running" { print $1 }')
  # shellcheck disable=SC2086 # a list of ids
  { printf '%s\n=\n' "$1"; [ -z "$known" ] || ask inspect -f "$CACHING_PROXY_VIEW" $known 2>/dev/null; } |
    awk -F'\t' -v OFS='\t' "$AWK_DOCKER_FIELDS$AWK_CACHING_PROXIES"
}
# The last resort of an undo, where somebody else has taken the address of an old container.
# Dies inside: one is restarted, or not yet; it can be run again.
refresh_caching_proxies() { # ids of the old containers, which run again
  local gone id name kind
  gone=$(moved "$@")
  [ -n "$gone" ] || return 0
  note_moved "$gone"
  caching_proxies "$gone" >"$TX/caching_proxies"
  while IFS=$TAB read -r id name kind; do
    # nginx reloads its configuration without a pause. If it cannot read it, it is left as it is: a restart would end
    # it.
    if [ "$kind" = nginx ] && ask exec "$id" nginx -t >/dev/null 2>&1 &&
      ask exec "$id" nginx -s reload >/dev/null 2>&1; then
      note "$name" "was told to look up names anew"
    elif [ "$kind" = nginx ] && ask exec "$id" nginx -v >/dev/null 2>&1; then
      note "$name" "cannot read its configuration: $(ask exec "$id" nginx -t 2>&1 | tail -n 2 | hide_secrets)"
    else act restart "$id" && note "$name" "was restarted, to look up names anew"; fi
  done <"$TX/caching_proxies"
  return 0
}
