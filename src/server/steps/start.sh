# Starts the new containers beside the old ones, and runs to its end what runs once.

# Starts all candidates but those that are swapped: without traffic and with restart=no. Dies inside: they run beside
# the old ones; a power cut leaves only the old ones.
start_before_swap() {
  local wave
  for wave in $(before_swap | cut -f5 | sort -nu); do
    before_swap | awk -F'\t' -v w="$wave" '$5 == w && $4 == "one-shot"' >"$TX/shots"
    disk_has_room || return 1
    if [ -s "$TX/shots" ]; then step one-shot; one_shots <"$TX/shots" || return 1; step_end; fi
    before_swap | awk -F'\t' -v w="$wave" '$5 == w && $4 != "one-shot"' >"$TX/starts"
    disk_has_room || return 1
    if [ -s "$TX/starts" ]; then step start; start_all "$ID" <"$TX/starts" || return 1; step_end; fi
  done
}
# Dies inside: it runs on to its end, and is removed by recovery; what it did to the data stays.
one_shots() {
  local id project svc limit ended state code
  while IFS=$TAB read -r id project svc _; do
    service "$ID" "$project" "$svc" || return 1
    act start "$id" || return 1
    limit=$(($(now_ms) + s_timeout * 1000))
    while :; do
      ended=$(ask inspect -f '{{.State.Status}} {{.State.ExitCode}}' "$id")
      state=${ended% *} code=${ended#* }
      [ "$state" = running ] || break
      if [ "$(now_ms)" -ge "$limit" ]; then
        fail one-shot "$project/$svc" "did not end within $s_timeout s; its last words: $(last_words "$id" 5)"
        return 1
      fi
      not_aborted || return 1
      sleep 0.1
    done
    if [ "$code" != 0 ]; then
      fail one-shot "$project/$svc" "ended with exit code $code; its last words: $(last_words "$id" 10)"
      return 1
    fi
    note "$project/$svc" "$(short "$id") ended with exit code 0"
  done
}
# Starts them at once, or as many at a time as the Compose file allows (parallelism), and verifies all. Dies inside:
# some run, without traffic and with restart=no: recovery removes them.
start_all() { # release; lines of candidates on stdin
  local release="$1" running=0 ids='' id project svc how
  while IFS=$TAB read -r id project svc _ _ how; do
    not_aborted || return 1
    service "$release" "$project" "$svc" || return 1
    { exec 8>&-; act_start "$id" "$project/$svc"; [ "$how" != again ] || mark_started "$id"; } &
    ids="$ids $id" running=$((running + 1))
    if [ "${s_parallelism:-0}" -gt 0 ] && [ "$running" -ge "$s_parallelism" ]; then
      wait; running=0
      # shellcheck disable=SC2086 # a list of ids
      verify "$release" $ids || return 1
    fi
  done
  wait
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$ids" ] || verify "$release" $ids
}
# Dies inside: Docker starts it all the same.
act_start() { # container project/service
  local said
  said=$TX/err.$(short "$1")
  docker start "$1" 8>&- </dev/null >/dev/null 2>"$said" ||
    journal fail "$2" "docker start: $(hide_secrets <"$said")" docker
  ! starts_drained "${2%%/*}" "${2#*/}" || flag up "$1"
  rm -f "$said"
}
# When we have started what was stopped before: who starts it later, after our death or a power cut, has done so
# himself. Dies inside: it counts as started by somebody else.
mark_started() { ask inspect -f '{{.Id}} {{.State.StartedAt}}' "$1" >>"$TX/started" 2>/dev/null; }
# Ids of what was stopped before and runs now as we have started it. False where Docker does not answer.
started_again() {
  local ids starts
  ids=$(old again | cut -f4 | existing) || { fail docker "does not answer"; return 1; }
  [ -n "$ids" ] && [ -s "$TX/started" ] || return 0
  # shellcheck disable=SC2086 # a list of ids
  starts=$(ask inspect -f '{{.Id}} {{.State.StartedAt}}' $ids 2>/dev/null) ||
    { fail docker "does not answer"; return 1; }
  printf '%s\n' "$starts" | awk 'FILENAME == ARGV[1] { ours[$0]; next } $0 in ours { print $1 }' "$TX/started" -
}
