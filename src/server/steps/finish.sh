# Puts away what nobody needs any more after the decision: old containers, the pin, the names that candidates have.

# After the decision: nothing here can change which version serves; a death is finished by the next run.
finish() { put_away || { await_engine && put_away; }; }
# Dies inside: what is left is put away by the next run.
put_away() {
  local new there id
  previous=$(intent_value previous)
  # shellcheck disable=SC2086 # a list of ids
  { new=$(serving); [ -z "$new" ] || docker_healthy 120 $new; } || note - "not all are healthy any more"
  old replace remove shrink | awk -F'\t' '{ print $4, "no" }' | existing | set_policies
  if old replace remove | cut -f4 | grep -qxF "$(intent_value proxy)"; then
    proxy || :
    unpin_leaving "$(intent_value proxy)"
  fi
  old replace remove shrink spent | awk -F'\t' '{ print $4, "-" }' | existing |
    while read -r id _; do act rm -f "$id" && note - "removed $(short "$id")"; done
  there=$(old replace remove shrink spent | awk -F'\t' '{ print $4, "-" }' | existing) && [ -z "$there" ] ||
    { fail leftovers finish "old containers are still there; the next run, or recover, removes them"; return 1; }
  give_names
  if { ! nothing_to_do || has_kept_pin; } && pins_routes; then
    if await_proxy; then
      ! pin_may_go "$ID" || remove_pin || return 1
    elif [ -n "$PROXY_UNSEEN" ]; then
      return 1
    else
      keep_pin_of_stopped
    fi
  fi
  [ -z "$OUTCOME_NOTE" ] ||
    { outcome "$(result_of "$ID")" "$(code_of "$ID")" "$(reason_of "$ID")$OUTCOME_NOTE"; OUTCOME_NOTE=''; }
  retain
  rm -f "$TX/intent"
  rm -f "$TX"/*
}
# Dies inside: a name is not given back yet; the next run gives it.
give_names() {
  local id project svc
  candidates | while IFS=$TAB read -r id project svc _; do
    service "$ID" "$project" "$svc" || continue
    [ "$s_name" = - ] || [ "$(ask inspect -f '{{.Name}}' "$id")" = "/$s_name" ] || act rename "$id" "$s_name"
  done
}
