# The new release becomes the one that Docker keeps running, and that is current.

# Before the marker recovery undoes, after it it finishes; a power cut brings back the old up to the policies and the
# new from them on.
commit() {
  local new policies id project svc class
  new=$(serving)
  # shellcheck disable=SC2086 # a list of ids
  docker_healthy 30 $new || return 1
  write_ended || return 1
  # What is to be said is ready before the old exclusive ones lose their policy: for one call of Docker they have
  # none, neither old nor new.
  policies=$(candidates | while IFS=$TAB read -r id project svc class _; do
    [ "$class" = one-shot ] || { service "$ID" "$project" "$svc" && echo "$id $s_restart"; } || exit 1
  done) || { fail meddled commit "a new container is of no service of $ID"; return 1; }
  old replace remove shrink | awk -F'\t' '$7 == "exclusive" { print $4, "no" }' | set_policies || return 1
  printf '%s\n' "$policies" | set_policies || return 1
  write_whole "$TX/done" "$ID" || return 1
  # At once: a power cut while both have a policy brings up both. `finish` does it again where this fails.
  # shellcheck disable=SC2046 # a list of ids
  { exec 8>&-; docker update --restart=no $(old replace remove shrink | cut -f4) </dev/null >/dev/null 2>&1; } &
  write_whole "$ROOT/current" "$ID" || return 1
  report_running
  wait
  outcome committed "$(verdict)"
}
# Which of the services that may end have ended: what runs now is no one-shot, whatever exit code it has when it is
# stopped one day. Dies inside: the release says it, or not; whoever commits it writes it again.
write_ended() {
  local may over ended lines
  each_service check "$ROOT/releases/$ID/services" | grep -qx ends || return 0
  may=$(may_end)
  # shellcheck disable=SC2086 # a list of ids
  over=$([ -z "$may" ] || ask inspect -f '{{if eq .State.Status "exited"}}{{.ID}}{{end}}' $may) ||
    { fail docker "does not answer"; return 1; }
  ended=$(candidates | awk -F'\t' -v over=" $(printf '%s' "$over" | tr '\n' ' ') " '
    index(over, " " $1 " ") { printf "%s%s/%s", (n++ ? " " : ""), $2, $3 }')
  lines=$(grep -v '^ended=' "$ROOT/releases/$ID/meta"; echo "ended=$ended") &&
    write_whole "$ROOT/releases/$ID/meta" "$lines"
}
# Dies inside: some have the new policy; whoever called it sets all of them again.
set_policies() { # lines: id policy
  local lines policy
  lines=$(cat)
  for policy in $(printf '%s\n' "$lines" | cut -s -d' ' -f2 | sort -u); do
    # shellcheck disable=SC2046 # a list of ids
    act update --restart="$policy" \
      $(printf '%s\n' "$lines" | awk -v policy="$policy" '$2 == policy { print $1 }') || return 1
  done
}
# What answers now, for the runner to compare with what it asked for. Dies inside: the release is committed, but the
# runner, which finds no list, is not green.
report_running() {
  local limit runs
  # What crashed or was restarted a moment ago, dockerd too, is given the time to be there again: it is seen, not
  # assumed.
  limit=$(($(now_ms) + 30000))
  until { runs=$(running_now) && all_run "$runs"; } || [ "$(now_ms)" -ge "$limit" ]; do pause 0.2; done
  printf '%s\n' "$runs" |
    awk -F'\t' "$AWK_DOCKER_FIELDS$AWK_RECORDS$AWK_RUNNING" "$ROOT/releases/$ID/services" - | notes
}
# Behind project and service.
RUNNING_VIEW='{{.State.Status}}{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}{{.Id}}{{"\t"}}{{.Image}}'
running_now() {
  # shellcheck disable=SC2046 # a list of ids
  ask inspect -f "$PROJECT_LABEL$TAB$SERVICE_LABEL$TAB$RUNNING_VIEW" $(new_or_kept) 2>/dev/null
}
all_run() { # lines of running_now
  printf '%s\n' "$1" | awk -F'\t' "$AWK_DOCKER_FIELDS$AWK_RECORDS$AWK_ALL_RUN" "$ROOT/releases/$ID/services" -
}
verdict() { echo "$STACK serves release $ID"; }
# Dies inside: as in `commit`.
say_committed() {
  step commit "after a death"
  write_whole "$ROOT/current" "$ID"
  report_running
  outcome committed "$(verdict)"
  step_end
}
# Dies inside: as in `commit`.
commit_again() {
  # Not said: after a power cut they do not run, and going back is no failure then.
  # shellcheck disable=SC2046 # a list of ids
  docker_healthy 5 $(serving) 2>/dev/null && step commit && commit && step_end
}
