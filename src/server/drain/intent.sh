# Traefik routes to what Docker calls healthy. Where no file can carry a route, a flag decides who that is: the
# containers' healthchecks test it first. New ones start with it and are dark, old ones get it to leave. It lies in
# the container's own memory: after a restart or a power cut it is gone, and the container serves.

FLAG=/dev/shm/.stack-drain
TEST_VIEW='{{.ID}}{{"\t"}}{{with .State.Health}}{{.Status}}{{end}}'\
'{{"\t"}}{{with .Config.Healthcheck}}{{json .Test}}{{end}}'
DARK='' # lines of the services that start dark in this transaction
PROVIDER='docs/traefik.md: --providers.file.directory=/run/stack-actions, that folder as a volume, --ping=true'
# Nothing changed. Adds to the intent by which way the routes go, which old containers leave and which services start
# dark, so that recovery goes the same way; refuses what would drop requests.
drain_intent() {
  local way ids faults lines
  # Nothing of it where the plan has seen that a file does it all.
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
  DARK=$(cat "$TX/drained")
  lines=$(cat "$TX/intent" "$TX/drained" && printf 'way\t%s\n' "$way") && write_whole "$TX/intent" "$lines"
}
can_pin_in_memory() {
  [ "$PROXY_DIR" != - ] && [ "$PROXY_ACK" != none ] && { [ "$(meta "$ID" way)" = file ] || proxy_in_memory; }
}
leaving() { intent leave | cut -f2; }
dark() { candidates | of_dark -; }
# Ids of those whose service starts dark.
of_dark() { # file of lines: id project service
  awk -F'\t' 'FILENAME == ARGV[1] { if ($1 == "dark") dark[$2 FS $3]; next } ($2 FS $3) in dark { print $1 }' \
    "$TX/intent" "$1"
}
starts_dark() { # project service
  [ "$STEP" = start ] && case $DARK in *"dark$TAB$1$TAB$2$TAB"*) ;; *) false ;; esac
}
drains() { grep -qE "^(dark|leave)$TAB" "$TX/intent"; }
# Nothing changed. The drain test needs a shell in the image.
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
