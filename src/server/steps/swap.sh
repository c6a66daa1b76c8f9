# Replaces what must not run twice: the old one stops, and the new one starts in its place.

# Inside, and only here, an exclusive service is away; after a power cut the old one comes back (always).
swap() {
  local project svc olds
  to_swap | sort -t "$TAB" -k5,5n | cut -f2,3 | awk '!seen[$0]++' >"$TX/swaps"
  disk_has_room || return 1
  while IFS=$TAB read -r project svc; do
    olds=$(old replace shrink | awk -F'\t' -v p="$project" -v s="$svc" '$2 == p && $3 == s { print $4 }')
    # shellcheck disable=SC2086 # a list of ids
    { reserve_below "$(had_addresses $olds)"; stop_containers $olds; } || return 1
    rm -f "$TX/proxy" # it may have been Traefik
    note "$project/$svc" "old stopped"
    to_swap | awk -F'\t' -v p="$project" -v s="$svc" '$2 == p && $3 == s' >"$TX/starts"
    disk_has_room || return 1
    start_all "$ID" <"$TX/starts" || return 1
  done <"$TX/swaps"
  remove_placeholders
  # shellcheck disable=SC2046 # a list of ids
  note_moved "$(moved $(to_swap | cut -f1))" || :
}
