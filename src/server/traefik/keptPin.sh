# At the end of a deploy the pin is removed, and Traefik routes by Docker's labels again. Where Traefik would then
# answer 404, the pin stays, and the file `kept-pin` says why: `status` shows it, and the next deploy or `recover` tries
# again.

# Waits until Traefik can do without the pin: Docker calls all that is routed healthy, and Traefik has read Docker's
# containers since. False, and the pin stays, where Docker does not call it healthy in time: with the pin users are
# answered by what was proven. (On a busy machine a healthcheck can fail for being slow alone.)
# Dies inside: as in `prove_refresh`.
pin_may_go() { # release that serves
  await_ready "$1" || { keep_pin; return 1; }
  refresh_proxy
}
# Services that were unhealthy before a pin of ours answered for them, as lines `unhealthy project service`: those of
# the intent that were not replaced since; where no transaction runs, those that were written down with the pin that
# stayed.
unhealthy_before() {
  [ -f "$TX/intent" ] || { sed -n "2,\$s/^unhealthy$TAB/&/p" "$ROOT/kept-pin" 2>/dev/null; return 0; }
  awk -F'\t' -v OFS='\t' -v new="$TX/candidates" -v undoes="$([ "$STEP" != undo ] || echo yes)" '
    BEGIN { if (!undoes) while ((getline <new) > 0) proven[$2 FS $3] }
    $1 == "unhealthy" && !(($2 FS $3) in proven) { print $1, $2, $3 }' "$TX/intent"
}
# Sets NOT_READY to the release's routed services whose containers are not all healthy, in words, and NOT_READY_CODE to
# what notReady.awk calls that. A service of which nothing runs does not count: no pin could answer for it either. Nor
# does one that was unhealthy before. Where Docker does not answer, nothing counts as ready.
find_not_ready() { # release
  local rows found_not_ready
  NOT_READY='none: Docker does not say what runs' NOT_READY_CODE=unhealthy
  rows=$(ps_of "$(services_of "$1")") || return 0
  found_not_ready=$(printf '%s\n' "$rows" |
    awk -F'\t' -v routes="$(routes_of "$1")" -v before="$(unhealthy_before)" "$AWK_RECORDS$AWK_NOT_READY") || return 0
  NOT_READY=${found_not_ready#*"$TAB"} NOT_READY_CODE=${found_not_ready%%"$TAB"*}
}
# Waits until all is ready: two minutes, longer for what is starting, ten seconds where only some of several containers
# are not healthy. True if each service has one healthy container at least, because Traefik routes to it then.
# Dies inside: nothing was changed here.
await_ready() { # release
  local begun patience
  begun=$(now_ms)
  while :; do
    find_not_ready "$1"
    [ -n "$NOT_READY" ] || return 0
    case $NOT_READY_CODE in unhealthy) patience=120 ;; starting) patience=$LONGEST_START ;; *) patience=10 ;; esac
    [ $(($(now_ms) - begun)) -lt $((patience * 1000)) ] || break
    pause 0.3
  done
  # An undo does not count this time as its own.
  giving_up=$((${giving_up:-0} + $(now_ms) - begun))
  note - "not all that is routed is healthy for Docker: $NOT_READY"
  [ "$NOT_READY_CODE" = some ]
}
# Writes the file `kept-pin`. Its first line: Traefik's container, and why the pin stays; no reason means that Traefik
# gets no events from Docker. Then: which boot of the machine it is, because the pin lies in memory; and who was
# unhealthy before, because with the pin in place nobody can find that out any more.
# Dies inside: nobody says that the pin stays; the next deploy replaces it.
write_kept_pin() { # why, or nothing
  local before proxy="${PROXY:-$(intent_value proxy)}"
  before=$(unhealthy_before)
  write_whole "$ROOT/kept-pin" "$proxy${1:+$TAB$1}${NL}boot$TAB$(boot)${before:+$NL$before}"
}
# Traefik does not run any more, so that its pin cannot be removed: when it starts again, the pin leads to what ran
# last. A Traefik that this release has replaced or removed took its pin along. Dies inside: as in `write_kept_pin`.
keep_pin_of_stopped() {
  ! no_proxy && ! old replace remove | cut -f4 | grep -qxF "$(intent_value proxy)" || return 0
  NOT_READY='it did not run when its routes were to be given back' PROXY=''
  keep_pin
}
# Dies inside: as in `write_kept_pin`.
keep_pin() {
  write_kept_pin "$NOT_READY"
  note traefik "$(kept_pin_words)"
  OUTCOME_NOTE="$OUTCOME_NOTE; Docker does not call all of it healthy ($NOT_READY), so that Traefik keeps the routes\
 that it has: see '$ME status'"
}
# True if the pin stays because Traefik gets no events from Docker.
is_disconnected() {
  has_kept_pin && [ -s "$ROOT/kept-pin" ] && case $(kept_pin_reason) in *"$TAB"*) false ;; *) ;; esac
}
# True if a pin has stayed. A reboot has removed it: it lies in memory.
has_kept_pin() {
  local since
  [ -e "$ROOT/kept-pin" ] || return 1
  since=$(sed -n "2,\$s/^boot$TAB//p" "$ROOT/kept-pin")
  [ -z "$since" ] || [ "$since" = "$(boot)" ]
}
kept_pin_reason() { head -n 1 "$ROOT/kept-pin" 2>/dev/null; } # Traefik's container, TAB, why
# Says why the pin has stayed, and what mends it.
kept_pin_words() {
  if is_disconnected; then
    echo "Traefik got no events from Docker, and goes on with the routes of the last deploy. $(disconnected_words)"
  else
    echo "Traefik goes on with the routes of the last deploy ($(kept_pin_reason | cut -f2-)):" \
      "without them it would answer 404 for what Docker does not call healthy." \
      "When it is healthy: $ME recover gives the routes back"
  fi
}
# What mends it: a restart, unless somebody has restarted that container, or made another one, since.
disconnected_words() {
  local proxy started
  proxy=$(kept_pin_reason | cut -f1)
  started=$(ask inspect -f '{{if .State.Running}}{{.State.StartedAt}}{{end}}' "$proxy" 2>/dev/null)
  if { echo "$started"; utc "$ROOT/kept-pin"; } |
    awk '{ at[NR] = $0 "" } END { exit !(at[1] != "" && at[1] < at[2]) }'; then
    echo "To mend that: docker restart $(short "$proxy"), then $ME recover"
  else
    echo "It was started again since: $ME recover gives its routes back"
  fi
}
# As `pin_may_go`, later; a new reason is written down. Dies inside: as in `write_kept_pin`.
kept_pin_may_go() {
  await_ready "$(current)" || { write_kept_pin "$NOT_READY"; return 1; }
  refresh_proxy
}
# Removes a pin that has stayed, where nothing needs it any more. Dies inside: it is there or gone; it can be run again.
give_back_routes() {
  local given
  STEP=finish
  proxy && kept_pin_may_go && remove_pin; given=$?
  rm -f "$TX"/*
  return "$given"
}
