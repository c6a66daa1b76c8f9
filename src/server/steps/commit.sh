# The new release becomes the one that Docker keeps running, and that is current.

# Before the marker recovery undoes, after it it finishes; a power cut brings back the old up to the policies and the new from them on.
commit() {
  new=$(serving)
  # shellcheck disable=SC2086 # a list of ids
  docker_healthy 30 $new || return 1
  write_ended || return 1
  # What is to be said is ready before the old exclusive ones lose their policy: for one call of Docker they have none, neither old nor new.
  policies=$(candidates | while IFS=$TAB read -r id project svc class _; do
    [ "$class" = one-shot ] || { service "$ID" "$project" "$svc" && echo "$id $s_restart"; } || exit 1
  done) || { fail commit "a new container is of no service of $ID"; return 1; }
  old replace remove shrink | awk -F'\t' '$7 == "exclusive" { print $4, "no" }' | set_policies || return 1
  printf '%s\n' "$policies" | set_policies || return 1
  whole "$TX/done" "$ID" || return 1
  # At once: a power cut while both have a policy brings up both. `finish` does it again where this fails.
  # shellcheck disable=SC2046 # a list of ids
  { exec 8>&-; docker update --restart=no $(old replace remove shrink | awk -F'\t' '{ print $4 }') </dev/null >/dev/null 2>&1; } &
  whole "$ROOT/current" "$ID" || return 1
  report_running
  wait
  outcome committed "$(verdict)"
}
# Which of the services that may end have ended: what runs now is no one-shot, whatever exit code it has when it is stopped one day. Dies inside: the release says it, or not; whoever commits it writes it again.
write_ended() {
  grep -q "${TAB}ends$TAB" "$ROOT/releases/$ID/services" || return 0
  may=$(candidates | awk -F'\t' 'FILENAME == ARGV[1] { if ($10 == "ends") may[$1 FS $2]; next } ($2 FS $3) in may { print $1 }' "$ROOT/releases/$ID/services" -)
  # shellcheck disable=SC2086 # a list of ids
  over=$([ -z "$may" ] || ask inspect -f '{{if eq .State.Status "exited"}}{{.ID}}{{end}}' $may) || { fail docker "does not answer"; return 1; }
  ended=$(candidates | awk -F'\t' -v over=" $(printf '%s' "$over" | tr '\n' ' ') " 'index(over, " " $1 " ") { printf "%s%s/%s", (n++ ? " " : ""), $2, $3 }')
  lines=$(grep -v '^ended=' "$ROOT/releases/$ID/meta"; echo "ended=$ended") && whole "$ROOT/releases/$ID/meta" "$lines"
}
# Dies inside: some have the new policy; whoever called it sets all of them again.
set_policies() { # lines: id policy
  lines=$(cat)
  for policy in $(printf '%s\n' "$lines" | cut -s -d' ' -f2 | sort -u); do
    # shellcheck disable=SC2046 # a list of ids
    act update --restart="$policy" $(printf '%s\n' "$lines" | awk -v policy="$policy" '$2 == policy { print $1 }') || return 1
  done
}
# What answers now, for the runner to compare with what it asked for. Dies inside: the release is committed, but the runner, which finds no list, is not green.
report_running() {
  # What crashed or was restarted a moment ago, dockerd too, is given the time to be there again: it is seen, not assumed.
  limit=$(($(now_ms) + 30000)); runs=''
  until all_run || [ "$(now_ms)" -ge "$limit" ]; do pause 0.2; done
  # What ran before us, or came without a registry, is named by its image's id.
  printf '%s\n' "$runs" | awk -F'\t' "$AWK_PLAIN"'FILENAME == ARGV[1] { image[$1 "/" $2] = $6; next } $0 != "" { k = plain($1) "/" plain($2); print k "\t" $3 " " (image[k] ~ /^sha256:/ ? $6 : plain($4)) " " substr($5, 1, 12) }' "$ROOT/releases/$ID/services" - | notes
}
all_run() {
  # shellcheck disable=SC2046 # a list of ids
  runs=$(ask inspect -f "$PROJECT_LABEL$TAB$SERVICE_LABEL$TAB"'{{.State.Status}}{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}{{.Id}}{{"\t"}}{{.Image}}' $(new_or_kept) 2>/dev/null) &&
    printf '%s\n' "$runs" | awk -F'\t' "$AWK_PLAIN"'FILENAME == ARGV[1] { if ($10 == "ends") may[$1 FS $2]; next } $3 != "running" && !($3 == "exited" && (plain($1) FS plain($2)) in may) { exit 1 }' "$ROOT/releases/$ID/services" -
}
verdict() { echo "$STACK serves release $ID"; }
