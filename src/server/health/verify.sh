# Waits until each of the new containers has proven itself.

# `.ID`, not `.Id`: by Docker's own type a container without a healthcheck has an empty Health, as plain JSON it has
# none, which is an error.
STATE_VIEW='{{.State.Status}} {{.State.ExitCode}} {{with .State.Health}}{{.Status}}{{else}}-{{end}}'\
' {{.RestartCount}} {{.State.OOMKilled}} {{len .Config.ExposedPorts}}'
# Waits until each container has proven itself by its own check; false, with the reason, at the first that cannot.
verify() { # release, ids…
  local release="$1" pending begun waited left v_id v_project v_service v_state v_exit v_health v_restarts v_oom v_ports
  shift
  pending=$*
  begun=$(now_ms)
  while :; do
    not_aborted || return 1
    # shellcheck disable=SC2086 # a list of ids
    ask inspect -f "{{.ID}} $PROJECT_LABEL $SERVICE_LABEL $STATE_VIEW" $pending >"$TX/verify" 2>/dev/null ||
      { fail health verify "a container is gone"; return 1; }
    left=''
    clock; waited=$((NOW - begun))
    while read -r v_id v_project v_service v_state v_exit v_health v_restarts v_oom v_ports; do
      v_project=${v_project#\"} v_service=${v_service#\"}; v_project=${v_project%\"} v_service=${v_service%\"}
      service "$release" "$v_project" "$v_service" || continue
      verify_one && continue
      [ -z "$WHY_VERIFY" ] || { fail health "$v_project/$v_service" "$WHY_VERIFY"; return 1; }
      left="$left $v_id"
    done <"$TX/verify"
    [ -n "$left" ] || return 0
    pending=$left
    sleep 0.02
  done
}
verify_one() { # false and empty WHY_VERIFY: not yet
  WHY_VERIFY=''
  if [ "$v_state $v_exit $v_health $v_ports $s_check" = 'exited 0 - 0 ends' ]; then
    note "$v_project/$v_service" "$(short "$v_id") ended with exit code 0"
    return 0
  fi
  if [ "$v_state" != running ]; then
    WHY_VERIFY="$(short "$v_id") is $v_state (exit code $v_exit$(out_of_memory)); $(said_last "$v_id")"
    return 1
  fi
  [ "$v_restarts" = 0 ] || [ "$STEP" = undo ] || { WHY_VERIFY="$(short "$v_id") restarts"; return 1; }
  if [ "$v_health" = unhealthy ] && [ "$STEP" != undo ] && ! starts_drained "$v_project" "$v_service"; then
    WHY_VERIFY="Docker calls $(short "$v_id") unhealthy; its check said: $(health_words "$v_id"); $(said_last "$v_id")"
    return 1
  fi
  # Docker's own probe comes within a second where it knows start_interval, and STOP waits for it anyway: only where
  # it is late we ask, too.
  if [ "$v_health" = starting ] && ! starts_drained "$v_project" "$v_service" && [ "$waited" -lt 1500 ] &&
    [ "$STEP" != undo ]; then return 1; fi
  if [ "$v_health" = healthy ] || run_check "$v_id" "$s_check"; then
    [ "$s_probe" = - ] || [ -z "$PROXY" ] || probe "$v_id" "$s_probe" || { verify_late; return 1; }
    note "$v_project/$v_service" "$(short "$v_id") verified"
    return 0
  fi
  verify_late
  return 1
}
SAID_VIEW='{{range .State.Health.Log}}{{println .Output}}{{if ge (len .Output) 4096}}{{"\x01cut\n"}}{{end}}{{end}}'
# Docker keeps 4096 bytes of what a check says, which may end in the middle of a secret: of one that is cut so the
# last line is left away. Behind it stands a line that says so.
health_words() { # container
  ask inspect -f "$SAID_VIEW" "$1" | awk '$0 == "\001cut" { said = 0; next }
    $0 != "" { if (said) print last; last = $0; said = 1 }
    END { if (said) print last }' | tail -n 2 | hide_secrets | tail -c 300
}
said_last() { printf 'its last words: %s' "$(last_words "$1" 5)"; } # container
out_of_memory() { [ "$v_oom" != true ] || echo ", out of memory"; }
verify_late() {
  [ "$waited" -lt $((s_timeout * 1000)) ] ||
    WHY_VERIFY="not healthy within $s_timeout s;\
 its check said: $(hide_secrets <"$TX/said" | tail -c 300); $(said_last "$v_id")"
}
