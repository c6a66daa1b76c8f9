# Asks Docker which containers it calls healthy, and waits for that.

HEALTH_VIEW='{{.ID}} {{.State.Status}} {{with .State.Health}}{{.Status}}{{else}}none{{end}}'\
' {{.State.ExitCode}} {{len .Config.ExposedPorts}}'
# Of lines as HEALTH_VIEW gives them, in words, those that have not ended as they may: new ones that nobody calls,
# that have no check and no port, and that nothing starts again.
unless_ended() {
  local may
  may=$(may_end | tr '\n' ' ')
  awk -v may=" $may" '$2 " " $3 " " $4 " " $5 == "exited none 0 0" && index(may, " " $1 " ") { next }
    { print substr($1, 1, 12) " is " $2 " and " $3 }'
}
# Ids of the new containers that may end by themselves (`ends` of a service's check).
may_end() {
  candidates | awk -F'\t' "$AWK_RECORDS"'FILENAME == ARGV[1] { read_service(); if (check == "ends") may[key]; next }
    { read_candidate() }
    key in may { print id }' "$(services_of "$ID")" -
}
health_of() { # ids…; lines as HEALTH_VIEW gives them
  [ $# -eq 0 ] || ask inspect -f "$HEALTH_VIEW" "$@" 2>/dev/null
}
# Asks Docker how these containers are until a judge says 0, or 1 and why it never will. It says 2 as long as that is
# open, and gets lines as HEALTH_VIEW gives them, and `late` when the time is over. Nothing changed.
poll_health() { # seconds, judge, ids…
  local limit judge="$2" states late='' said
  limit=$(($(now_ms) + $1 * 1000)); shift 2
  [ $# -gt 0 ] || return 0
  while :; do
    states=$(health_of "$@") || { fail health "a container is gone"; return 1; }
    [ "$(now_ms)" -lt "$limit" ] || late=late
    "$judge" "$states" "$late"; said=$?
    [ "$said" = 2 ] || return "$said"
    not_aborted || return 1
    sleep 0.05
  done
}
# Docker's own word on all of them: healthy where there is a check, running where there is none, or ended well where
# it may.
docker_healthy() { # seconds, ids…
  local seconds="$1"
  shift
  poll_health "$seconds" judge_all "$@"
}
judge_all() { # states, late
  local bad
  bad=$(echo "$1" | awk '$2 != "running" || $3 == "unhealthy"')
  [ -z "$bad" ] || bad=$(echo "$bad" | unless_ended)
  [ -z "$bad" ] || { fail health "$bad"; return 1; }
  echo "$1" | awk '$3 == "starting" { waits = 1 } END { exit !waits }' || return 0
  [ -z "$2" ] || { fail health "Docker does not call all of them healthy in time"; return 1; }
  return 2
}
