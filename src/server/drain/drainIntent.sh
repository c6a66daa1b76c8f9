# Draining: how routes move where no file can carry them. Traefik routes to containers that Docker calls healthy, and
# the healthcheck of such a service tests first whether a flag is set: the drain flag makes a container unhealthy, so
# that Traefik leaves it out. New containers start with the flag set (drained), and old ones get it when they are to
# leave. The flag lies in the memory of the container: a restart or a power cut removes it, and the container serves.

FLAG=/dev/shm/.stack-drain
TEST_VIEW='{{.ID}}{{"\t"}}{{with .State.Health}}{{.Status}}{{end}}'\
'{{"\t"}}{{with .Config.Healthcheck}}{{json .Test}}{{end}}'
DRAINED='' # lines of the services that start drained in this transaction
PROVIDER='docs/traefik.md: --providers.file.directory=/run/stack-actions, that folder as a volume, --ping=true'
# Adds to the intent how the routes are moved, which old containers are drained, and which services start drained, so
# that a recovery does the same. Refuses what would drop requests. Nothing changed.
drain_intent() {
  local way ids faults lines
  # Nothing to do where the plan says that the file carries all routes.
  [ "$(meta "$ID" way)" != file ] ||
    awk -F'\t' "$AWK_RECORDS"'{ read_move(); print by }' "$(moves_of "$ID")" "$(moves_of "$(current)")" |
      grep -qE 'drain|none|other' || return 0
  way=new
  seen=$TX
  if proxy; then way=drain; ! can_pin_in_memory || way='file'; fi
  ids=$(old replace remove shrink | cut -f4)
  # shellcheck disable=SC2086 # a list of ids
  { [ -z "$ids" ] || ask inspect -f "$TEST_VIEW" $ids | grep -F "$FLAG"; } >"$TX/tested"
  awk -F'\t' -v OFS='\t' -v switched_by="$way" -v serving="$(moves_of "$(current)")" -v coming="$(moves_of "$ID")" \
    -v tested="$TX/tested" "$AWK_RECORDS$AWK_DRAINED" \
    "$TX/tested" "$(moves_of "$ID")" "$(moves_of "$(current)")" "$TX/intent" | sort -u >"$TX/drained"
  disk_has_room || return 1
  faults=$(awk -F'\t' '$1 == "fault" { print $2 " " $3 "." }' "$TX/drained")
  [ -z "$faults" ] || { fail routes "$faults Give Traefik its file provider ($PROVIDER)"; return 1; }
  [ "$way" != drain ] || [ ! -s "$TX/drained" ] ||
    note traefik "has no file provider that can be used: routes follow Docker's health"
  DRAINED=$(cat "$TX/drained")
  lines=$(cat "$TX/intent" "$TX/drained" && printf 'way\t%s\n' "$way") && write_whole "$TX/intent" "$lines"
}
can_pin_in_memory() {
  [ "$PROXY_DIR" != - ] && [ "$PROXY_ACK" != none ] && { [ "$(meta "$ID" way)" = file ] || proxy_in_memory; }
}
leaving() { intent leave | cut -f2; }
drained_candidates() { candidates | of_drained -; }
# Ids of the containers whose service starts drained.
of_drained() { # file of lines: id project service
  awk -F'\t' 'FILENAME == ARGV[1] { if ($1 == "drained") drained[$2 FS $3]; next } ($2 FS $3) in drained { print $1 }' \
    "$TX/intent" "$1"
}
starts_drained() { # project service
  [ "$STEP" = start ] && case $DRAINED in *"drained$TAB$1$TAB$2$TAB"*) ;; *) false ;; esac
}
drains() { grep -qE "^(drained|leave)$TAB" "$TX/intent"; }
# Refuses images without a shell, which the drain test needs. Nothing changed.
drain_shells() { # release folder
  local at image
  awk -F'\t' "$AWK_RECORDS"'FILENAME == ARGV[1] { read_move(); if (by ~ /both|drain/) test[key]; next }
    { read_service() }
    FILENAME == ARGV[2] { had[key, hash]; next }
    key in test && !((key, hash) in had) { print project "/" service, image }' \
    "$1/moves" "$(services_of "$(current)")" "$1/services" >"$WORK/shells"
  while read -r at image; do
    docker run --rm --network none --entrypoint /bin/sh "$image" -c : 8>&- </dev/null >/dev/null 2>&1 && continue
    complain routes "$at cannot be switched by health: its image has no /bin/sh. Give Traefik its file provider\
 ($PROVIDER)"
    return 1
  done <"$WORK/shells"
}
