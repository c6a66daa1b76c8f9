# Gives a new container the address of the one that it replaces. It must have the same address because proxies such as
# nginx look a name up once, and go on calling the address that they found.
#
# Docker gives a container that starts the lowest free address of each network, and takes wishes only on networks whose
# subnet the user has set. So all lower addresses are taken for that moment, by placeholders: containers that sleep.
# They have no name and no restart policy, end by themselves after a quarter of an hour, and Docker removes them.

# Each network of a container, with its addresses there. A network where the Compose file gives a fixed address is left
# out (addresses_of).
# shellcheck disable=SC2016 # Go's template
ADDRESS_VIEW='{{$c := .}}{{range .NetworkSettings.Networks}}{{$c.ID}}'\
'{{"\t"}}{{with $c.Config.Labels}}{{with index . "com.docker.compose.project"}}{{printf "%q" .}}{{end}}'\
'{{"\t"}}{{with index . "com.docker.compose.service"}}{{printf "%q" .}}{{end}}{{end}}'\
'{{"\t"}}{{.NetworkID}}{{"\t"}}{{.IPAddress}}{{"\t"}}{{.GlobalIPv6Address}}'\
'{{"\t"}}{{with .IPAMConfig}}{{.IPv4Address}}{{.IPv6Address}}{{end}}{{"\n"}}{{end}}'

# Prints the addresses of these containers, as lines: container project service network address.
addresses_of() { # ids…
  [ $# -gt 0 ] || return 0
  ask inspect -f "$ADDRESS_VIEW" "$@" 2>/dev/null | awk -F'\t' -v OFS='\t' "$AWK_DOCKER_FIELDS"'
    $7 ~ /[0-9]\.|:/ { next }
    { for (i = 5; i <= 6; i++) if ($i ~ /[0-9]\.|:/) print $1, unquoted($2), unquoted($3), $4, $i }'
}
# Writes down which old container has which address, before anything is stopped: for the swap and for an undo. Dies
# inside: nothing was changed.
write_addresses() {
  local stops
  stops=$(old replace remove shrink | awk -F'\t' '$7 == "exclusive" && $8 == "running" { print $4 }')
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$stops" ] || ask inspect -f . $stops >/dev/null 2>&1 || { fail docker "does not answer"; return 1; }
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$stops" ] || write_whole "$TX/addresses" "$(addresses_of $stops)"
}
had_addresses() { awk -F'\t' -v ids=" $* " 'index(ids, " " $1 " ")' "$TX/addresses" 2>/dev/null; } # ids…; lines
# Which of these containers have another address than their service had before. Lines as addresses_of prints them.
moved() { # ids…
  [ -s "$TX/addresses" ] && [ $# -gt 0 ] || return 0
  addresses_of "$@" | awk -F'\t' '{ service = $2 FS $3 FS $4; address = service FS $5 }
    FILENAME == ARGV[1] { known[service]; had[address]; next }
    (service in known) && !(address in had)' "$TX/addresses" -
}
note_moved() { # lines as addresses_of gives them
  printf '%s\n' "$1" | awk -F'\t' 'NF { print $2 "/" $3 "\t" substr($1, 1, 12) " has the address " $5 \
    " now, another than before: what keeps addresses does not find it" }' | notes
}
