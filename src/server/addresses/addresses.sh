# nginx and its like go on calling the address that they have once found for a name. Docker gives a container that
# starts the lowest free one of each network, and a fixed one only on networks whose subnet the user has written: so
# what takes another's place gets its address when all lower ones are taken for that moment, by containers that sleep.
# They are called nothing, have no policy, end by themselves, and Docker removes them then.

# Each network of a container, with the addresses that it has there; none where the Compose file gives a fixed one.
# shellcheck disable=SC2016 # Go's template
ADDRESS_VIEW='{{$c := .}}{{range .NetworkSettings.Networks}}{{$c.ID}}'\
'{{"\t"}}{{with $c.Config.Labels}}{{with index . "com.docker.compose.project"}}{{printf "%q" .}}{{end}}'\
'{{"\t"}}{{with index . "com.docker.compose.service"}}{{printf "%q" .}}{{end}}{{end}}'\
'{{"\t"}}{{.NetworkID}}{{"\t"}}{{.IPAddress}}{{"\t"}}{{.GlobalIPv6Address}}'\
'{{"\t"}}{{with .IPAMConfig}}{{.IPv4Address}}{{.IPv6Address}}{{end}}{{"\n"}}{{end}}'

# Lines: container project service network address, of these containers.
addresses_of() { # ids…
  [ $# -gt 0 ] || return 0
  ask inspect -f "$ADDRESS_VIEW" "$@" 2>/dev/null | awk -F'\t' -v OFS='\t' "$AWK_DOCKER_FIELDS"'
    $7 ~ /[0-9]\.|:/ { next }
    { for (i = 5; i <= 6; i++) if ($i ~ /[0-9]\.|:/) print $1, unquoted($2), unquoted($3), $4, $i }'
}
# Written down before anything is stopped: who had which address, for the swap and for the way back. Dies inside:
# nothing was changed.
write_addresses() {
  local stops
  stops=$(old replace remove shrink | awk -F'\t' '$7 == "exclusive" && $8 == "running" { print $4 }')
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$stops" ] || ask inspect -f . $stops >/dev/null 2>&1 || { fail docker "does not answer"; return 1; }
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$stops" ] || write_whole "$TX/addresses" "$(addresses_of $stops)"
}
had_addresses() { awk -F'\t' -v ids=" $* " 'index(ids, " " $1 " ")' "$TX/addresses" 2>/dev/null; } # ids…; lines
# Of these containers, which are at no address that one of their service had before. Lines as addresses_of gives them.
moved() { # ids…
  [ -s "$TX/addresses" ] && [ $# -gt 0 ] || return 0
  addresses_of "$@" | awk -F'\t' '{ service = $2 FS $3 FS $4; address = service FS $5 }
    FILENAME == ARGV[1] { known[service]; had[address]; next }
    (service in known) && !(address in had)' "$TX/addresses" -
}
tell_moved() { # lines as addresses_of gives them
  printf '%s\n' "$1" | awk -F'\t' 'NF { print $2 "/" $3 "\t" substr($1, 1, 12) " has the address " $5 \
    " now, another than before: what keeps addresses does not find it" }' | notes
}
