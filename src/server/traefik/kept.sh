# Whether the pin may go, and the pin that stays, because without it Traefik would not route to what runs.

# Before the pin goes, Traefik must answer by itself: Docker calls what is routed healthy, and Traefik has looked since.
# Where it would not, the pin stays: with it users are answered by what was proven, without it by 404. On a busy
# machine a healthcheck that takes too long is no container that is broken. Dies inside: as in `look_again`.
pin_may_go() { # release that serves
  await_fit "$1" || { keep_pin; return 1; }
  settle_proxy
}
# Services that were unhealthy for Docker before any pin of ours answered for them, as lines `sick project service`:
# those of this transaction, but what it has replaced since; where none is at work, those that were written down with
# the pin that has stayed.
sick() {
  [ -f "$TX/intent" ] || { sed -n "2,\$s/^sick$TAB/&/p" "$ROOT/deaf" 2>/dev/null; return 0; }
  awk -F'\t' -v OFS='\t' -v new="$TX/candidates" -v undoes="$([ "$STEP" != undo ] || echo yes)" '
    BEGIN { if (!undoes) while ((getline <new) > 0) proven[$2 FS $3] }
    $1 == "sick" && !(($2 FS $3) in proven) { print $1, $2, $3 }' "$TX/intent"
}
# Sets UNFIT to those of a release's routed services of whose containers Docker calls not all healthy, in words, and
# UNFIT_CODE to what unfit.awk says of all of them. One of which nothing runs is not answered by a pin either, and one
# that was sick before not by anybody. What nobody says is not so.
look_fit() { # release
  local rows said
  UNFIT='none: Docker does not say what runs' UNFIT_CODE=ill
  rows=$(ps_of "$(services_of "$1")") || return 0
  said=$(printf '%s\n' "$rows" |
    awk -F'\t' -v routes="$(routes_of "$1")" -v ill="$(sick)" "$AWK_RECORDS$AWK_UNFIT") || return 0
  UNFIT=${said#*"$TAB"} UNFIT_CODE=${said%%"$TAB"*}
}
# Two minutes, and longer for what is starting; ten seconds where only some of several are not healthy. True where of
# each service one is healthy at least: Traefik routes to it. Dies inside: nothing was changed here.
await_fit() { # release
  local begun patience
  begun=$(now_ms)
  while :; do
    look_fit "$1"
    [ -n "$UNFIT" ] || return 0
    case $UNFIT_CODE in ill) patience=120 ;; starting) patience=$LONGEST_START ;; *) patience=10 ;; esac
    [ $(($(now_ms) - begun)) -lt $((patience * 1000)) ] || break
    pause 0.3
  done
  # The time is Docker's, not the undo's.
  giving_up=$((${giving_up:-0} + $(now_ms) - begun))
  note - "not all that is routed is healthy for Docker: $UNFIT"
  [ "$UNFIT_CODE" = some ]
}
# Writes down that the pin stays. In its first line Traefik's container and why; without a reason it hears nothing of
# Docker. Then who was sick before: under a pin that stays Docker may call unhealthy what answers. Dies inside: nobody
# says that the pin stays; the next deploy replaces it.
pin_stays() { # why, or nothing
  local ill
  ill=$(sick)
  write_whole "$ROOT/deaf" "${PROXY:-$(intent_value proxy)}${1:+$TAB$1}${NL}boot$TAB$(boot)${ill:+$NL$ill}"
}
# Traefik runs no more, and whoever finds the file when it does is led to what ran last. One that this release has
# replaced or removed took its own along. Dies inside: as in `pin_stays`.
gone_with_pin() {
  ! no_proxy && ! old replace remove | cut -f4 | grep -qxF "$(intent_value proxy)" || return 0
  UNFIT='it did not run when its routes were to be given back' PROXY=''
  keep_pin
}
# Dies inside: as in `pin_stays`.
keep_pin() {
  pin_stays "$UNFIT"
  note traefik "$(pin_words)"
  BESIDE="$BESIDE; Docker does not call all of it healthy ($UNFIT), so that Traefik keeps the routes that it has:\
 see '$ME status'"
}
# Its pin stays because it hears nothing, and not for what it would not route to.
is_deaf() { kept_pin && [ -s "$ROOT/deaf" ] && case $(stays_for) in *"$TAB"*) false ;; *) ;; esac; }
# A pin has stayed, and the machine was not started again since: it is in memory.
kept_pin() {
  local since
  [ -e "$ROOT/deaf" ] || return 1
  since=$(sed -n "2,\$s/^boot$TAB//p" "$ROOT/deaf")
  [ -z "$since" ] || [ "$since" = "$(boot)" ]
}
stays_for() { head -n 1 "$ROOT/deaf" 2>/dev/null; } # Traefik's container, and why the pin stays
# Why the pin has stayed, and what mends it.
pin_words() {
  if is_deaf; then
    echo "Traefik heard nothing of Docker, and goes on with the routes of the last deploy. $(deaf_words)"
  else
    echo "Traefik goes on with the routes of the last deploy ($(stays_for | cut -f2-)):" \
      "without them it would answer 404 for what Docker does not call healthy." \
      "When it is healthy: $ME recover gives the routes back"
  fi
}
# What mends it; the restart may be done already, and by a new container, too.
deaf_words() {
  local proxy started
  proxy=$(stays_for | cut -f1)
  started=$(ask inspect -f '{{if .State.Running}}{{.State.StartedAt}}{{end}}' "$proxy" 2>/dev/null)
  if { echo "$started"; utc "$ROOT/deaf"; } |
    awk '{ at[NR] = $0 "" } END { exit !(at[1] != "" && at[1] < at[2]) }'; then
    echo "To mend that: docker restart $(short "$proxy"), then $ME recover"
  else
    echo "It was started again since: $ME recover gives its routes back"
  fi
}
# Of a pin that stayed, and where it is not, why by now. Dies inside: as in `pin_stays`.
pin_is_needless() {
  await_fit "$(current)" || { pin_stays "$UNFIT"; return 1; }
  settle_proxy
}
# Traefik was restarted by a person, or has come to itself, or what Docker did not call healthy has. Dies inside: the
# pin is there or gone; it can be given again.
hear_again() {
  local hears
  STEP=finish
  proxy && pin_is_needless && remove_pin; hears=$?
  rm -f "$TX"/*
  return "$hears"
}
