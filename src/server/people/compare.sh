# For status: what runs beside what was released, and what to do about each difference.

# What is compared of a container; its columns have their names in compare.awk.
COMPARED_VIEW=$PROJECT_LABEL'{{"\t"}}'$SERVICE_LABEL'{{"\t"}}{{.Name}}'\
'{{"\t"}}{{.State.Status}}{{"\t"}}{{with .State.Health}}{{.Status}}{{end}}{{"\t"}}{{.State.ExitCode}}'\
'{{"\t"}}{{.Created}}{{"\t"}}'$HASH_LABEL'{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}{{.Image}}'\
'{{"\t"}}{{.HostConfig.RestartPolicy.Name}}{{"\t"}}{{.HostConfig.RestartPolicy.MaximumRetryCount}}'\
'{{"\t"}}'$ONEOFF_LABEL
# Reads only. Prints a table, then what differs with what to do about it; false if something does.
compare() { # release
  local services containers forgotten committed
  services=$(services_of "$1")
  containers=$(ps_of "$services" | cut -f1)
  forgotten=$(long_forgotten | tr '\n' ';')
  committed=$(date -u -r "$ROOT/current" +%Y-%m-%dT%H:%M:%S)
  # shellcheck disable=SC2086 # a list of ids
  { [ -z "$containers" ] || ask inspect -f "$COMPARED_VIEW" $containers 2>/dev/null; } |
    awk -F'\t' -v release="$1" -v models="$ROOT/releases/$1/models" -v committed="$committed" \
      -v forgotten="$forgotten" "$AWK_DOCKER_FIELDS$AWK_RECORDS$AWK_COMPARE$AWK_DIFFERENCES" "$services" -
}
