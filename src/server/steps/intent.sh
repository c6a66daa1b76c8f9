# Writes down what runs, what becomes of each container, and what is to be created.

# Of a container its id, restart policy, image, `+` for each volume without a name, network mode, and the networks that
# it must find when it is started.
# shellcheck disable=SC2016 # Go's template
POLICY_VIEW='={{"\t"}}{{.Id}}'\
'{{"\t"}}{{.HostConfig.RestartPolicy.Name}}{{"\t"}}{{.HostConfig.RestartPolicy.MaximumRetryCount}}'\
'{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}{{.Image}}'\
'{{"\t"}}{{range .Mounts}}{{if eq .Type "volume"}}{{if eq (len .Name) 64}}+{{end}}{{end}}{{end}}'\
'{{"\t"}}{{printf "%.10q" .HostConfig.NetworkMode}}{{"\t"}}{{range $name, $how := .NetworkSettings.Networks}}'\
'{{if not (or (eq $name "bridge") (eq $name "host") (eq $name "none"))}}{{$how.NetworkID}} {{end}}{{end}}'
NETS='' # those of the server, where something is stopped
# Prints the lines of an intent. Reads only; false if its input was cut short.
reconcile() { # files `services` of what serves and of what is to; stdin: as reconcile.awk reads it
  awk -F'\t' -v OFS='\t' -v serving="$1" -v coming="$2" -v kept_pin="$(! has_kept_pin || echo "$ROOT/kept-pin")" \
    -v nets=" $(printf '%s' "$NETS" | tr '\n' ' ') " \
    "$AWK_DOCKER_FIELDS$AWK_RECORDS$AWK_RECONCILE$AWK_INTENT_LINES" "$1" "$2" -
}
is_routed() {
  cat "$(routes_of "$ID")" "$(routes_of "$(current)")" "$(moves_of "$ID")" "$(moves_of "$(current)")" | grep -q .
}
lost_words() { # what is lost
  echo "in a volume without a name, which a new container would not get, of what is stopped and cannot be started as" \
    "it is (a network of it is gone, or its settings are others than the release has): $1;" \
    "where its data is not needed any more, docker rm it"
}
# Nothing changed. Which containers there are, what becomes of each, and what is to be created: all that recovery
# needs. Dies inside: no intent, or a whole one.
write_intent() { # gate
  local old_services new_services ids looked lines lost held
  old_services=$(services_of "$(current)"); new_services=$(services_of "$ID")
  ps_of "$old_services" "$new_services" >"$TX/ps" || { fail docker "does not answer"; return 1; }
  ids=$(printf '%s\n' "$all" | cut -f1)
  # One look at all of them, for Traefik, too. One of somebody else may have gone since.
  # shellcheck disable=SC2086 # a list of ids
  looked=$([ -z "$ids" ] || ask inspect -f "$POLICY_VIEW$NL$PROXY_VIEW$NL$BOUND_VIEW" $ids 2>/dev/null)
  printf '%s\n' "$looked" | sed -n "s/^=$TAB//p" >"$TX/policies"
  disk_has_room || return 1
  # What is stopped is started as it is only where all of its networks are there.
  NETS=$(! cut -f5 "$TX/ps" | grep -qx exited || ask network ls -q --no-trunc) ||
    { fail docker "does not answer"; return 1; }
  awk -F'\t' -v policies="$TX/policies" 'FILENAME == policies { is[$1]; next } !($1 in is) { exit 1 }' \
    "$TX/policies" "$TX/ps" || { fail docker "does not answer"; return 1; }
  if ! pick_proxy "$looked" && [ -n "$PROXY_WHY" ] && is_routed; then
    fail traefik "$PROXY_WHY"; return 1
  fi
  if [ -n "$PROXY" ]; then
    echo "$found" >"$TX/proxy"
    ! cat "$(routes_of "$ID")" "$(routes_of "$(current)")" | grep -q . || start_standby_writer
  fi
  # Half of it would say that nothing is to be done.
  lines=$(printf 'release\t%s\nprevious\t%s\ngate\t%s\nproxy\t%s\n' "$ID" "$(current)" "$1" "$PROXY"
    { sed "s/^/=$TAB/" "$TX/policies"; cat "$TX/ps"; echo '='; } | reconcile "$old_services" "$new_services") ||
    { fail killed awk "was ended"; return 1; }
  lost=$(printf '%s\n' "$lines" | awk -F'\t' '$1 == "lost" { print $2 "/" $3 " (docker start " $4 ")" }')
  [ -z "$lost" ] || { fail data "$(lost_words "$lost")"; return 1; }
  held=$(port_conflict_words "$ID" "$lines" "$all" "$looked")
  [ -z "$held" ] || { fail ports "$held"; return 1; }
  write_whole "$TX/intent" "$lines" || return 1
  awk -F'\t' "$AWK_RECORDS$AWK_PLANNED" "$TX/intent" | notes
}
