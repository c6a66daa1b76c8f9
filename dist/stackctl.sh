#!/bin/sh
# stackctl: the deploy transaction on the server. POSIX sh with Docker, Compose and flock; no JSON or YAML is parsed
# here.
# What it reads and prints: README.md beside this file. What must hold if it dies at any instant: docs/transaction.md.
# Two rules carry everything: a state file is written whole (new file, sync, rename), and nothing serves users before it
# was verified.
set -u
umask 077
LC_ALL=C
export LC_ALL
TAB=$(printf '\t')
US=$(printf '\037')
C2=$(printf '\302') E2=$(printf '\342') # what begins a character that `escape_controls` spells
NL='
'
SELF=$(readlink -f "$0") # whatever links led to it
case $SELF in */bin/stackctl-*) ROOT=${SELF%/bin/*} ;; *) ROOT=${SELF%/*} ;; esac
STACK=${ROOT##*/}
ME=$ROOT/stackctl
TX=$ROOT/tx
# The release that is at work here, its step, and why it failed; whose the folder is; whether the runner listens.
ID='' STEP=- WHY='' WHY_CODE='' OWNER='' RUNNER=''
# The Traefik that the routes go through (traefik/find.sh).
# What is known of a Traefik before one was found (traefik/find.sh).
PROXY_SOURCE=- PROXY_DIR=- PROXY_ACK=none PROXY_THROTTLE=2000 PROXY_LISTS=all
PROXY='' PROXY_ENTRY=traefik PROXY_AT=127.0.0.1:8080 PROXY_NETS='' PROXY_TRUST='' PROXY_NAME='' PROXY_OUTSIDE=''
STANDBY=''
# What an outcome says besides; and whether a rollback may leave data behind.
OUTCOME_NOTE='' LEAVE_DATA=''
PROXY_UNSEEN='' # yes where Docker did not say what runs: that is no "none runs"
HARD_CAP_MS=900000
# Where nobody says it: until when the runner must give a sign of life, and how long another transaction is waited for.
DEADLINE_S=420 LOCK_S=300
ENGINE_PID=/run/docker.pid # written when the engine starts, where it is this machine's own
# Docker's first "healthy" may come a whole interval after the start; the plan gives no container longer.
LONGEST_START=600

# The page to read first: a deploy as a list of steps, the way back as another, and which of the two a recovery takes.
# The steps are in the files below steps/, and each says what a death inside it leaves behind.

# Runs detached from the connection: a runner that dies takes nothing with it.
transaction() { # release gate deadline lock-timeout force ask
  local gate="$2" deadline="$3"
  ID=$1
  [ "$2" = runner ] && [ "$6" != ask ] || ASKS_ENDPOINTS=yes
  step lock
  take_lock "$4" || refuse_locked "$4"
  mkdir -p "$TX"
  claim_folder || refuse
  recover_locked || refuse unrecovered "an earlier transaction could not be recovered: $(why)"
  adopt
  fence "$5" || refuse
  not_aborted || refuse
  link_program || refuse disk "cannot link $ME$(disk_words)"
  step_end
  step intent
  { write_intent "$gate" && drain_intent && check_proxy_trust && one_writer; } || { rm -f "$TX/intent"; refuse; }
  step_end
  if nothing_to_do; then forward_unchanged; return; fi
  record_endpoints
  record_published
  if forward "$gate" "$deadline"; then step finish; finish || exit 1; step_end; exit 0; fi
  # Only a commit that wrote its marker cannot be taken back.
  if [ -e "$TX/done" ]; then exit 1; fi
  undo "$(why_code)" "$(why)"
}
# Dies inside: each step says what it leaves.
forward() { # gate deadline
  local holding created
  # Neither needs the other: what is created does not run, and what is held are the old ones.
  { step pin; pin_old && step_end; } &
  holding=$!
  step create; create && step_end; created=$?
  wait "$holding" && [ "$created" = 0 ] || return 1
  start_before_swap || return 1
  if [ -n "$(to_swap)" ]; then step swap; swap || return 1; step_end; fi
  step switch; true >"$TX/switched" || return 1
  { switch_new && drain_switch; } && answers_as_before || return 1; step_end
  if [ "$1" = runner ]; then step gate; await proceed "$2" || return 1; step_end; fi
  step stop; { stop_old && answers_as_before; } || return 1; step_end
  step decide
  if [ "$1" = runner ]; then await decision "$2" || return 1; else decide confirm || { not_aborted; return 1; }; fi
  step_end
  step commit; commit || return 1; step_end
}
# True if what answered before the transaction answers as well now. Dies inside: nothing was changed here.
# shellcheck disable=SC2046 # a list of ids
answers_as_before() { endpoints_as_before && published_as_before "$ID" $(new_or_kept); }
# Same containers, but the files may differ (a label nobody restarts for, a commit): the release becomes the current
# one. Dies inside: the marker says that it goes forward.
forward_unchanged() {
  step commit
  if write_ended && write_whole "$TX/done" "$ID" && write_whole "$ROOT/current" "$ID"; then
    report_running
    outcome committed "$(verdict); nothing had to be restarted"
  fi
  step_end
  step finish; finish; step_end
}

# Back to what was. Where dockerd dies in the middle, it comes back with other containers running than we left: so it
# begins again. Dies inside: the intent is still there, and recovery undoes again.
undo() { # code words
  local turns=0
  step undo "$2"
  # Also what a killed program had not written whole.
  rm -f "$ROOT/releases/$ID/waiting" "$ROOT/releases/$ID"/*.new
  [ "$(df -Pk "$ROOT" | awk 'NR == 2 { print $4 }')" -gt 64 ] || rm -f "$ROOT/ballast"
  await_engine || { undo_failed; return; }
  giving_up=$(($(now_ms) + 120000))
  until go_back; do
    # dockerd died inside, or a person took away what was about to start: another look finds what there is now.
    turns=$((turns + 1))
    if [ "$turns" -ge 3 ] || [ "$(now_ms)" -gt "$giving_up" ] || ! await_engine; then undo_failed; return; fi
    WHY=''; rm -f "$TX/why"
    pause 0.5
  done
  if endpoints_restored && published_restored; then
    step_end
    outcome undone "$1" "$2; $(before_words)$OUTCOME_NOTE"
    OUTCOME_NOTE=''
  else
    # All is back that can be put back: a recovery would find nothing more to do, and the next deploy is not kept from
    # mending it.
    undo_unproven "$2"
  fi
  retain
  rm -f "$TX/intent"
  rm -f "$TX"/*
}
# Ends what an earlier run left: forward if it was confirmed and still stands, else back.
# Can be run any number of times.
recover_locked() {
  local mine="$ID"
  remove_placeholders
  [ -f "$TX/intent" ] || { rm -f "$TX"/*; return 0; }
  await_stable_containers || return 1
  ID=$(intent_value release)
  if [ -e "$TX/done" ]; then
    [ -e "$ROOT/releases/$ID/outcome" ] || say_committed
    step finish "after a death"; finish || return 1; step_end
  elif [ "$(cat "$ROOT/releases/$ID/decision" 2>/dev/null)" = confirm ] && [ -s "$TX/candidates" ] && commit_again; then
    step finish; finish || return 1; step_end
  else
    STEP=undo
    # Of the one that died: it may have been another program.
    rm -f "$TX/why"
    undo interrupted "its transaction was interrupted" || { ID=$mine; return 1; }
  fi
  ID=$mine
}

# The step `lock`: one transaction at a time. Takes the lock, and refuses what must not run before anything is changed.

# Takes the lock; if another transaction has it, says who that is, and waits. Dies inside: the kernel frees the lock
# when the last process with its descriptor ends; the file `holder` names a dead process.
take_lock() { # seconds
  local limit host
  exec 9>>"$ROOT/lock"
  if ! flock -n 9; then
    journal note lock "held by $(cat "$ROOT/holder" 2>/dev/null); waiting up to $1 s"
    limit=$(($(now_ms) + $1 * 1000))
    until flock -n 9; do
      [ "$(now_ms)" -lt "$limit" ] || return 1
      [ -z "$ID" ] || [ ! -e "$ROOT/releases/$ID/decision" ] || return 1
      sleep 0.2
    done
  fi
  stamp
  read -r host </proc/sys/kernel/hostname
  printf '%s (pid %s on %s) since %s\n' "${ID:-recover}" "$$" "$host" "${STAMP#*T}" >"$ROOT/holder"
}
# Prints who holds the lock, as written in the file `holder`. False if nobody does, if that process is dead, or if it
# has finished its transaction and is about to end.
holder() {
  local pid who
  pid=$(holder_pid)
  [ -n "$pid" ] && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF "$ROOT/" || return 1
  read -r who <"$ROOT/holder"
  [ -e "$TX/intent" ] || [ ! -e "$ROOT/releases/${who%% *}/outcome" ] || return 1
  echo "$who"
}
holder_pid() { sed -n 's/.* (pid \([0-9]*\) on .*/\1/p' "$ROOT/holder" 2>/dev/null; }
# Waits until the list of containers is the same twice: a `docker stop` of a killed transaction may still be at work in
# the daemon. Nothing changed.
await_stable_containers() {
  local one two
  await_engine || return 1
  one=$(ask ps -a --no-trunc --format '{{.ID}} {{.State}}') || { fail docker "does not answer"; return 1; }
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    two=$(ask ps -a --no-trunc --format '{{.ID}} {{.State}}')
    [ "$one" != "$two" ] || return 0
    one=$two; sleep 0.3
  done
}
# Refuses an older run, which must not put older code back, and a plan that was made on another release than the current
# one. Nothing changed.
fence() { # force
  local now order committed
  now=$(current)
  order=$(meta "$ID" order) committed=$(meta "${now:-none}" order)
  if [ "$1" != force ] && [ "${order:-0}" = "${committed:-0}" ] && [ "$(meta "$ID" kind)" = deploy ] &&
    [ -n "$(meta "$ID" run_url)" ] && bars_its_number "${now:-none}"; then
    fail superseded "run $order is older than release $now, which took its number"; return 1
  fi
  if [ "$1" != force ] && [ "${order:-0}" -lt "${committed:-0}" ] 2>/dev/null; then
    fail superseded "run $order is older than release $now (run $committed)"; return 1
  fi
  [ "$(meta "$ID" previous)" = "$now" ] ||
    fail stale "the plan was made on release '$(meta "$ID" previous)', but '$now' is current"
}
# What was made from a shell has the number of the run that it took back, or went over, and which must not come again;
# so has a rollback of a run.
bars_its_number() { # release
  case $(meta "$1" kind) in
    rollback) ;;
    deploy) [ -z "$(meta "$1" run_url)" ] ;;
    *) false ;;
  esac
}
# Points the link `stackctl`, which people type, to the program of this transaction. A deploy that was refused before
# does not get here. Dies inside: the link of before, and one with a temporary name.
link_program() {
  case $SELF in "$ROOT"/bin/stackctl-*) ;; *) return 0 ;; esac
  [ "$(readlink "$ME")" != "bin/${SELF##*/}" ] || return 0
  ln -s "bin/${SELF##*/}" "$ME.$$" && mv -fT "$ME.$$" "$ME" 2>/dev/null && return
  rm -f "$ME.$$"
  ln -sfn "bin/${SELF##*/}" "$ME"
}
# Makes a release of what ran before the first deploy, so that this deploy can be undone. Dies inside: it is adopted, or
# the next run does it.
adopt() {
  local id
  id=$(meta "$ID" adopt)
  [ -n "$id" ] && [ -z "$(current)" ] && [ -d "$ROOT/releases/$id" ] || return 0
  [ -e "$ROOT/releases/$id/outcome" ] ||
    write_whole "$ROOT/releases/$id/outcome" "committed${TAB}ran before stack-actions"
  write_whole "$ROOT/current" "$id" && note "$id" "adopted"
}
# Dies inside: as in `refuse`.
refuse_locked() { # seconds
  outcome refused locked "locked: another deploy holds this server, and did not end within $1 s:\
 $(cat "$ROOT/holder" 2>/dev/null)"
  exit 11
}
# Dies inside: no outcome; `watch` says that it died, and nothing was changed.
refuse() { # [code words]; else why the last step failed
  [ $# -gt 0 ] || set -- "$(why_code)" "$(why)"
  outcome refused "$@"
  [ -e "$TX/intent" ] || { rm -f "$TX"/*; }
  exit 10
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_RECONCILE='# Compares what runs with what is wanted, and decides what becomes of each container. Prints lines of an intent: `want`
# (to be created), `old` (a container and its fate), `unhealthy` (a service that does not serve), and `lost` (data that
# would go with a stopped container). Input: the files `services` of what serves (`serving`) and of what is to serve
# (`coming`); lines as POLICY_VIEW prints them; lines of `ps_of`; `=`, without which the input was cut short.
# `nets`: ids of the networks of the server. `kept_pin`: the file of a pin that has stayed, or nothing.

FILENAME == serving && serving != coming { read_service(); old_hash[key] = hash; old_class[key] = class; next }
FILENAME == coming {
  read_service()
  order[++services] = key
  new_hash[key] = hash; new_class[key] = class; new_image[key] = image
  new_replicas[key] = replicas; new_wave[key] = wave
  next
}
$0 == "=" { ended = 1; next }
$1 == "=" { read_settings(); next }
$0 == "" { next }
{
  read_container()
  if (!(key in seen)) { seen[key]; keys[++services_there] = key }
  container[key, ++n[key]] = id
  state_of[id] = state; name_of[id] = name; hash_of[id] = hash
  if (state == "running") up[key]++
  if (state == "running" && status !~ /unhealthy/) not_unhealthy[key]++
  if (state == "running" && status !~ /unhealthy|health: starting/) healthy[key]++
  if (state !~ /running|restarting|paused/) next
  live[key]++
  if ((key in new_hash) && (hash != "" ? hash != new_hash[key] : by_hand(id, key))) drift[key] = 1
}

# Reads a line as POLICY_VIEW prints it. `stuck`: the container cannot be started, because a network of it is gone.
function read_settings(   parts, net, i) {
  id = $2
  policy_of[id] = restart_policy($3, $4)
  image_name[id] = unquoted($5); image_id[id] = $6; unnamed_volumes[id] = $7
  stuck[id] = unquoted($8) == "container:"
  parts = split($9, net, " ")
  for (i = 1; i <= parts; i++) if (!index(nets, " " net[i] " ")) stuck[id] = 1
}
# Of a container without our label: it ran before the first deploy and was kept, or somebody started it by hand. Only
# the second has another image than the release.
function by_hand(id, key) {
  return new_class[key] != "one-shot" && (new_image[key] ~ /^sha256:/ ? image_id[id] : image_name[id]) != new_image[key]
}
# Whether a stopped container is started again rather than replaced: it is what the release wants, and either has data
# that a new container would not get, or is the only one that there may be.
function starts_again(id, key) {
  return old_hash[key] == new_hash[key] && new_class[key] != "one-shot" && state_of[id] == "exited" && !stuck[id] &&
    (hash_of[id] != "" ? hash_of[id] == new_hash[key] : !by_hand(id, key)) &&
    (unnamed_volumes[id] != "" || new_class[key] == "exclusive")
}
function some_start_again(key,   i) {
  for (i = 1; i <= n[key]; i++) if (starts_again(container[key, i], key)) return 1
  return 0
}
function changes(key) {
  if (old_hash[key] != new_hash[key] || drift[key]) return 1
  return new_class[key] != "one-shot" && !up[key] && new_replicas[key] > 0 && (live[key] || !some_start_again(key))
}

END {
  if (!ended) exit 1
  for (j = 1; j <= services; j++) decide(order[j])
  print_unhealthy()
  for (j = 1; j <= services_there; j++) if (!(keys[j] in new_hash)) print_no_service(keys[j])
}
function decide(key,   class, want, change, part) {
  class = new_class[key]; want = 0; change = ""
  if (!(key in old_hash) && !n[key]) { change = "new"; want = new_replicas[key] }
  else if (changes(key)) {
    change = class == "exclusive" && n[key] && !live[key] ? "down" : "changed"
    want = new_replicas[key]
    replace_all(key, class)
  }
  else if (class == "one-shot") keep_all(key, class)
  else { want = keep_enough(key, class); change = "rescaled" }
  if (class == "one-shot" && want > 1) want = 1
  if (want <= 0) return
  wanted[key]; split(key, part, FS)
  print "want", part[1], part[2], want, class, change, new_wave[key]
}
function replace_all(key, class,   i, id) {
  for (i = 1; i <= n[key]; i++) {
    id = container[key, i]
    print_old(key, id, class == "one-shot" ? "spent" : "replace", class)
    if (class != "one-shot" && old_hash[key] == new_hash[key] && !live[key]) print_lost(key, id)
  }
}
function keep_all(key, class,   i) { for (i = 1; i <= n[key]; i++) print_old(key, container[key, i], "keep", class) }
# Keeps as many containers as are wanted. Returns how many are missing.
function keep_enough(key, class,   i, id, kept, missing, leaving, left) {
  missing = new_replicas[key] - (up[key] < new_replicas[key] ? up[key] : new_replicas[key])
  kept = 0
  for (i = 1; i <= n[key]; i++) {
    id = container[key, i]
    if (state_of[id] == "running" && kept < new_replicas[key]) { kept++; print_old(key, id, "keep", class) }
    else if (missing > 0 && starts_again(id, key)) { missing--; print_old(key, id, "again", class) }
    else { leaving[++left] = id; print_old(key, id, "shrink", class) }
  }
  if (missing > 0) for (i = 1; i <= left; i++) print_lost(key, leaving[i])
  return missing
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_INTENT_LINES='# Prints the lines of an intent, from what reconcile.awk has read and decided.

function print_old(key, id, fate, class,   part) {
  split(key, part, FS); print "old", part[1], part[2], id, fate, policy_of[id], class, state_of[id], name_of[id]
}
# A new container in its place would not get its volumes without a name.
function print_lost(key, id,   part) {
  if (state_of[id] != "exited" || unnamed_volumes[id] == "") return
  split(key, part, FS); print "lost", part[1], part[2], name_of[id]
}
# Containers of a service that the release to come does not have.
function print_no_service(key,   i, class, fate) {
  class = (key in old_class) ? old_class[key] : "exclusive"
  fate = !(key in old_hash) ? "keep" : class == "one-shot" ? "spent" : "remove"
  for (i = 1; i <= n[key]; i++) print_old(key, container[key, i], fate, class)
}
# Services that do not serve before the transaction. Where a pin has stayed, what Docker calls unhealthy now may answer
# through it: those count that were written down with that pin. A service that is starting, and is not replaced, may
# crash over and over: it counts, so that its routes stay its own, as without us.
function print_unhealthy(   key, part, before) {
  if (kept_pin != "") while ((getline <kept_pin) > 0) if ($1 == "unhealthy") before[$2 FS $3]
  for (key in live) {
    if (!live[key] || (not_unhealthy[key] && (healthy[key] || (key in wanted)))) continue
    if (kept_pin != "" && !(key in before)) continue
    split(key, part, FS); print "unhealthy", part[1], part[2]
  }
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_PLANNED='# What is to become of each service and container, in words for the journal: of an intent.

$1 == "want" { read_want(); print project "/" service "\t" change ": " count " x " class }
$1 == "old" { read_old(); line = project "/" service "\t"; short = substr(id, 1, 12) }
$1 == "old" && fate == "again" { print line "again: " short }
$1 == "old" && fate ~ /^(replace|remove|shrink)$/ { print line short ": " fate }
'

# Writes down what runs, what becomes of each container, and what is to be created.

# Of a container its id, restart policy, image, `+` for each volume without a name, network mode, and the networks that
# it must find when it is started.
# shellcheck disable=SC2016 # Go's template
POLICY_VIEW='={{"\t"}}{{.Id}}'\
'{{"\t"}}{{.HostConfig.RestartPolicy.Name}}{{"\t"}}{{.HostConfig.RestartPolicy.MaximumRetryCount}}'\
'{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}{{.Image}}'\
'{{"\t"}}{{range .Mounts}}{{if eq .Type "volume"}}{{if eq (len .Name) 64}}+{{end}}{{end}}{{end}}'\
'{{"\t"}}{{printf "%.10q" .HostConfig.NetworkMode}}{{"\t"}}{{range $name, $how := .NetworkSettings.Networks}}'\
'{{if not (or (eq $name "bridge") (eq $name "host") (eq $name "none"))}}{{$how.NetworkID}} {{end}}{{end}}'
NETS='' # those of the server, where something is stopped
# Prints the lines of an intent. Reads only; false if its input was cut short.
reconcile() { # files `services` of what serves and of what is to; stdin: as reconcile.awk reads it
  awk -F'\t' -v OFS='\t' -v serving="$1" -v coming="$2" -v kept_pin="$(! has_kept_pin || echo "$ROOT/kept-pin")" \
    -v nets=" $(printf '%s' "$NETS" | tr '\n' ' ') " \
    "$AWK_DOCKER_FIELDS$AWK_RECORDS$AWK_RECONCILE$AWK_INTENT_LINES" "$1" "$2" -
}
is_routed() {
  cat "$(routes_of "$ID")" "$(routes_of "$(current)")" "$(moves_of "$ID")" "$(moves_of "$(current)")" | grep -q .
}
lost_words() { # what is lost
  echo "in a volume without a name, which a new container would not get, of what is stopped and cannot be started as" \
    "it is (a network of it is gone, or its settings are others than the release has): $1;" \
    "where its data is not needed any more, docker rm it"
}
# Nothing changed. Which containers there are, what becomes of each, and what is to be created: all that recovery
# needs. Dies inside: no intent, or a whole one.
write_intent() { # gate
  local old_services new_services ids looked lines lost held
  old_services=$(services_of "$(current)"); new_services=$(services_of "$ID")
  ps_of "$old_services" "$new_services" >"$TX/ps" || { fail docker "does not answer"; return 1; }
  ids=$(printf '%s\n' "$all" | cut -f1)
  # One look at all of them, for Traefik, too. One of somebody else may have gone since.
  # shellcheck disable=SC2086 # a list of ids
  looked=$([ -z "$ids" ] || ask inspect -f "$POLICY_VIEW$NL$PROXY_VIEW$NL$BOUND_VIEW" $ids 2>/dev/null)
  printf '%s\n' "$looked" | sed -n "s/^=$TAB//p" >"$TX/policies"
  disk_has_room || return 1
  # What is stopped is started as it is only where all of its networks are there.
  NETS=$(! cut -f5 "$TX/ps" | grep -qx exited || ask network ls -q --no-trunc) ||
    { fail docker "does not answer"; return 1; }
  awk -F'\t' -v policies="$TX/policies" 'FILENAME == policies { is[$1]; next } !($1 in is) { exit 1 }' \
    "$TX/policies" "$TX/ps" || { fail docker "does not answer"; return 1; }
  if ! pick_proxy "$looked" && [ -n "$PROXY_WHY" ] && is_routed; then
    fail traefik "$PROXY_WHY"; return 1
  fi
  if [ -n "$PROXY" ]; then
    echo "$found" >"$TX/proxy"
    ! cat "$(routes_of "$ID")" "$(routes_of "$(current)")" | grep -q . || start_standby_writer
  fi
  # Half of it would say that nothing is to be done.
  lines=$(printf 'release\t%s\nprevious\t%s\ngate\t%s\nproxy\t%s\n' "$ID" "$(current)" "$1" "$PROXY"
    { sed "s/^/=$TAB/" "$TX/policies"; cat "$TX/ps"; echo '='; } | reconcile "$old_services" "$new_services") ||
    { fail killed awk "was ended"; return 1; }
  lost=$(printf '%s\n' "$lines" | awk -F'\t' '$1 == "lost" { print $2 "/" $3 " (docker start " $4 ")" }')
  [ -z "$lost" ] || { fail data "$(lost_words "$lost")"; return 1; }
  held=$(port_conflict_words "$ID" "$lines" "$all" "$looked")
  [ -z "$held" ] || { fail ports "$held"; return 1; }
  write_whole "$TX/intent" "$lines" || return 1
  awk -F'\t' "$AWK_RECORDS$AWK_PLANNED" "$TX/intent" | notes
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_SCALES='# How many of each service there are to be once the new ones are created: as many as there are, and those that are
# wanted beside them. Files: the intent, services. Only of projects of which something is wanted.

FILENAME == ARGV[1] && $1 == "old" { read_old(); n[key]++ }
FILENAME == ARGV[1] && $1 == "want" { read_want(); n[key] += count; changes[project] }
FILENAME == ARGV[1] { next }
{ read_service() }
project in changes { print project, service, n[key] + 0 }
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_NEW_CONTAINERS='# Containers that are not in the intent, as lines of candidates. Files: the intent, lines of `ps_of`.

FILENAME == ARGV[1] && $1 == "old" { read_old(); old[id] }
FILENAME == ARGV[1] && $1 == "want" { read_want(); class_of[key] = class; how_of[key] = change; wave_of[key] = wave }
FILENAME == ARGV[1] { next }
{ read_container() }
id in old { next }
key in class_of { print id, project, service, class_of[key], wave_of[key], how_of[key]; next }
{ print id, project, service, "-", 0, "stray" }
'

# Creates the new containers, which do not run yet, and the networks and volumes that they need.

# Candidates that were created but never started: removed by recovery; a created container does not start after a
# power cut.
create() {
  local project names p svc count
  create_resources || return 1
  awk -F'\t' -v OFS='\t' "$AWK_RECORDS$AWK_SCALES" "$TX/intent" "$ROOT/releases/$ID/services" >"$TX/scales"
  cut -f1 "$TX/scales" | sort -u >"$TX/projects"
  disk_has_room || return 1
  while read -r project; do
    set --; names=''
    while IFS=$TAB read -r p svc count; do
      [ "$p" != "$project" ] || { set -- "$@" --scale "$svc=$count"; names="$names $svc"; }
    done <"$TX/scales"
    # shellcheck disable=SC2086 # names of services have no blanks
    compose "$ID" "$project" create --no-recreate --no-build --pull never "$@" -- $names || return 1
  done <"$TX/projects"
  find_candidates
}
OWNER_LABEL='{{with .Labels}}{{with index . "stack-actions.stack"}}{{printf "%q" .}}{{end}}{{end}}'
# Dies inside: a network or volume that the next run finds there.
create_resources() {
  local r_kind r_name r_argv is arg oldIFS="$IFS"
  while next_resource; do
    if is=$(ask "$r_kind" inspect -f "$OWNER_LABEL" "$r_name" 2>/dev/null); then
      case $is in '' | "\"$OWNER\"") continue ;; *) fail identity "$r_name" "this $r_kind is of $is"; return 1 ;; esac
    fi
    IFS=$US; set -f
    # shellcheck disable=SC2086 # split at the unit separator
    if [ "$r_argv" = - ]; then set --; else set -- $r_argv; fi
    IFS=$oldIFS; set +f
    for arg; do shift; set -- "$@" "$(printf %b "$arg")"; done
    act "$r_kind" create "$@" "$r_name" || return 1
    note "$r_name" "$r_kind created"
  done <"$ROOT/releases/$ID/resources"
}
# Whatever is there of our projects and not in the intent was created by this transaction, also when it died before it
# could write so.
new_containers() {
  ps_of "$(services_of "$ID")" "$(services_of "$(intent_value previous)")" >"$TX/ps" || return 1
  awk -F'\t' -v OFS='\t' "$AWK_RECORDS$AWK_NEW_CONTAINERS" "$TX/intent" "$TX/ps"
}
# Dies inside: candidates that are not listed: recovery finds them all the same, by what the intent does not name.
find_candidates() {
  local stray wanted lines
  new_containers >"$TX/found" || { fail docker "does not answer"; return 1; }
  stray=$(awk -F'\t' '$6 == "stray" { print $2 "/" $3 " " substr($1, 1, 12) }' "$TX/found")
  [ -z "$stray" ] || { fail meddled "somebody else" "created $stray meanwhile"; return 1; }
  wanted=$(intent want | awk -F'\t' '{ n += $4 } END { print n + 0 }')
  [ "$(wc -l <"$TX/found")" -eq "$wanted" ] ||
    { fail compose "created $(wc -l <"$TX/found") containers instead of $wanted"; return 1; }
  # What is stopped and starts again is one of them, and only an undo tells them apart.
  old again | awk -F'\t' -v OFS='\t' "$AWK_RECORDS"'FILENAME == ARGV[1] { read_service(); wave_of[key] = wave; next }
    { read_old(); print id, project, service, class, wave_of[key], "again" }' \
    "$ROOT/releases/$ID/services" - >>"$TX/found"
  disk_has_room || return 1
  # shellcheck disable=SC2046 # a list of ids
  [ ! -s "$TX/found" ] || act update --restart=no $(cut -f1 "$TX/found") || return 1
  lines=$(cat "$TX/found") && write_whole "$TX/candidates" "$lines"
}

# The step `pin`: pins all routes to what runs now, so that what is created and started beside it gets no request.

# Dies inside: the old ones answer, with the pin and without it. It lies in memory: a crash of Traefik leaves it there,
# a power cut removes it.
pin_old() {
  write_addresses || return 1
  # shellcheck disable=SC2046 # a list of ids
  restart_always $(old_running) || return 1
  pins_routes || return 0
  await_proxy || no_proxy || return 1
  [ -n "$PROXY" ] || return 0
  can_write_pin || { fail traefik "has no file provider that can be spoken to"; return 1; }
  put_pin old
}
# Gives the old ones the policy `always`: with `unless-stopped` a container that was stopped by `docker stop` would stay
# down after a reboot. Dies inside: old ones come back after a power cut in any case; the intent has their own policy
# for undo.
restart_always() { [ $# -eq 0 ] || act update --restart=always "$@"; }

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

# Replaces what must not run twice: the old one stops, and the new one starts in its place.

# Inside, and only here, an exclusive service is away; after a power cut the old one comes back (always).
swap() {
  local project svc olds
  to_swap | sort -t "$TAB" -k5,5n | cut -f2,3 | awk '!seen[$0]++' >"$TX/swaps"
  disk_has_room || return 1
  while IFS=$TAB read -r project svc; do
    olds=$(old replace shrink | awk -F'\t' -v p="$project" -v s="$svc" '$2 == p && $3 == s { print $4 }')
    # shellcheck disable=SC2086 # a list of ids
    { reserve_below "$(had_addresses $olds)"; stop_containers $olds; } || return 1
    rm -f "$TX/proxy" # it may have been Traefik
    note "$project/$svc" "old stopped"
    to_swap | awk -F'\t' -v p="$project" -v s="$svc" '$2 == p && $3 == s' >"$TX/starts"
    disk_has_room || return 1
    start_all "$ID" <"$TX/starts" || return 1
  done <"$TX/swaps"
  remove_placeholders
  # shellcheck disable=SC2046 # a list of ids
  note_moved "$(moved $(to_swap | cut -f1))" || :
}

# All routes change to the new containers at once.

# One rename: before it all routes answer with the old, after it with the new. Dies inside: the old pin or the new
# one; both versions run.
switch_new() {
  pins_routes || return 0
  await_proxy || no_proxy || return 1
  [ -n "$PROXY" ] || return 0
  if ! can_write_pin; then
    [ "$(intent_value way)" = new ] || fail traefik "has no file provider that can be spoken to"
    return
  fi
  put_pin new
}

# Stops the old containers, which are kept until it is decided.

# The old ones stop, but stay, until the decision; `always` brings them back after a power cut.
stop_old() {
  # shellcheck disable=SC2046 # lists of ids
  docker_healthy "$LONGEST_START" $(serving) || return 1
  # What was started again since the switch may have another address.
  if by_address && pins_routes && can_write_pin; then put_pin new || return 1; fi
  old replace remove shrink | cut -f2,3 | let_finish "$(intent_value previous)"
  drain_again || return 1
  # shellcheck disable=SC2046 # a list of ids
  stop_containers $(old_running)
}
# Dies inside: Docker goes on to stop them; recovery starts them again, a power cut as well.
stop_containers() { # ids…
  local stops='' stopped=yes id stop up stays
  [ $# -gt 0 ] || return 0
  for id; do
    { exec 8>&-; docker stop "$id" </dev/null >/dev/null 2>"$TX/err.$(short "$id")"; } &
    stops="$stops $!"
  done
  for stop in $stops; do wait "$stop" || stopped=''; done
  [ -z "$stopped" ] || return 0
  # What does not answer has not stopped anything.
  await_engine || return 1
  up=$(ask ps -q --no-trunc) || { fail docker "does not answer"; return 1; }
  stays=$(printf '%s\n' "$up" | awk -v ids=" $* " 'NF && index(ids, " " $1 " ")')
  [ -n "$stays" ] || return 0
  for id in $stays; do fail stop "$(short "$id")" "does not stop: $(cat "$TX/err.$(short "$id")")"; done
  return 1
}
# What gets no new request any more may still be answering; an app that dies at SIGTERM is given the time before. Dies
# inside: nothing was changed here.
let_finish() { # release; lines on stdin: project service
  local longest project svc
  longest=$(while IFS=$TAB read -r project svc; do
    service "$1" "$project" "$svc" && echo "$s_drain"
  done | sort -n | tail -n 1)
  if [ "${longest:-0}" -gt 0 ] 2>/dev/null; then note - "draining for $longest s"; pause "$longest"; fi
}

# Waits for the consent of the runner, and decides: one word wins, and none can win after it.

# Waits for the runner: `proceed` or `confirm`; an abort or the deadline undoes. Dies inside: `waiting` stays, which
# nobody reads without a living program.
await() { # file that the runner makes, deadline in seconds
  local limit="$(($2 * 1000))" from now beat
  from=$(now_ms)
  write_whole "$ROOT/releases/$ID/waiting" "$1" || return 1
  while [ ! -e "$ROOT/releases/$ID/$1" ]; do
    now=$(now_ms)
    beat=$(cat "$ROOT/releases/$ID/heartbeat" 2>/dev/null || echo 0)
    [ "${beat:-0}" -gt "$from" ] 2>/dev/null || beat=$from
    if [ $((now - beat)) -gt "$limit" ] ||
      [ $((now - from)) -gt $((limit > HARD_CAP_MS ? limit : HARD_CAP_MS)) ]; then decide deadline; fi
    undecided || break
    sleep 0.02
  done
  rm -f "$ROOT/releases/$ID/waiting"
  not_aborted
}
# link(2) has one winner: confirm, abort or deadline. Dies inside: nothing is decided, or it is; a file `decision.PID`
# may stay.
decide() { # word [release]
  local dir="$ROOT/releases/${2:-$ID}" try won
  for try in 1 2; do
    if echo "$1" >"$dir/decision.$$"; then break; fi
    rm -f "$ROOT/ballast"
  done 2>/dev/null
  # A word that was not written whole must not win.
  [ -s "$dir/decision.$$" ] || { rm -f "$dir/decision.$$"; return 1; }
  sync "$dir/decision.$$" 2>/dev/null
  ln "$dir/decision.$$" "$dir/decision" 2>/dev/null; won=$?
  rm -f "$dir/decision.$$"
  [ "$won" = 0 ] || [ "$(cat "$dir/decision" 2>/dev/null)" = "$1" ]
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_RUNNING='# What answers, in words for the journal: `project/service`, state, image, container. Files: services, lines of
# `running_now`. What ran before us, or came without a registry, is named by the id of its image.

FILENAME == ARGV[1] { read_service(); image_of[project "/" service] = image; next }
$0 == "" { next }
{
  at = unquoted($1) "/" unquoted($2)
  print at "\t" $3 " " (image_of[at] ~ /^sha256:/ ? $6 : unquoted($4)) " " substr($5, 1, 12)
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_ALL_RUN='# Whether all of these run, or have ended where they may: services, then lines of `running_now`.

FILENAME == ARGV[1] { read_service(); if (check == "ends") may_end[key]; next }
$3 != "running" && !($3 == "exited" && (unquoted($1) FS unquoted($2)) in may_end) { exit 1 }
'

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

# shellcheck disable=SC2016 # the fields are awk's
AWK_UNNAMED='# Of images, `TAGS|DIGESTS` a line, the names of those that nobody needs: every tag was pulled by us (the first file),
# and no digest is of a release that is kept (`NAMED` of the environment, one a line).

BEGIN { n = split(ENVIRON["NAMED"], list, "\n"); for (i = 1; i <= n; i++) named[list[i]] }
FILENAME == ARGV[1] { pulled[$0]; next }
{
  n = split($1, tag, " "); for (i = 1; i <= n; i++) if (!(tag[i] in pulled)) next
  n = split($2, digest, " "); for (i = 1; i <= n; i++) if (digest[i] in named) next
  print $1 $2
}
'

# Which releases are kept, and what goes with those that are not: files, images.

# Kept whole, with its images: the current release, the three committed before it, and of the younger ones this one,
# what is at work and what was prepared just now; the newest ten that failed keep why. All else goes. Dies inside:
# what is left is removed by the next one.
retain() {
  local before after kept now committed failed removed id dir file
  read -r _ before <<E
$(docker_disk)
E
  # Before the releases: a prepared one is renamed from here to there.
  kept=$(cat "$ROOT"/releases/.incoming-*/release/services "$ROOT"/releases/.new-*/services 2>/dev/null)
  now=$(current) committed=0 failed=0 removed=0
  for id in $(history_ids); do
    dir=$ROOT/releases/$id
    if [ "$id" = "$now" ] || { [ "$committed" -lt 4 ] && [ "$(result_of "$id")" = committed ]; }; then
      committed=$((committed + 1))
    elif [ "$id" = "$ID" ] || at_work "$dir"; then :
    # Older than all that is kept.
    elif [ "$committed" -ge 4 ]; then rm -rf "$dir"; removed=$((removed + 1)); continue
    elif just_prepared "$dir"; then :
    else
      failed=$((failed + 1))
      if [ "$failed" -le 10 ]; then keep_why "$dir"; else rm -rf "$dir"; removed=$((removed + 1)); fi
      continue
    fi
    kept="$kept$NL$(cat "$dir/services" 2>/dev/null)"
  done
  remove_images "$kept"
  for file in "$ROOT"/files/*; do
    [ ! -e "$file" ] || grep -qsF "${file##*/}" "$ROOT"/releases/*/models/*.json \
      "$ROOT"/releases/.incoming-*/release/models/*.json "$ROOT"/releases/.new-*/models/*.json ||
      rm -rf "$file" 2>/dev/null
  done
  rm -rf "$ROOT"/files/.damaged-* 2>/dev/null
  read -r _ after <<E
$(docker_disk)
E
  note space "${before:-?} GB used on Docker's disk before, ${after:-?} GB after;\
 removed: $images images, $removed releases"
}
# Of one that failed what tells why stays.
keep_why() { # folder of a release
  local part
  for part in $PARTS models journal stderr release.json; do rm -rf "${1:?}/$part"; done
}
at_work() { [ -e "$1/alive" ] && ! flock -n "$1/alive" true; } # folder of a release
just_prepared() { # folder of a release
  [ ! -e "$1/outcome" ] && [ ! -e "$1/alive" ] && [ -n "$(find "$1" -prune -mmin -60)" ]
}
# Takes our tags from what no kept release names, and removes the images that nothing else names then; Docker itself
# keeps what a container uses. The tag by which `resolve` pulled one counts as ours: a pull leaves it, and nobody
# asked for it. An image that another stack or a person has tagged stays as it is, also its digest. No file is
# written: the disk may be full. Dies inside: an image stays until the next run.
remove_images() { # lines of services that are kept
  local ours tags named stale ids pulled=/dev/null
  images=0
  ours=$(echo "$1" | each_service tag | sed -n 's|^\(stack-actions/[^/]*/\).*|\1|p' | head -n 1)
  [ -n "$ours" ] || return 0
  tags=$(ask images --filter "reference=$ours*" --format '{{.Repository}}:{{.Tag}}' 2>/dev/null)
  # Asked after the tags: a release that is prepared meanwhile may count on one of them.
  named=$({
    echo "$1"
    cat "$ROOT"/releases/.incoming-*/release/services "$ROOT"/releases/.new-*/services 2>/dev/null
  } | each_service 'image "\n" tag' | sort -u)
  stale=$(echo "$tags" | grep -vxF -e "$named")
  [ -n "$stale" ] || return 0
  # shellcheck disable=SC2086 # a list of tags
  ids=$(ask image inspect -f '{{.Id}}' $stale 2>/dev/null | sort -u)
  # shellcheck disable=SC2086 # a list of tags
  ask rmi $stale >/dev/null 2>&1
  [ ! -f "$ROOT/pulled" ] || pulled=$ROOT/pulled
  # shellcheck disable=SC2046,SC2086 # lists of references and ids
  set -- $(
    ask image inspect -f '{{range .RepoTags}}{{.}} {{end}}|{{range .RepoDigests}}{{.}} {{end}}' $ids 2>/dev/null |
      NAMED=$named awk -F'|' "$AWK_UNNAMED" "$pulled" -
  )
  [ $# -eq 0 ] || ask rmi "$@" >/dev/null 2>&1
  # shellcheck disable=SC2086 # a list of ids
  images=$(($(echo "$ids" | wc -l) - $(ask image inspect -f . $ids 2>/dev/null | grep -c .)))
}
docker_disk() { # GB free, GB used
  df -Pk "$(cat "$ROOT/.docker-folder" 2>/dev/null || ask info -f '{{.DockerRootDir}}' 2>/dev/null)" 2>/dev/null |
    awk 'NR == 2 { printf "%.2f %.2f\n", $4 * 1.024e-6, $3 * 1.024e-6 }'
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_MISSING='# Of which services fewer run than did before, in words. Files: what ran before (container, project, service), lines of
# `ps_of`.

FILENAME == ARGV[1] { before[$2 "/" $3]++; next }
{ read_container() }
state ~ /running|restarting/ { now[project "/" service]++ }
END { for (at in before) if (now[at] + 0 < before[at]) print at ": " now[at] + 0 " of " before[at] " run" }
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_COMPOSE_VERB='# Whether the words of a process, one a line, are those of a Compose that changes containers: `docker compose up` as
# well as its plugin by itself.

!begun { begun = /docker-compose$/; next }
!words++ && $0 == "compose" || value { value = 0; next }
/^-/ {
  value = /^(-f|-p|--file|--project-name|--project-directory|--env-file|--profile|--ansi|--parallel|--progress)$/
  next
}
{ verb = $0; exit }
END { exit verb !~ /^(down|kill|restart|rm|run|scale|start|stop|up)$/ }
'

# The way back, in steps: each can be run again. At its end: whether all runs as before, and whether somebody else is
# at work.

# The old ones start if they were stopped, prove themselves, get the routes back; then the new ones go.
# Can be run again.
go_back() {
  rm -f "$TX/proxy"
  await_proxy || no_proxy || return 1
  previous=$(intent_value previous)
  find_new || return 1
  reserve_old_addresses
  # An exclusive old one cannot start while the new one holds its port or its data.
  # shellcheck disable=SC2046 # a list of ids
  stop_containers $(awk -F'\t' '$4 == "exclusive" { print $1 }' "$TX/undo") || return 1
  restore_old || return 1
  if pins_routes && [ -n "$PROXY" ] && [ -n "$previous" ] && can_write_pin; then put_pin old || return 1; fi
  undo_drain || return 1
  let_new_finish
  unpin_leaving "$(cut -f1 "$TX/undo"; old again | cut -f4)"
  stop_new || return 1
  remove_new || return 1
  restore_policies || return 1
  if pins_routes && [ -n "$PROXY" ]; then
    # Of a first deploy nothing is left that a pin could keep.
    { [ -n "$previous" ] && ! pin_may_go "$previous"; } || remove_pin || return 1
  fi
  runs_as_before
}
# What a person made meanwhile of a service that we do not touch is not ours to remove.
find_new() {
  {
    new_containers >"$TX/found" &&
      awk -F'\t' -v OFS='\t' '$6 != "stray" { print $1, $2, $3, $4 }' "$TX/found" >"$TX/undo"
  } || fail docker "does not answer"
}
let_new_finish() {
  [ -e "$TX/switched" ] || return 0
  { cut -f2,3 "$TX/undo"; old again | cut -f2,3; } | let_finish "$ID"
  rm -f "$TX/switched"
}
# Dies inside: some run, in no route; the next undo stops them.
stop_new() {
  local id again
  # Not in a pipe: its jobs could not be waited for, and the removal would cut what is in flight.
  while read -r id _; do { exec 8>&-; docker stop "$id" >/dev/null 2>&1 </dev/null; } & done <"$TX/undo"
  wait
  # Stopped it was before. The old ones have proved themselves with it, as they ran beside it.
  again=$(started_again) || return 1
  # shellcheck disable=SC2086 # a list of ids
  stop_containers $again
}
# Dies inside: some are there, and stopped; the next undo removes them.
remove_new() {
  local id project svc
  while IFS=$TAB read -r id project svc _; do
    if act rm -f "$id"; then note "$project/$svc" "new $(short "$id") removed"; elif ! is_gone "$id"; then return 1; fi
  done <"$TX/undo"
  # A line that the journal has no room for is no reason to begin again.
  return 0
}
# Dies inside: as in `set_policies`.
restore_policies() {
  local policies
  policies=$(old replace remove shrink again | awk -F'\t' '{ print $4, $6 }' | existing) ||
    { fail docker "does not answer"; return 1; }
  printf '%s\n' "$policies" | set_policies
}
# A person's `docker compose up -d` may be at work beside us: it plans once and carries that out to its end, so that
# only then it is known what it took away.
runs_as_before() {
  local begun missing
  [ -s "$TX/before" ] || return 0
  if compose_at_work; then
    note - "somebody's docker compose is at work: waiting until it has ended, 15 s at most"
    begun=$(now_ms)
    while compose_at_work && [ "$(now_ms)" -lt $((begun + 15000)) ]; do pause 0.3; done
    # The time is his, not the undo's.
    giving_up=$((giving_up + $(now_ms) - begun))
    ! compose_at_work ||
      OUTCOME_NOTE="; somebody's docker compose is still at work: look at '$ME status' when it has ended"
  fi
  ps_of "$(services_of "$previous")" >"$TX/ps" || { fail docker "does not answer"; return 1; }
  missing=$(awk -F'\t' "$AWK_RECORDS$AWK_MISSING" "$TX/before" "$TX/ps")
  [ -z "$missing" ] || fail undo "$missing"
}
# Somebody's `docker compose up`, or whatever else of it changes containers, runs on this machine. What another stack
# of ours creates takes nothing away.
compose_at_work() {
  local one
  # shellcheck disable=SC2013 # names without blanks
  for one in $(grep -ls docker-compose /proc/[0-9]*/cmdline); do
    ! tr '\0' '\n' 2>/dev/null <"$one" | awk "$AWK_COMPOSE_VERB" || return 0
  done
  return 1
}
undo_failed() { # of the reason of the last failure
  local code words
  code=$(why_code) words=$(why)
  outcome undo-failed "$code" "$words. Release $(intent_value previous) should serve; look at 'docker ps -a' and\
 run '$ROOT/stackctl recover' when the cause is gone"
  journal fail undo "$words" "$code"
  return 1
}
# All is back, and does not answer as before.
undo_unproven() { # why it was undone
  local was='What ran before'
  [ -z "$previous" ] || was="Release $previous"
  outcome undo-failed "$(why_code)" "$1. $was was put back, but $(why); look at what is in front of it,\
 and at '$ME status'"
  journal fail undo "$(why)" "$(why_code)"
}
before_words() { [ -n "$previous" ] && echo "release $previous serves" || echo "nothing was running before"; }

# Starts again what ran before, or makes it anew where a person has removed it.

# Starts what ran before and was stopped; what a person removed meanwhile is made anew from the previous release. Dies
# inside: some run again; it can be run again.
restore_old() {
  local id project svc state one lost
  previous=$(intent_value previous)
  true >"$TX/again" || return 1
  [ -n "$(old replace remove shrink)" ] || return 0
  old replace remove shrink | awk -F'\t' -v OFS='\t' '$8 == "running" { print $4, $2, $3 }' >"$TX/before" ||
    { fail disk undo "cannot write to $TX"; return 1; }
  lost=''
  while IFS=$TAB read -r id project svc; do
    state=$(ask inspect -f '{{.State.Status}}' "$id" 2>/dev/null)
    [ -n "$state" ] || { await_engine || return 1; state=$(ask inspect -f '{{.State.Status}}' "$id" 2>/dev/null); }
    case $state in
      running) ;;
      '')
        is_gone "$id" || { fail docker "does not say how $(short "$id") is"; return 1; }
        lost="$lost$NL$project/$svc" ;;
      *)
        printf '%s\t%s\t%s\n' "$id" "$project" "$svc" >>"$TX/again" ||
          { fail disk undo "cannot write to $TX"; return 1; } ;;
    esac
  done <"$TX/before"
  for one in $(echo "$lost" | sort -u); do
    note "$one" "the old container is gone: made anew from release $previous"
    remake "${one%%/*}" "${one#*/}" "$(echo "$lost" | grep -cxF "$one")" || return 1
  done
  start_at_old_addresses && start_all "$previous" <"$TX/again" || return 1
  # shellcheck disable=SC2046 # a list of ids
  refresh_caching_proxies $(cut -f1 "$TX/before" "$TX/again" | sort -u)
}
# Dies inside: a container that is created and does not run; the next undo finds it.
remake() { # project service count
  local have id
  have=$(awk -F'\t' -v p="$1" -v s="$2" '$2 == p && $3 == s' "$TX/ps" | wc -l)
  compose "$previous" "$1" create --no-recreate --no-build --pull never --scale "$2=$((have + $3))" -- "$2" || return 1
  new_containers | cut -f1-3 >"$TX/after"
  awk -F'\t' -v p="$1" -v s="$2" 'FILENAME == ARGV[1] { seen[$1]; next } !($1 in seen) && $2 == p && $3 == s' \
    "$TX/undo" "$TX/after" >"$TX/made"
  head -n "$3" "$TX/made" >>"$TX/again"
  # A person who took away what was counted a moment ago makes Compose create more than are missing.
  tail -n +$(($3 + 1)) "$TX/made" | cut -f1 | while read -r id; do act rm -f "$id"; done
}

# Reads what a transaction has written down: the intent, the candidates, the decision.

intent() { awk -F'\t' -v k="$1" '$1 == k' "$TX/intent" 2>/dev/null; }
intent_value() { # the first word of its line
  local line value
  while IFS=$TAB read -r line value _; do
    [ "$line" != "$1" ] || { echo "$value"; return; }
  done 2>/dev/null <"$TX/intent"
}
candidates() { cat "$TX/candidates" 2>/dev/null; } # id project service class wave how
serving() { awk -F'\t' '$4 != "one-shot" { print $1 }' "$TX/candidates" 2>/dev/null; } # ids of the new ones that go on
# The candidates that are swapped: exclusive ones whose old container runs. All others start before the swap. So does an
# exclusive one whose old container is down (a database that dockerd left stopped): it has nothing to wait for, and
# other services wait for it.
to_swap() { candidates | awk -F'\t' '$4 == "exclusive" && $6 == "changed"'; }
before_swap() { candidates | awk -F'\t' '!($4 == "exclusive" && $6 == "changed")'; }
# Old containers by their fate: replace, remove, shrink, again (a stopped one that is started again), spent (an old
# one-shot); fields as in the intent.
old() { awk -F'\t' -v want=" $* " '$1 == "old" && index(want, " " $5 " ")' "$TX/intent" 2>/dev/null; }
old_running() { old replace remove shrink | awk -F'\t' '$8 == "running" { print $4 }'; } # ids of those that leave
new_or_kept() { serving; old keep | awk -F'\t' '$7 != "one-shot" && $8 == "running" { print $4 }'; }
nothing_to_do() { [ -z "$(intent want)" ] && [ -z "$(old replace remove shrink again)" ]; }
no_proxy() { [ -z "$(intent_value proxy)" ]; }
undecided() { [ ! -e "$ROOT/releases/$ID/decision" ] || [ "$(cat "$ROOT/releases/$ID/decision")" = confirm ]; }
not_aborted() {
  [ "$STEP" = undo ] || undecided || case $(cat "$ROOT/releases/$ID/decision") in
    deadline) fail deadline "$STEP" "nobody confirmed it before the deadline" ;;
    *) fail aborted "$STEP" "it was aborted" ;;
  esac
}

# The time: since the start of the machine in milliseconds, and as people read it.

# Sets NOW, in ms: no process is started for it.
clock() { read -r NOW _ </proc/uptime; NOW=$((${NOW%.*} * 1000 + 1${NOW#*.}0 - 1000)); }
now_ms() { clock; echo "$NOW"; }
# Sets NOW and, at most a second behind, STAMP: a process is started for it once a second.
stamp() {
  clock
  [ "${STAMPED:--}" = "${NOW%???}" ] || { STAMP=$(date -u +%Y-%m-%dT%H:%M:%SZ) STAMPED=${NOW%???}; }
}
# Must not hold the locks, nor the writer of a pin, when we are killed.
pause() { sleep "$1" 6<&- 7>&- 8>&- 9>&-; }
boot() { cat /proc/sys/kernel/random/boot_id 2>/dev/null; } # from one start of the machine to the next
utc() { date -u -r "$1" +%Y-%m-%dT%H:%M:%S 2>/dev/null || echo; } # when a file was written, as Docker writes it
span() { # seconds
  if [ "$1" -ge 172800 ]; then echo "$(($1 / 86400)) days"; elif [ "$1" -ge 7200 ]; then echo "$(($1 / 3600)) hours"
  elif [ "$1" -ge 120 ]; then echo "$(($1 / 60)) minutes"; else echo "$1 seconds"; fi
}

# The journal of a transaction, and how a step says why it failed.

# One line of the journal: for people and for the runner that watches; nothing is decided from it.
# Dies inside: a line is missing, or is in one of the two files only.
journal() { # event subject text [code]
  local text="${3-}" line
  case $text in *[[:cntrl:]]* | *"$C2"* | *"$E2"*) text=$(printf %s "$text" | one_line) ;; *) ;; esac
  [ ${#text} -le 2000 ] || text=$(printf %s "$text" | cut -c1-2000)
  stamp
  line="$STAMP$TAB$NOW$TAB${ID:--}$TAB$STEP$TAB$1$TAB$2$TAB$text${4:+$TAB$4}"
  printf '%s\n' "$line" >>"$ROOT/journal" 2>/dev/null
  [ -z "$ID" ] || printf '%s\n' "$line" >>"$ROOT/releases/$ID/journal" 2>/dev/null
}
step() { STEP=$1; journal begin - "${2-}"; }
step_end() { journal end - "${1-}"; }
note() { journal note "$1" "$2"; }
# Many notes at once, for the price of one. Lines: subject text. Dies inside: some lines are missing.
notes() {
  stamp
  awk -v head="$STAMP$TAB$NOW$TAB$ID$TAB$STEP${TAB}note$TAB" '{ print head $0 }' |
    tee -a "$ROOT/journal" >>"$ROOT/releases/$ID/journal"
} 2>/dev/null
# Says why, for the undo and the user, and by a code what kind of failure it is (src/runtime/codes.ts): whoever decides
# something looks at the code, never at the words. Where no subject is named, it is the code.
# Always false, so that a step ends by `fail … ; return 1` in one word.
fail() { # code [subject] text
  [ $# -gt 2 ] || set -- "$1" "$@"
  set -- "$1" "$2" "$([ -z "${3-}" ] || printf %s "$3" | hide_secrets)"
  WHY="$STEP: $2${3:+: $3}" WHY_CODE=$1
  journal fail "$2" "$3" "$1"
  case $WHY in
    *[[:cntrl:]]* | *"$C2"* | *"$E2"*) printf 'stackctl: %s: %s\n' "$2" "$3" | escape_controls >&2 ;;
    *) printf 'stackctl: %s: %s\n' "$2" "$3" >&2 ;;
  esac
  say_code "$1"
  # A failure inside a pipe is in a subshell: the file brings the reason out.
  [ ! -d "$TX" ] || [ -s "$TX/why" ] || printf '%s\n' "$1" "$WHY" >"$TX/why" 2>/dev/null
  return 1
}
why() { if [ -n "$WHY" ]; then printf '%s\n' "$WHY"; else tail -n +2 "$TX/why" 2>/dev/null; fi; }
why_code() { if [ -n "$WHY" ]; then echo "$WHY_CODE"; else head -n 1 "$TX/why" 2>/dev/null; fi; }

# What is said where no transaction runs. The code is for the runner alone, in a line behind the words.
complain() { printf 'stackctl: %s\n' "$2" >&2; say_code "$1"; } # code words
say_code() { [ -z "$RUNNER" ] || [ -z "$1" ] || printf '== code %s\n' "$1" >&2; }
die() { complain "$2" "$3"; exit "$1"; } # exit code, code, words

# shellcheck disable=SC2016 # the fields are awk's
AWK_DOCKER_FIELDS='# Fields as `docker inspect` and `docker ps` print them.

# Takes the quotes from a text that Docker printed by %q. A text with an escape keeps its quotes: no name of ours has
# an escape, so that it equals none of them.
function unquoted(text) { return text ~ /^"[^\\"]*"$/ ? substr(text, 2, length(text) - 2) : text }

# Joins the name and the maximum of retries, as `docker inspect` prints them, to the word that `docker update --restart`
# takes. src/release/plan/likeness/containerAsService.ts does the same on the runner.
function restart_policy(name, retries) {
  if (name == "on-failure" && retries > 0) return name ":" retries
  return name == "" ? "no" : name
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_ESCAPE_CONTROLS='# Prints a script for sed that replaces what steers a terminal by escapes: control characters, and characters that
# reverse text. It removes colours, and keeps tabs. Characters of more than one byte are written by their bytes, because
# LC_ALL is C.

BEGIN {
  print "s/\r*$//"
  # Most lines have nothing of it, and are done here.
  print "/[\001-\010\013-\037\177\302\342]/!b"
  print "s/\033\\[[0-9;]*m//g"
  for (code = 1; code < 128; code++)
    if (code < 9 || code > 10 && code < 32 || code == 127) printf "s/%c/\\\\x%02x/g\n", code, code
  # U+0080 to U+009F: control characters.
  for (byte = 128; byte < 160; byte++) printf "s/\302%c/\\\\u{%02x}/g\n", byte, byte
  # U+200B to U+200F and U+2028 to U+202E, then U+2060 to U+206F: nothing to see, and text that runs backwards.
  for (byte = 139; byte < 175; byte++)
    if (byte < 144 || byte > 167) printf "s/\342\200%c/\\\\u{%x}/g\n", byte, 8192 + byte - 128
  for (byte = 160; byte < 176; byte++) printf "s/\342\201%c/\\\\u{%x}/g\n", byte, 8256 + byte - 128
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_HIDE_SECRETS='# Replaces secrets in a text by ***. Input: files `secrets` (one form of a secret a line), then the text.
# Secrets are compared as plain strings, never as patterns, and may overlap. A line longer than `most` is cut there; a
# secret that begins before that place is hidden whole.

FILENAME ~ /\/secrets$/ { remember($0); next }
{
  is_long = length($0) > most
  text = is_long ? substr($0, 1, most + longest) : $0
  shown = find_secrets() ? without_secrets() : substr(text, 1, most)
  print shown (is_long ? "…" : "")
}

# A value of up to seven characters is not hidden: it stands in too many words that are no secret.
function remember(form) {
  if (length(form) <= 7) return
  forms[++form_count] = form
  if (length(form) > longest) longest = length(form)
}

# Sets end[at] to the place behind the longest secret that begins at this place of the text; false where there is none.
function find_secrets(   i, at, step, behind, found) {
  split("", end)
  for (i = 1; i <= form_count; i++) {
    at = 0
    while ((step = index(substr(text, at + 1), forms[i])) > 0) {
      found = 1
      at += step
      behind = at + length(forms[i])
      if (end[at] < behind) end[at] = behind
    }
  }
  return found
}

# The parts between the secrets. `shown_to` is where the part begins that is still to be shown, `hidden_to` where the
# secret ends that was hidden last: one that begins inside it, or right behind it, is no second one.
function without_secrets(   at, last, parts, shown_to, hidden_to) {
  shown_to = 1
  last = length(text) < most ? length(text) : most
  for (at = 1; at <= last; at++) {
    if (!(at in end)) continue
    if (at > hidden_to) parts = parts substr(text, shown_to, at - shown_to) "***"
    if (end[at] > hidden_to) hidden_to = end[at]
    shown_to = hidden_to
  }
  return parts (last >= shown_to ? substr(text, shown_to, last - shown_to + 1) : "")
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_RECORDS='# Written by scripts/generate.mjs from src/records: do not edit.
# The fields of lines by their names; `key` is a service: its project and its name, for arrays.

# services: one service a line, in order of start.
function read_service() {
  project = $1; service = $2; hash = $3; class = $4; replicas = $5; image = $6; tag = $7; wave = $8; drain = $9;
  check = $10; probe = $11; name = $12; timeout = $13; restart = $14; parallelism = $15; key = project FS service;
}
# routes: one definition of Traefik a line.
function read_route() {
  section = $1; project = $2; service = $3; name = $4; definition = $5; scheme = $6; port = $7; sticky = $8;
  network = $9; key = project FS service;
}
# moves: how the routes of each routed start-first service can be moved to a new version, one a line.
function read_move() {
  project = $1; service = $2; by = $3; seconds = $4; labels = $5; key = project FS service;
}
# binds: what must lie on the server before anything begins, one mount a line.
function read_bind() {
  kind = $1; project = $2; service = $3; source = $4; key = project FS service;
}
# ports: what each service publishes on the server by number, one a line.
function read_port() {
  project = $1; service = $2; protocol = $3; address = $4; from = $5; to = $6; key = project FS service;
}
# storage: what each service can write to, one a line.
function read_stored() {
  project = $1; service = $2; target = $3; place = $4; shared = $5; key = project FS service;
}
# names: what the Compose files call an image that Docker knows by an id alone (it ran before, or came without a
# registry), one a line.
function read_name() {
  image = $1; short_name = $2;
}
# journal: one event a line.
function read_event() {
  utc = $1; uptime = $2; release = $3; step = $4; event = $5; subject = $6; text = $7; code = $8;
}
# ps: a container of this stack, as `ps_of` prints it.
function read_container() {
  id = $1; project = $2; service = $3; hash = $4; state = $5; oneoff = $6; name = $7; status = $8; belongs_to = $9;
  key = project FS service;
}
# want: what is to be created: a line of an intent.
function read_want() {
  mark = $1; project = $2; service = $3; count = $4; class = $5; change = $6; wave = $7; key = project FS service;
}
# old: a container that was there before, and what becomes of it: a line of an intent.
function read_old() {
  mark = $1; project = $2; service = $3; id = $4; fate = $5; policy = $6; class = $7; state = $8; name = $9;
  key = project FS service;
}
# candidates: a new container of this transaction.
function read_candidate() {
  id = $1; project = $2; service = $3; class = $4; wave = $5; how = $6; key = project FS service;
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_HEX='# The number that hexadecimal digits say.
function hex(text,   i, sum) {
  sum = 0
  for (i = 1; i <= length(text); i++) sum = sum * 16 + index("0123456789abcdef", tolower(substr(text, i, 1))) - 1
  return sum
}
'

# Text that others wrote: how it is read, shown, and freed of secrets.
#
# Anybody can choose names, labels, paths and variables of containers and images. So Docker prints each of them quoted
# (Go's %q) or as JSON: whatever they contain, each stays one field of one line, without a tab, a unit separator or a
# line break. awk takes the quotes away by `unquoted` (dockerFields.awk).

PROJECT_LABEL='{{with .Config.Labels}}{{with index . "com.docker.compose.project"}}{{printf "%q" .}}{{end}}{{end}}'
SERVICE_LABEL='{{with .Config.Labels}}{{with index . "com.docker.compose.service"}}{{printf "%q" .}}{{end}}{{end}}'
TITLE_LABEL='{{with .Config.Labels}}{{with index . "org.opencontainers.image.title"}}{{printf "%q" .}}{{end}}{{end}}'
ONEOFF_LABEL='{{with .Config.Labels}}{{with index . "com.docker.compose.oneoff"}}{{printf "%q" .}}{{end}}{{end}}'
HASH_LABEL='{{with .Config.Labels}}{{with index . "stack-actions.hash"}}{{printf "%q" .}}{{end}}{{end}}'
# Makes text of others safe for a terminal: control characters and characters that reverse text are written as escapes,
# colours are removed. sed does it, because it passes each line on as it comes (`logs -f`).
escape_controls() {
  [ -n "$CONTROL_ESCAPES" ] || CONTROL_ESCAPES=$(awk "$AWK_ESCAPE_CONTROLS")
  sed "$CONTROL_ESCAPES"
}
CONTROL_ESCAPES=''
# Joins lines into one, with a sign between them: an event of the journal is one line, and so is an outcome.
one_line() {
  tr -d '\000' | tr '\t' ' ' | escape_controls | awk 'NR > 1 { printf "%s", " ⏎ " } { printf "%s", $0 }'
}
# Replaces the secrets of the release by ***, and cuts long lines. All output of programs and containers goes through
# here before it is written down. Each line of a release's file `secrets` is one form of a secret value, as the runner
# found it (runtime/masking.ts).
hide_secrets() { # text on stdin
  local known
  set --
  # Those of the previous release, too: an undo starts its containers, which print them.
  for known in "${ID:--}" "$(current)" "$(intent_value previous)"; do
    known=$ROOT/releases/${known:--}/secrets
    [ ! -f "$known" ] || set -- "$@" "$known"
  done
  awk -v most=4000 "$AWK_HIDE_SECRETS" "$@" -
}
last_words() { ask logs --tail "$2" "$1" 2>&1 | hide_secrets; } # container lines
short() { printf %.12s "$1"; }

# Files are written whole or not at all, also where the disk is full.

# Writes a file whole; on a full disk the ballast gives way, so that an undo can still write.
# Dies inside: the old file is there.
write_whole() { # file, its lines
  local try
  for try in 1 2; do
    printf %s "${2:+$2$NL}" >"$1.new" && { sync "$1.new" 2>/dev/null || sync; } && mv -f "$1.new" "$1" && return 0
    [ "$try" = 2 ] || rm -f "$ROOT/ballast"
  done 2>/dev/null
  fail disk "$1" "cannot be written$(disk_words)"
}

disk_words() { df -Pk "$ROOT" 2>/dev/null | awk 'NR == 2 { print " (" $4 " KiB free on " $6 ")" }'; }

# Writes one block more to the disk: only then is what was written to $TX just before known to be whole. Called wherever
# a file that was cut short would look like a file with fewer lines. `blocks` counts the calls.
disk_has_room() {
  blocks=$((${blocks:-0} + 1))
  { echo . >"$TX/room.$blocks"; } 2>/dev/null && [ -s "$TX/room.$blocks" ] && return 0
  rm -f "$ROOT/ballast"
  fail disk "$TX" "cannot be written: the disk is full$(disk_words)"
}
lines_of() { wc -l 2>/dev/null <"$1" || echo 0; }

# Nothing of another stack is touched: whose the folder is, and whose a release.

# Whose this folder is, as our containers, networks and volumes bear it: sets OWNER; empty before the first deploy.
read_owner() {
  local line
  OWNER=''
  while IFS= read -r line; do
    case $line in label=*) OWNER=${line#label=} ;; *) ;; esac
  done 2>/dev/null <"$ROOT/identity"
}
# Another stack may have the same folder: `a-b` for `c`, and `a` for `b-c`; or two repositories of one name.
# Sets says: whose the release is. Dies inside: nothing was changed.
must_own() { # file meta of a release
  read_owner
  says=$(sed -n 's/^identity=//p' "$1")
  [ -z "$OWNER" ] || [ "$OWNER" = "$says" ] ||
    fail identity "$ROOT is the folder of $OWNER, and this is a release of ${says:-nobody}"
}
# From the first deploy on it stands there whose the folder is. Dies inside: as before, or whole.
claim_folder() {
  local says lines
  must_own "$ROOT/releases/$ID/meta" || return 1
  [ -n "$says" ] && { [ -z "$OWNER" ] || [ "$(meta "$ID" kind)" = deploy ]; } || return 0
  lines="label=$says$NL$(sed -n '/^\(repository\|repository_id\|name\|environment\)=/p' "$ROOT/releases/$ID/meta")"
  [ "$lines" = "$(cat "$ROOT/identity" 2>/dev/null)" ] || write_whole "$ROOT/identity" "$lines" || return 1
  OWNER=$says
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_META='# The lines `key=value` of a release as meta[key].
{ equals = index($0, "="); meta[substr($0, 1, equals - 1)] = substr($0, equals + 1) }
'

# Written by scripts/generate.mjs from src/records: do not edit.
# Reads the next line of stdin into variables that are called after its fields; false at the end.
# shellcheck disable=SC2034 # every field has its name, used or not

next_service() {
  IFS=$TAB read -r s_project s_service s_hash s_class s_replicas s_image s_tag s_wave s_drain s_check s_probe s_name \
    s_timeout s_restart s_parallelism
}
next_bind() {
  IFS=$TAB read -r b_kind b_project b_service b_source
}
next_resource() {
  IFS=$TAB read -r r_kind r_name r_argv
}
next_outcome() {
  IFS=$TAB read -r o_result o_reason o_code
}
RELEASE_FILES='services routes moves binds ports storage names resources'

# Reads what lies on the server of a release, and writes how it ended.

meta() { # release key
  local line
  while IFS= read -r line; do
    case $line in "$2="*) printf '%s\n' "${line#*=}"; return ;; *) ;; esac
  done 2>/dev/null <"$ROOT/releases/$1/meta"
}
current() {
  local id
  [ ! -s "$ROOT/current" ] || { read -r id <"$ROOT/current"; echo "$id"; }
}
valid_id() { case $1 in '' | *[!0-9a-z-]* | [!0-9]*) return 1 ;; *) ;; esac; }
need_release() {
  valid_id "${1-}" && [ -d "$ROOT/releases/$1" ] ||
    die 2 usage "no release '${1-}' on this server; 'stackctl history' lists them"
}
# Sets s_* from a release's line of one service; false if there is none.
service() { # release project service
  while next_service; do
    [ "$s_project" = "$2" ] && [ "$s_service" = "$3" ] && return 0
  done 2>/dev/null <"$ROOT/releases/$1/services"
  return 1
}
# What an expression of awk says of each line of services, by the names of its fields.
each_service() { # expression, files…; without a file, stdin
  local said="$1"
  shift
  awk -F'\t' "$AWK_RECORDS NF { read_service(); print $said }" "$@"
}
services_of() { part_of "$1" services; }
routes_of() { part_of "$1" routes; }
moves_of() { part_of "$1" moves; }
storage_of() { part_of "$1" storage; }
names_of() { part_of "$1" names; }
# The files that each release has, beside what it is and how it ended.
PARTS="$RELEASE_FILES secrets"
# A file of a release that is always one that can be read: nothing, where the release has none, or there is no release.
part_of() { # release file
  if [ -n "$1" ] && [ -f "$ROOT/releases/$1/$2" ]; then echo "$ROOT/releases/$1/$2"; else echo /dev/null; fi
}
# Sets o_* from a release's outcome; empty where it has none.
read_outcome() { # release
  o_result='' o_reason='' o_code=''
  [ ! -s "$ROOT/releases/$1/outcome" ] || next_outcome <"$ROOT/releases/$1/outcome" || :
}
result_of() { local o_result o_reason o_code; read_outcome "$1"; [ -z "$o_result" ] || echo "$o_result"; }
reason_of() {
  local o_result o_reason o_code
  read_outcome "$1"
  [ -z "$o_reason" ] || printf '%s\n' "$o_reason" | escape_controls | sed 's/ *$//'
}
# Empty of what was committed.
code_of() { local o_result o_reason o_code; read_outcome "$1"; [ -z "$o_code" ] || echo "$o_code"; }
# Dies inside: there is none yet; recovery writes it.
outcome() { # result [code] words
  [ $# -gt 2 ] || set -- "$1" '' "$2"
  set -- "$1" "$2" "$(printf '%s' "$3" | one_line)"
  write_whole "$ROOT/releases/$ID/outcome" "$1$TAB${3:--}${2:+$TAB$2}"
}
history_ids() {
  local dir
  for dir in "$ROOT"/releases/*/; do
    [ ! -d "$dir" ] || { dir=${dir%/}; echo "${dir##*/}"; }
  done | sort -t- -k1,1nr
}

# How Docker is called: never without an end, and never with the locks in the hands of what goes on after us.

# Nothing is waited for without end: a Docker that hangs (a full disk, a stopped process) would hold the lock, and the
# next deploy, for ever.
ANSWER_S=60   # what Docker knows at once
CHANGE_S=300  # what it does
COMPOSE_S=900 # what Compose does, for all services of a project
SHOW_S=900    # Traefik, until it shows what it was told
SPEAK_S=900   # what is spoken to inside of a container
FETCH_S=19800 # images, or a release, over a slow line: within the six hours that GitHub gives a job
# Ends a program after so long, and says so by that name. Dies inside: it ends by itself, after so long.
within() { # seconds name words…
  local seconds="$1" name="$2" began ended code
  shift 2
  read -r began _ </proc/uptime
  timeout -k 5 "$seconds" "$@" && return
  code=$?
  # By the clock, in hundredths of a second: each `timeout` has an exit code of its own for it.
  read -r ended _ </proc/uptime
  began=${began%.*}${began#*.} ended=${ended%.*}${ended#*.}
  [ $((ended - began)) -lt $((seconds * 100)) ] || echo "$name did not end within $seconds s" >&2
  return "$code"
}
# Every call of Docker goes through here. What runs beside us first closes the lock that says that we live (exec 8>&-):
# a shell keeps for itself what it closes for a function. Dies inside: the daemon goes on.
docker() {
  local seconds verb
  case $1 in
    pull) seconds=$FETCH_S ;;
    # What the container itself may take comes on top.
    stop | restart) verb=$1; shift; seconds=$((CHANGE_S + $(grace_of "$@"))); set -- "$verb" "$@" ;;
    exec) seconds=$CHANGE_S; [ "$2" != -i ] || seconds=$SPEAK_S ;;
    run | start | rm | rmi | cp | update | rename | tag | network | volume | images) seconds=$CHANGE_S ;;
    *) seconds=$ANSWER_S ;;
  esac
  within "$seconds" "docker $1" docker "$@"
}
# Where it lies; `docker` itself is a function here.
program_of_docker() (
  unset -f docker
  command -v docker
)
# The longest stop_grace_period of these containers, in seconds; Docker's own is 10.
grace_of() { # containers
  timeout -k 5 "$ANSWER_S" docker inspect -f '{{.Config.StopTimeout}}' "$@" 2>/dev/null </dev/null |
    awk 'BEGIN { most = 10 } $1 + 0 > most { most = $1 + 0 } END { print most }'
}
# Reads only: must not hold the locks, nor the writer of a pin.
ask() { docker "$@" 6<&- 7>&- 8>&- 9>&- </dev/null; }
# Changes something: keeps the lock's descriptor, because the daemon goes on when we are killed; its error is kept for
# `fail`.
act() {
  docker "$@" 8>&- </dev/null >/dev/null 2>"$TX/err.$STEP" && return 0
  fail docker "docker $1 $2" "$(tail -n 3 "$TX/err.$STEP")"
}
# A dockerd that died is started again by whoever started it: waits for it, a minute at most.
await_engine() {
  local patience
  patience=$(($(now_ms) + 60000))
  until ask version >/dev/null 2>&1; do
    [ "$(now_ms)" -lt "$patience" ] || { fail docker "does not answer"; return 1; }
    pause 0.5
  done
}

# How Docker Compose is called.

# Compose sees nothing of this shell's environment, nor of a .env that lies about.
# Dies inside: Compose goes on, and holds the lock until it has ended.
compose() { # release project verb…
  local release="$1" project="$2" verb="$3"
  shift 2
  set -- -f "$ROOT/releases/$release/models/$project.json" --env-file /dev/null "$@"
  set -- -p "$project" --project-directory "$ROOT/data" "$@"
  bare_compose "$@" 8>&- </dev/null >/dev/null 2>"$TX/err.$STEP" && return 0
  fail compose "$project" "compose $verb: $(tail -n 3 "$TX/err.$STEP")"
}
# Dies inside: as in `compose`.
bare_compose() { # words of Compose
  if compose_plugin; then set -- "$plugin" "$@"; else set -- docker compose "$@"; fi
  [ -z "${DOCKER_CONTEXT-}" ] || set -- DOCKER_CONTEXT="$DOCKER_CONTEXT" "$@"
  [ -z "${DOCKER_HOST-}" ] || set -- DOCKER_HOST="$DOCKER_HOST" "$@"
  within "$COMPOSE_S" 'docker compose' env -i PATH="$PATH" HOME="$HOME" "$@"
}
# Sets plugin: the file that `docker compose` would start, in Docker's own order.
# Started by itself it does the same, as Docker's documents say, in half the time.
compose_plugin() {
  local folder
  # Folders that a user has added come first; which they are, Docker reads.
  ! grep -qs '"cliPluginsExtraDirs"' "$HOME/.docker/config.json" || return 1
  for folder in "$HOME/.docker" /usr/local/lib/docker /usr/local/libexec/docker /usr/lib/docker /usr/libexec/docker; do
    plugin=$folder/cli-plugins/docker-compose
    [ ! -x "$plugin" ] || return 0
  done
  return 1
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_OWN_CONTAINERS='# Picks the containers of this stack from a table as PS_VIEW prints it. A container belongs to this stack if it has our
# label, or if it has no label at all and belongs to a service of one of the given releases.
# Input: the files `services` of those releases; then, behind the operand table=1, the table.
# Set by the shell: owner, the label of this stack. Exit code 1: the input is no such table.

!table { is_project[$1]; is_service[$1 FS $2]; next }
$0 == "" { next }
NF != 9 { is_no_table = 1; exit }
{
  for (i = 2; i <= NF; i++) $i = unquoted($i)
  project = $2; service = $3; oneoff = $6; stack = $9
}
(project in is_project) && oneoff != "True" && (stack == "" ? (project FS service) in is_service : stack == owner)
END { exit is_no_table }
'

# Finds the containers of this stack, and which containers still exist.

PS_VIEW='{{.ID}}'\
'\t{{printf "%q" (.Label "com.docker.compose.project")}}'\
'\t{{printf "%q" (.Label "com.docker.compose.service")}}'\
'\t{{printf "%q" (.Label "stack-actions.hash")}}'\
'\t{{.State}}'\
'\t{{printf "%q" (.Label "com.docker.compose.oneoff")}}'\
'\t{{printf "%q" .Names}}'\
'\t{{.Status}}'\
'\t{{printf "%q" (.Label "stack-actions.stack")}}'
# Lists this stack's containers in the projects of these releases: id project service hash state oneoff name status.
# A container without our label counts if it belongs to a service of these releases: it ran before the first deploy,
# or somebody started it by hand. A container with another stack's label never counts.
# False if Docker does not answer, or not in that form.
# Sets all: the table of all containers on the server.
ps_of() { # services files
  all=$(ask ps -a --no-trunc --format "$PS_VIEW") || return 1
  printf '%s\n' "$all" | own_containers "$@"
}
# The same, from a table as PS_VIEW prints it.
own_containers() { # services files
  awk -F'\t' -v OFS='\t' -v owner="$OWNER" "$AWK_DOCKER_FIELDS$AWK_OWN_CONTAINERS" "$@" table=1 -
}
# Keeps the lines whose container exists. Docker's list goes through a pipe and not through a file: on a full disk the
# file would be empty, and every container would count as removed.
existing() { # lines on stdin that begin with an id
  local listed
  listed=$(ask ps -aq --no-trunc) || return 1
  { printf '%s\n=\n' "$listed"; cat; } |
    awk '$0 == "=" { listed = 1; next } !listed { exists[$1]; next } $1 in exists'
}
# True if Docker answers, and does not list the container any more. `docker inspect` cannot tell: a container that hangs
# gives no answer either.
is_gone() { # container
  local still
  still=$(printf '%s -\n' "$1" | existing) && [ -z "$still" ]
}

# Asks a container once by its own check, by its port, or by HTTP from Traefik's side.

run_check() { # container, check field; its words in $TX/said
  local oldIFS="$IFS" id kind arg
  IFS=$US; set -f
  # shellcheck disable=SC2086 # split at the unit separator
  set -- "$1" $2
  IFS=$oldIFS; set +f
  id=$1 kind=$2; shift 2
  for arg; do shift; set -- "$@" "$(printf '%b.' "$arg")"; done
  for arg; do shift; set -- "$@" "${arg%.}"; done
  case $kind in
    exec) timeout 30 docker exec "$id" "$@" >"$TX/said" 2>&1 8>&- 9>&- </dev/null ;;
    shell) timeout 30 docker exec "$id" /bin/sh -c "$1" >"$TX/said" 2>&1 8>&- 9>&- </dev/null ;;
    tcp) listens "$id" "$1" ;;
    running) : ;;
    image | ends) image_check "$id" "$@" ;;
    *) ;;
  esac
}
# What only the container itself knows of its check is asked by us as well: Docker asks for the first time a whole
# interval after the start.
image_check() { # container [port, for one that has no check]
  local own id oldIFS="$IFS"
  own=$(ask inspect -f '{{with .Config.Healthcheck}}{{join .Test "\x1f"}}{{end}}' "$1") || return 1
  case $own in '' | NONE*) [ $# -eq 1 ] || listens "$1" "$2"; return ;; *) ;; esac
  id=$1; IFS=$US; set -f
  # shellcheck disable=SC2086 # split at the unit separator
  set -- $own
  IFS=$oldIFS; set +f
  if [ "$1" = CMD ]; then shift; else shift; set -- /bin/sh -c "$*"; fi
  timeout 30 docker exec "$id" "$@" >"$TX/said" 2>&1 8>&- 9>&- </dev/null
}
# In the kernel's table of the container's network namespace, so that no tool is needed inside.
listens() { # container port
  local pid hex
  echo "nothing listens on port $2 yet" >"$TX/said"
  pid=$(ask inspect -f '{{.State.Pid}}' "$1") && [ "${pid:-0}" -gt 0 ] || return 1
  hex=$(printf '%04X' "$2")
  grep -qs "^ *[0-9]*: [0-9A-F]*:$hex [0-9A-F]*:0000 0A " "/proc/$pid/net/tcp" "/proc/$pid/net/tcp6"
}
probe() { # container, probe field: HTTP by the container's own address, from Traefik's side
  local port="${2%%"$US"*}" path="${2#*"$US"}" host
  host=$(short "$1")
  ! by_address ||
    host=$(ask inspect -f '{{range .NetworkSettings.Networks}}{{println .IPAddress}}{{end}}' "$1" | grep -m 1 .)
  ask exec "$PROXY" timeout 5 wget -q -O /dev/null "http://$host:$port$path" >"$TX/said" 2>&1
}

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

# shellcheck disable=SC2016 # the fields are awk's
AWK_ENDPOINTS='# Endpoints that the server can ask: rank, number, scheme, address, port, name. Input: published ports (port inside the
# container, address, port, container) and lines `name NAME` with host names of routes. `skip`: rules of stack.yml for
# what is not asked, as in health/skips.ts.

BEGIN {
  skips = split(skip, rule, " ")
  n = split("21 22 25 53 110 143 389 465 587 636 993 995 1433 1521 1883 3306 3389 4222 5432 5433 5672 6379 6380 6432 " \
    "8883 9042 9092 11211 27017 27018 27019", list, " ")
  for (i = 1; i <= n; i++) silent[list[i]]
}
/^name / {
  endpoint("http", "127.0.0.1", 80, substr($0, 6), 2, "")
  endpoint("https", "127.0.0.1", 443, substr($0, 6), 2, "")
  next
}
$1 ~ /\/tcp$/ && $3 ~ /^[0-9]+$/ && $3 > 0 { published($1 + 0, $2, $3, $4) }

# The port inside the container tells which protocol it speaks.
function published(own, ip, port, container,   scheme, address) {
  has[container, port + 0]
  if (own in silent) return
  address = ip == "" || ip == "0.0.0.0" ? "127.0.0.1" : ip == "::" ? "[::1]" : ip ~ /:/ ? "[" ip "]" : ip
  scheme = own ~ /443$/ || port ~ /443$/ ? "https" : "http"
  endpoint(scheme, address, port, "-", own ~ /^(80|443)$/ || port ~ /^(80|443)$/ ? 0 : 1, container)
}
function endpoint(scheme, address, port, name, rank, container) {
  if (skipped(port, name) || seen[scheme, address, port, name]++) return
  count++
  line[count] = scheme " " address " " port " " name
  rank_of[count] = rank; port_of[count] = port + 0; container_of[count] = container
}
# Four ports in a row or more are a range (calls, transfers), and asked last: which number of the range a port is, else
# -1.
function place_in_range(container, port,   low, high) {
  low = high = port
  while ((container, low - 1) in has) low--
  while ((container, high + 1) in has) high++
  return high - low > 2 ? port - low : -1
}
# Only the path `/` is asked here.
function skipped(port, name,   i, host, at, path) {
  for (i = 1; i <= skips; i++) {
    host = rule[i]; path = at = ""
    if (match(host, "/")) { path = substr(host, RSTART); host = substr(host, 1, RSTART - 1) }
    if (match(host, ":")) { at = substr(host, RSTART + 1); host = substr(host, 1, RSTART - 1) }
    if ((host == "" || host == name) && (at == "" || at == port) && (path == "" || path == "/")) return 1
  }
  return 0
}
END {
  for (i = 1; i <= count; i++) {
    row = rank_of[i] == 2 ? -1 : place_in_range(container_of[i], port_of[i])
    print (row < 0 ? rank_of[i] : 3 + row), i, line[i]
  }
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_WORSE='# Endpoints that answer worse than before, in words. Files: endpoints with their status before, and now.

function rank(status) { return status == 0 ? 0 : status >= 500 ? 1 : status >= 400 && status != 401 ? 2 : 3 }
{ endpoint = $1 "://" $2 ":" $3 ($4 == "-" ? "" : " for " $4); status = $5 }
FILENAME == ARGV[1] { was[endpoint] = status; next }
(endpoint in was) && rank(status) < rank(was[endpoint]) {
  print endpoint ": " (status == 0 ? "no answer" : status) ", before it was " was[endpoint]
}
'

# Asks the stack's endpoints from the server itself, where the runner cannot: before anything is changed, after the
# switch, and after the stop. An endpoint that answered before must answer as well afterwards. Only HTTP is asked: a
# request could harm a database.

ASKS_ENDPOINTS='' # yes where this transaction asks them
# Sets HTTP_CLIENT to a program of this server that can ask; empty if it has none.
find_http_client() {
  for HTTP_CLIENT in curl wget bash; do ! command -v "$HTTP_CLIENT" >/dev/null 2>&1 || return 0; done
  HTTP_CLIENT=''
  return 1
}
# shellcheck disable=SC2016 # Go's template
BINDINGS_VIEW='{{range $p, $b := .HostConfig.PortBindings}}{{range $b}}'\
'{{$p}}{{"\t"}}{{.HostIp}}{{"\t"}}{{.HostPort}}{{"\t"}}{{$.Id}}{{"\n"}}{{end}}{{end}}'
# Lists the endpoints: the ports that these containers publish by number, and 80 and 443 for each host name of the
# routes; the most important first, as in health/portOrder.ts. Lines: scheme address port name; the name is `-` for the
# bare address. `after` leaves out host names that only the old release routes: they were taken away on purpose. Left
# out, too: what stack.yml says not to ask (`skip` in meta).
endpoints() { # before|after, ids…
  local when="$1" bound=''
  shift
  # False where Docker does not answer: that does not mean that nothing is published.
  [ $# -eq 0 ] || bound=$(ask inspect -f "$BINDINGS_VIEW" "$@" 2>/dev/null) || [ "$when" = before ] || return 1
  {
    printf '%s\n' "$bound"
    # shellcheck disable=SC2016 # backticks of a rule
    { cat "$(routes_of "$ID")"; [ "$when" = after ] || cat "$(routes_of "$(current)")"; } |
      grep -oE 'Host\(`[A-Za-z0-9.-]+`\)' | tr -d '()`' | sed 's/^Host/name /' | sort -u
  } | awk -F'\t' -v skip="$(meta "$ID" skip) $(meta "$(current)" skip)" "$AWK_ENDPOINTS" |
    sort -n -k1,1 -k2,2 | cut -d' ' -f3-
}
# shellcheck disable=SC2016 # for the shell inside
BY_BASH='
  exec 3<>"/dev/tcp/$1/$2" && printf "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" "$3" >&3 &&
    IFS=" " read -r -t 5 _ status _ <&3 && echo "$status"
'
# Prints the HTTP status that an endpoint answers with, or nothing.
ask_endpoint() { # scheme address port name
  local name="$4" address
  [ "$4" != - ] || name=$2:$3
  case $HTTP_CLIENT,$1,$4 in
    curl,https,[!-]*)
      timeout 6 curl -sk -o /dev/null --max-time 5 -w '%{http_code}' --resolve "$4:$3:$2" "https://$4:$3/" ;;
    curl,*) timeout 6 curl -sk -o /dev/null --max-time 5 -w '%{http_code}' -H "Host: $name" "$1://$2:$3/" ;;
    wget,*)
      timeout 6 wget -S -T 5 -O /dev/null --no-check-certificate --header "Host: $name" "$1://$2:$3/" 2>&1 |
        sed -n 's/.*HTTP\/[0-9.]* \([0-9][0-9][0-9]\).*/\1/p' | head -n 1 ;;
    bash,http,*) address=${2#[}; timeout 6 bash -c "$BY_BASH" - "${address%]}" "$3" "$name" 2>/dev/null ;;
    *) ;;
  esac 8>&- 9>&- </dev/null | grep -xE '[1-9][0-9][0-9]'
}
# Asks all at once. Stdin: endpoints; stdout: each with its status, 0 if it did not answer.
ask_endpoints() {
  local count=0 asks='' endpoint one
  while read -r endpoint; do
    count=$((count + 1))
    # shellcheck disable=SC2086 # four words
    { printf '%s %s\n' "$endpoint" "$(ask_endpoint $endpoint || echo 0)" >"$TX/endpoint.$count"; } &
    asks="$asks $!"
  done
  count=0
  for one in $asks; do count=$((count + 1)); wait "$one"; cat "$TX/endpoint.$count"; done
}
# Asks them for the first time. Nothing changed. Dies inside: there is nothing to compare with, and nobody compares.
record_endpoints() {
  local left
  [ -n "$ASKS_ENDPOINTS" ] || return 0
  if ! find_http_client; then
    note endpoints "were not asked: this server has neither curl nor wget nor bash"
    return 0
  fi
  # shellcheck disable=SC2046 # a list of ids
  endpoints before $(awk -F'\t' '$5 == "running" { print $1 }' "$TX/ps") >"$TX/all.endpoints"
  head -n 32 "$TX/all.endpoints" | ask_endpoints >"$TX/before.endpoints"
  note endpoints "$(grep -c ' [1-9][0-9]*$' "$TX/before.endpoints") answer before anything is changed"
  left=$(awk 'NR > 32 { printf "%s%s://%s:%s%s", (NR == 33 ? "" : " "), $1, $2, $3, ($4 == "-" ? "" : " for " $4) }' \
    "$TX/all.endpoints")
  [ -z "$left" ] || note endpoints "not asked, there are too many: $left"
}
# False if an endpoint that answered before answers worse for longer than a moment. Ports that are not published any
# more were taken away on purpose. Dies inside: nothing was changed here.
endpoints_as_before() {
  [ -s "$TX/before.endpoints" ] || return 0
  # shellcheck disable=SC2046 # a list of ids
  endpoints after $(new_or_kept) >"$TX/all.endpoints" ||
    { fail endpoints "Docker does not say what is published"; return 1; }
  awk 'FILENAME == ARGV[1] { sub(/ [0-9]+$/, ""); was[$0]; next } $0 in was' \
    "$TX/before.endpoints" "$TX/all.endpoints" >"$TX/now.endpoints"
  disk_has_room || return 1
  compare_endpoints
}
# The same for all of them after an undo, when the old containers run again. A recovery is a process of its own, and has
# to find the HTTP client itself.
endpoints_restored() {
  [ -s "$TX/before.endpoints" ] && find_http_client || return 0
  cut -d' ' -f1-4 "$TX/before.endpoints" >"$TX/now.endpoints"
  compare_endpoints
}
# Asks those in `now.endpoints` until they answer as well as in `before.endpoints`.
compare_endpoints() {
  local limit tries=0 worse
  # A proxy that counts failures refuses everybody for a while after a stop (nginx: 10 s).
  limit=$(($(now_ms) + $([ -n "$(to_swap)" ] && echo 15000 || echo 3000)))
  while :; do
    ask_endpoints <"$TX/now.endpoints" >"$TX/after.endpoints"
    disk_has_room || return 1
    worse=$(awk "$AWK_WORSE" "$TX/before.endpoints" "$TX/after.endpoints")
    if [ -z "$worse" ]; then
      note endpoints "$(grep -c ' [1-9][0-9]*$' "$TX/after.endpoints") answer as before"
      return 0
    fi
    tries=$((tries + 1))
    if [ "$tries" -ge 3 ] && [ "$(now_ms)" -ge "$limit" ]; then
      fail endpoints "what answered before does not answer as well any more: $worse"
      return 1
    fi
    not_aborted || return 1
    pause 0.3
  done
}

# Gives a new container the address of the one that it replaces. It must have the same address because proxies such as
# nginx look a name up once, and go on calling the address that they found.
#
# Docker gives a container that starts the lowest free address of each network, and takes wishes only on networks whose
# subnet the user has set. So all lower addresses are taken for that moment, by placeholders: containers that sleep.
# They have no name and no restart policy, end by themselves after a quarter of an hour, and Docker removes them.

# Each network of a container, with its addresses there. A network where the Compose file gives a fixed address is left
# out (addresses_of).
# shellcheck disable=SC2016 # Go's template
ADDRESS_VIEW='{{$c := .}}{{range .NetworkSettings.Networks}}{{$c.ID}}'\
'{{"\t"}}{{with $c.Config.Labels}}{{with index . "com.docker.compose.project"}}{{printf "%q" .}}{{end}}'\
'{{"\t"}}{{with index . "com.docker.compose.service"}}{{printf "%q" .}}{{end}}{{end}}'\
'{{"\t"}}{{.NetworkID}}{{"\t"}}{{.IPAddress}}{{"\t"}}{{.GlobalIPv6Address}}'\
'{{"\t"}}{{with .IPAMConfig}}{{.IPv4Address}}{{.IPv6Address}}{{end}}{{"\n"}}{{end}}'

# Prints the addresses of these containers, as lines: container project service network address.
addresses_of() { # ids…
  [ $# -gt 0 ] || return 0
  ask inspect -f "$ADDRESS_VIEW" "$@" 2>/dev/null | awk -F'\t' -v OFS='\t' "$AWK_DOCKER_FIELDS"'
    $7 ~ /[0-9]\.|:/ { next }
    { for (i = 5; i <= 6; i++) if ($i ~ /[0-9]\.|:/) print $1, unquoted($2), unquoted($3), $4, $i }'
}
# Writes down which old container has which address, before anything is stopped: for the swap and for an undo. Dies
# inside: nothing was changed.
write_addresses() {
  local stops
  stops=$(old replace remove shrink | awk -F'\t' '$7 == "exclusive" && $8 == "running" { print $4 }')
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$stops" ] || ask inspect -f . $stops >/dev/null 2>&1 || { fail docker "does not answer"; return 1; }
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$stops" ] || write_whole "$TX/addresses" "$(addresses_of $stops)"
}
had_addresses() { awk -F'\t' -v ids=" $* " 'index(ids, " " $1 " ")' "$TX/addresses" 2>/dev/null; } # ids…; lines
# Which of these containers have another address than their service had before. Lines as addresses_of prints them.
moved() { # ids…
  [ -s "$TX/addresses" ] && [ $# -gt 0 ] || return 0
  addresses_of "$@" | awk -F'\t' '{ service = $2 FS $3 FS $4; address = service FS $5 }
    FILENAME == ARGV[1] { known[service]; had[address]; next }
    (service in known) && !(address in had)' "$TX/addresses" -
}
note_moved() { # lines as addresses_of gives them
  printf '%s\n' "$1" | awk -F'\t' 'NF { print $2 "/" $3 "\t" substr($1, 1, 12) " has the address " $5 \
    " now, another than before: what keeps addresses does not find it" }' | notes
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_FREE_BELOW='# Counts the free addresses that Docker would give away before the wanted ones: those between the first of the range and
# the wanted address that nobody has. Prints the id of the network once for each. Input: the wanted addresses, lines as
# `had_addresses` prints them; `=`; lines as SUBNET_VIEW prints them.

$0 == "=" { looked = 1; next }
!looked { if (NF > 4) { wants++; network_of[wants] = $4; wanted[wants] = $5 } next }
$1 == "taken" { take($2, $3); take($2, $4) }
$1 == "pool" { read_pool($2, $3, $4, $5) }

# Some engines do not say which address the gateway has: it is the first.
function read_pool(network, subnet, range, gateway) {
  pools++
  pool[pools] = network; kind[pools] = family(subnet)
  first[pools] = number(subnet) + (is_address(gateway) ? 1 : 2)
  take(network, gateway)
  if (is_address(range) && number(range) >= first[pools]) first[pools] = number(range)
}
function take(network, text) {
  sub(/\/.*/, "", text)
  if (!is_address(text) || seen[network, text]++) return
  takes++
  on[takes] = network; of[takes] = family(text); taken[takes] = number(text)
}
# Some engines print `invalid IP` for no address.
function is_address(text) { return text ~ /[0-9]\.|:/ }
function family(text) { return text ~ /:/ ? 6 : 4 }
# An address as a number. Of IPv6 the last 32 bits suffice: no network of Docker is larger.
function number(text,   part, n) {
  sub(/\/.*/, "", text)
  if (text !~ /:/) { n = split(text, part, "."); return ((part[1] * 256 + part[2]) * 256 + part[3]) * 256 + part[4] }
  sub(/^.*::/, "", text); n = split(text, part, ":")
  return (n > 1 ? hex(part[n - 1]) * 65536 : 0) + (n > 0 ? hex(part[n]) : 0)
}
function free_below(network, text,   i, begin, free, upto) {
  upto = number(text); begin = -1
  for (i = 1; i <= pools; i++) {
    if (pool[i] == network && kind[i] == family(text) && first[i] <= upto && first[i] > begin) begin = first[i]
  }
  if (begin < 0) return 0
  free = upto - begin
  for (i = 1; i <= takes; i++) {
    if (on[i] == network && of[i] == family(text) && taken[i] >= begin && taken[i] < upto) free--
  }
  return free
}
END {
  for (i = 1; i <= wants; i++) {
    free = free_below(network_of[i], wanted[i])
    if (free > most[network_of[i]]) most[network_of[i]] = free
  }
  for (network in most) for (i = 0; i < most[network] && i < 1024; i++) print network
}
'

# Takes the free addresses below the one that a container is to get, by placeholders.

# shellcheck disable=SC2016 # Go's template
SUBNET_VIEW='{{if eq .Driver "bridge"}}{{range .IPAM.Config}}'\
'pool{{"\t"}}{{$.ID}}{{"\t"}}{{.Subnet}}{{"\t"}}{{.IPRange}}{{"\t"}}{{.Gateway}}{{"\n"}}{{end}}'\
'{{range .Containers}}taken{{"\t"}}{{$.ID}}{{"\t"}}{{.IPv4Address}}{{"\t"}}{{.IPv6Address}}{{"\n"}}{{end}}{{end}}'
# Prints the id of a network once for each free address that Docker would give away before these.
free_below() { # lines as had_addresses gives them
  local networks
  networks=$(printf '%s\n' "$1" | cut -s -f4 | sort -u)
  # shellcheck disable=SC2086 # a list of ids
  { printf '%s\n=\n' "$1"; ask network inspect -f "$SUBNET_VIEW" $networks 2>/dev/null; } |
    awk -F'\t' "$AWK_HEX$AWK_FREE_BELOW"
}
# Takes all addresses that Docker would give away before these. Dies inside: placeholders stay; the next run removes
# them, or Docker within a quarter of an hour.
reserve_below() { # lines as had_addresses gives them
  local before free begun network
  [ -n "$1" ] || return 0
  before=''
  for _ in 1 2 3; do
    free=$(free_below "$1")
    # Addresses that stay free although they were asked for: Docker keeps some back, and nobody gets them.
    [ -n "$free" ] && [ "$free" != "$before" ] || return 0
    before=$free
    if [ "$(printf '%s\n' "$free" | wc -l)" -gt 32 ] || ! find_placeholder_image; then
      note addresses \
        "lower ones are free and cannot be held, so that what starts now may get another address than what it replaces"
      return 0
    fi
    true >"$TX/placeholders"
    # Four at a time, so that what serves on a small machine does not have to wait for them.
    begun=0
    for network in $free; do
      reserve_one "$network" &
      begun=$((begun + 1)); [ $((begun % 4)) != 0 ] || wait
    done
    wait
  done
}
# The same for all old containers that an undo is about to start, while the new ones still serve. Dies inside: as in
# `reserve_below`.
reserve_old_addresses() {
  local up
  [ -s "$TX/addresses" ] || return 0
  # shellcheck disable=SC2046 # a list of ids
  up=$(ask inspect -f '{{if .State.Running}}{{.ID}}{{end}}' $(cut -f1 "$TX/addresses" | sort -u) 2>/dev/null)
  reserve_below "$({ printf '%s\n=\n' "$up"; cat "$TX/addresses"; } |
    awk -F'\t' '$0 == "=" { looked = 1; next } !looked { up[$1]; next } !($1 in up)')"
}
reserve_one() { # network
  run_placeholder "$PLACEHOLDER_IMAGE" 900 -d --network "$1" --label "stack-actions.placeholder=$STACK"
}
# Empty labels hide those of an image that Compose built: else the placeholder would count as a container of its
# project.
# Dies inside: as in `reserve_below`.
run_placeholder() { # image seconds, words for `docker run`…
  local image="$1" seconds="$2"
  shift 2
  ask run --rm --no-healthcheck --entrypoint sleep --label com.docker.compose.project= \
    --label com.docker.compose.service= --label traefik.enable=false "$@" "$image" "$seconds" >/dev/null 2>&1
}
# Sets PLACEHOLDER_IMAGE to an image that has the program `sleep`: of an old container, else of one that runs. Dies
# inside: a container that ends at once, and that Docker removes.
find_placeholder_image() {
  local images image
  PLACEHOLDER_IMAGE=$(cat "$TX/placeholder-image" 2>/dev/null)
  [ -z "$PLACEHOLDER_IMAGE" ] || return 0
  # shellcheck disable=SC2046 # lists of ids
  images=$(ask inspect -f '{{.Image}}' $(cut -f1 "$TX/addresses") $(ask ps -q --no-trunc) 2>/dev/null |
    awk '!seen[$0]++' | head -n 12)
  for image in $images; do
    run_placeholder "$image" 0 --network none || continue
    PLACEHOLDER_IMAGE=$image
    echo "$image" >"$TX/placeholder-image"
    return 0
  done
  return 1
}
placeholders() { ask ps -aq --no-trunc --filter "label=stack-actions.placeholder=$STACK"; }
# Dies inside: some are left; the next run removes them, or Docker.
remove_placeholders() {
  local left
  [ -e "$TX/placeholders" ] && left=$(placeholders) || return 0
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$left" ] || ask rm -f -v $left >/dev/null 2>&1
  rm -f "$TX/placeholders"
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_OLD_ADDRESSES='# The addresses at which a container (`id`) is to start again: its own lines of the file `addresses`, or those of the
# first container of its service that does not start again. Input: what starts again, then the file `addresses`.

FILENAME == ARGV[1] { again[$1]; next }
$1 == id { own = own $0 "\n" }
$2 == project && $3 == service && !($1 in again) {
  if (gone == "") gone = $1
  if ($1 == gone) others = others $0 "\n"
}
END { printf "%s", own != "" ? own : others }
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_CACHING_PROXIES='# Which containers are proxies that cache addresses, and share a network with a container that has a new address. Prints
# container, name, and `nginx` or `other`. Input: what has a new address, lines as `addresses_of` prints them; `=`;
# lines as CACHING_PROXY_VIEW prints them.

function last(word) { sub(/@.*/, "", word); sub(/:[^\/:]*$/, "", word); sub(/.*\//, "", word); return word }
$0 == "=" { looked = 1; next }
!looked { moved[$1]; at[$4]; next }
$1 in moved { next }
{ id = $1; name = $2; image = unquoted($3); program = unquoted($4); variables = $5; networks = $6 }
{
  words = " " last(image) " " last(program) " "
  if (variables ~ /"NGINX_VERSION=/) words = words "nginx "
  if (variables ~ /"(HAPROXY|HTTPD)_VERSION=/) words = words "haproxy "
}
words !~ / (nginx|openresty|angie|tengine|haproxy|httpd|apache2?|varnish|swag|nginx-proxy-manager) / { next }
{
  n = split(networks, network, " ")
  for (i = 1; i <= n; i++) if (network[i] in at) { print id, name, words ~ / nginx / ? "nginx" : "other"; next }
}
'

# In an undo: starts old containers at the addresses that they had. If somebody else has taken one, the proxies of the
# stack are made to look the name up anew.

# The addresses at which a container is to start: its own, or those of a container of its service that is gone.
old_addresses_of() { # container project service; lines as had_addresses prints them
  awk -F'\t' -v id="$1" -v project="$2" -v service="$3" "$AWK_OLD_ADDRESSES" "$TX/again" "$TX/addresses"
}
# Starts old containers at their addresses, one after the other in the order of the release, each when all lower
# addresses are taken. Dies inside: some run again, and placeholders stay; it can be run again.
start_at_old_addresses() {
  local id project svc wanted
  [ -s "$TX/addresses" ] || return 0
  awk -F'\t' -v OFS='\t' "$AWK_RECORDS"'FILENAME == ARGV[1] { has_address[$2 FS $3]; next }
    FILENAME == ARGV[2] { read_service(); turn[key] = FNR; next }
    ($2 FS $3) in has_address { print turn[$2 FS $3] + 0, $0 }' \
    "$TX/addresses" "$(services_of "$(intent_value previous)")" "$TX/again" | sort -n >"$TX/starts"
  disk_has_room || return 1
  while IFS=$TAB read -r _ id project svc; do
    wanted=$(old_addresses_of "$id" "$project" "$svc")
    [ ! -e "$TX/placeholders" ] || free_addresses "$wanted"
    reserve_below "$wanted"
    act_start "$id" "$project/$svc"
  done <"$TX/starts"
  remove_placeholders
}
# Removes placeholders that have got these very addresses. Dies inside: they are there, or not.
free_addresses() { # lines as had_addresses prints them
  local there
  # shellcheck disable=SC2046 # a list of ids
  there=$({ printf '%s\n=\n' "$1"; addresses_of $(placeholders); } | awk -F'\t' '$0 == "=" { looked = 1; next }
    !looked { want[$4 FS $5]; next }
    ($4 FS $5) in want { print $1 }')
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$there" ] || ask rm -f -v $there >/dev/null 2>&1
}
CACHING_PROXY_VIEW='{{.ID}}{{"\t"}}{{slice .Name 1}}{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}{{printf "%q" .Path}}'\
'{{"\t"}}{{printf "%q" .Config.Env}}{{"\t"}}{{range .NetworkSettings.Networks}}{{.NetworkID}} {{end}}'
# The stack's own proxies that cache the addresses of these containers. Lines: container name nginx|other.
caching_proxies() { # lines as addresses_of prints them
  local known
  known=$(ps_of "$(services_of "$previous")" | awk -F'\t' '$5 == "running" { print $1 }')
  # shellcheck disable=SC2086 # a list of ids
  { printf '%s\n=\n' "$1"; [ -z "$known" ] || ask inspect -f "$CACHING_PROXY_VIEW" $known 2>/dev/null; } |
    awk -F'\t' -v OFS='\t' "$AWK_DOCKER_FIELDS$AWK_CACHING_PROXIES"
}
# The last resort of an undo, where somebody else has taken the address of an old container.
# Dies inside: one is restarted, or not yet; it can be run again.
refresh_caching_proxies() { # ids of the old containers, which run again
  local gone id name kind
  gone=$(moved "$@")
  [ -n "$gone" ] || return 0
  note_moved "$gone"
  caching_proxies "$gone" >"$TX/caching_proxies"
  while IFS=$TAB read -r id name kind; do
    # nginx reloads its configuration without a pause. If it cannot read it, it is left as it is: a restart would end
    # it.
    if [ "$kind" = nginx ] && ask exec "$id" nginx -t >/dev/null 2>&1 &&
      ask exec "$id" nginx -s reload >/dev/null 2>&1; then
      note "$name" "was told to look up names anew"
    elif [ "$kind" = nginx ] && ask exec "$id" nginx -v >/dev/null 2>&1; then
      note "$name" "cannot read its configuration: $(ask exec "$id" nginx -t 2>&1 | tail -n 2 | hide_secrets)"
    else act restart "$id" && note "$name" "was restarted, to look up names anew"; fi
  done <"$TX/caching_proxies"
  return 0
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_PLACES='# Where containers write: a volume, or a folder of the server, in words that are equal for the same place, as
# release/plan/storage/places.ts has them; and which images and folders are those of programs that alone write to their
# data, with the patterns of release/plan/storage/stores.ts.

# A text as Docker printed it by %q.
function path(text) {
  if (text !~ /^"/) return text
  text = substr(text, 2, length(text) - 2)
  gsub(/\\"/, "\"", text); gsub(/\\\\/, "\\", text)
  return text
}
function clean(at) {
  gsub(/\/+/, "/", at)
  while (sub(/\/\.\//, "/", at)) ;
  sub(/\/\.$/, "/", at)
  if (length(at) > 1) sub(/\/$/, "", at)
  return at
}
function below(top, at) { return at == top || index(at, top "/") == 1 }
function meet(one, other) { return below(one, other) || below(other, one) }
# Nothing where it is of the machine itself: many mount that, and none keeps its data there.
function folder(at,   parts, rest) {
  if (is_machines_own(at)) return ""
  if (match(at, /\/volumes\/[^\/]+\/_data(\/|$)/)) {
    rest = RSTART + RLENGTH > length(at) ? "" : "/" substr(at, RSTART + RLENGTH)
    split(substr(at, RSTART), parts, "/")
    return "the volume " parts[3] rest
  }
  return at ~ /^\/var\/lib\/docker(\/|$)/ ? "" : "the folder " at
}
# One that only stands for a folder, for memory or for a share is called as that: `device`, `type` and `options_of` are
# by name.
function volume(name,   at, host, options) {
  if (!(name in device)) return "the volume " name
  if (type[name] == "tmpfs") return ""
  options = "," options_of[name]
  if ((options ",") ~ /,r?bind,/) return folder(clean(device[name]))
  if (!match(device[name], /^[^\/]*:\//)) return "the volume " type[name] " " clean(device[name])
  host = substr(device[name], 1, RLENGTH - 2); at = clean(substr(device[name], RLENGTH))
  if (match(options, /,addr=[^,]+/)) host = substr(options, RSTART + 6, RLENGTH - 6)
  gsub(/[][]/, "", host)
  return "the volume " (type[name] == "nfs4" ? "nfs" : type[name]) " " tolower(host) ":" (at == "/" ? "" : at)
}
# An image without registry, tag and digest; nothing where it is named by an id.
function repository(image) {
  sub(/@.*/, "", image); sub(/:[^:\/]*$/, "", image)
  sub(/^(index\.)?docker\.io\//, "", image); sub(/^library\//, "", image)
  return image == "sha256" || (length(image) >= 12 && image !~ /[^0-9a-f]/) ? "" : image
}
function is_machines_own(at) {
  return \
    at ~ /^\/($|(dev|proc|sys|run|var\/run|lib\/modules|tmp\/\.X11-unix)(\/|$)|etc\/(localtime|timezone|hosts)$)/ || \
    at ~ /\.sock(et)?$/ || \
    at ~ /^\/((etc|tmp|var\/tmp|var\/log)$|etc\/(ssl|letsencrypt|ca-certificates|ca-certificates\.conf|pki|passwd|group|shadow|gshadow|subuid|subgid|machine-id|resolv\.conf|hostname|hosts|nsswitch\.conf|localtime|timezone|os-release|docker|ssh)(\/|$)|usr\/(local\/)?share\/(zoneinfo|ca-certificates)(\/|$)|(root|home\/.+)\/\.(docker|ssh|aws|kube|gnupg|gitconfig|netrc)(\/|$)|.*\/\.docker\/config\.json$)/
}
# Whether what an image has at a path may be the data of such a program; so it is where nobody knows the image.
function is_store(image, at) {
  return image == "" || \
    image ~ /(postgres|postgis|pgvector|timescale|mysql|mariadb|percona|redis|valkey|keydb|dragonfly|mongo|rabbitmq|elasticsearch|opensearch|minio|clickhouse|cassandra|scylla|cockroach|couch|neo4j|arangodb|influx|questdb|qdrant|meilisearch|typesense|nats|kafka|zookeeper|etcd)[^\/]*$|(^|\/)(mssql\/server|solr)$/ || \
    at ~ /^\/(var\/lib\/(postgresql|mysql|mongodb|redis|valkey|influxdb2?|clickhouse|elasticsearch|opensearch|cassandra|rabbitmq|neo4j|etcd)|data\/db|bitnami|usr\/share\/(elasticsearch|opensearch)\/data)(\/|$)/
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_WRITERS='# Two must never write to one place at once: what would start and write where another container writes that its own does
# not write beside already, in words. Files: what images are called of which there is only an id (`names` of what is to
# start, `names_before` of what serves), services of what is to start (`services`) and of what serves (`serving`), the
# file `storage` of what serves (`had`) and of what is to start (`storage`); then what would start (`s`), volumes (`v`,
# as STANDS_VIEW gives them), containers and where they write (`=` and `w`, as WRITES_VIEW does). `since`: when what
# serves was made; `owner`: our label.

# Nobody knows what it is where one id has two names.
FILENAME == names || FILENAME == names_before {
  read_name()
  if (!(image in named)) named[image] = short_name
  else if (named[image] != short_name) named[image] = ""
  next
}
FILENAME == services || FILENAME == serving {
  read_service(); own = project "/" service
  ours[own]
  if (FILENAME == services) image_of[own] = program(image)
  next
}
FILENAME == had || FILENAME == storage { read_stored(); own = project "/" service }
FILENAME == had && target ~ /^\// { knows++; knew[knows] = own; knew_place[knows] = server_place(place) }
FILENAME == storage && target !~ /^\// { is_database[own]; next }
FILENAME == storage {
  rows++
  has[rows] = own; target_of[rows] = target; place_of[rows] = server_place(place); is_shared[rows] = shared == "shared"
}
FILENAME == had || FILENAME == storage { next }
$1 == "s" { starts[$2 "/" $3] = $4 }
$1 == "v" && unquoted($3) == "local" && path($5) != "" {
  type[$2] = path($4); device[$2] = path($5); options_of[$2] = path($6)
}
$1 == "=" {
  service = unquoted($3) "/" unquoted($4); label = unquoted($5); once = unquoted($6) == "True"
  image = program(unquoted($7))
  runs = $8 == "up"; created = substr($9, 1, 19); finished = substr($10, 1, 19); name = substr($11, 2)
}
$1 == "w" { read_mount($2, $3, $4, path($5)) }

function server_place(text) { if (text ~ /^the folder /) sub(/ of the server$/, "", text); return text }
function program(image,   own) {
  own = repository(image)
  return own == "" && (image in named) ? named[image] : own
}
# Of the container that was read last.
function read_mount(kind, name_of_volume, source, inside,   at) {
  at = kind == "volume" ? volume(unquoted(name_of_volume)) : kind == "bind" ? folder(path(source)) : ""
  if (at == "") return
  writers++
  writes[writers] = at; within[writers] = inside; image_by[writers] = image; called[writers] = name
  service_by[writers] = service; mine[writers] = label == "" || label == owner; one_off[writers] = once
  up[writers] = runs; made[writers] = created; ended[writers] = finished
  whose[writers] = label == "" ? (service == "/" ? "" : service) : label == owner ? service : label
}
function has_it(key, at,   i) {
  for (i = 1; i <= rows; i++) if (has[i] == key && meet(place_of[i], at)) return 1
  return 0
}
function is_of(j, key) { return mine[j] && service_by[j] == key && !one_off[j] }
function leaves(j) { return mine[j] && !one_off[j] && (service_by[j] in ours) }
# Two services of the stack have it, and two will: nobody has it alone.
function both(at,   i, j, n, m, seen) {
  for (j = 1; j <= writers; j++) {
    if (!leaves(j) || !meet(writes[j], at) || (("<" service_by[j]) in seen)) continue
    seen["<" service_by[j]]; n++
  }
  for (i = 1; i <= rows; i++) if (meet(place_of[i], at) && !((">" has[i]) in seen)) { seen[">" has[i]]; m++ }
  return n >= 2 && m >= 2
}
# Whether row i may start beside writer j: no store of data is in it, or it was there with it before.
function may(i, key, j, until,   starts_store, runs_store) {
  starts_store = (key in is_database) || is_store(image_of[key], target_of[i])
  runs_store = is_store(image_by[j], within[j])
  if (leaves(j) && !starts_store && !runs_store && both(place_of[i])) return 1
  if (runs_store || image_by[j] == image_of[key]) return 0
  if (!starts_store && place_of[i] ~ /^the (folder |volume [^ ]+ )/) return 1
  return !leaves(j) && (made[j] < until || (starts[key] == "one-shot" && joins(i, key, j)))
}
# Another service of the stack, which keeps the place, runs beside that writer: so may what runs once.
function joins(i, key, j,   k) {
  for (k = 1; k <= writers; k++) {
    if (!up[k] || one_off[k] || !mine[k] || service_by[k] == key || !meet(writes[k], place_of[i])) continue
    if (meet(writes[k], writes[j]) && has_it(service_by[k], place_of[i])) return 1
  }
  return 0
}
function judge(i, key,   j, own, until) {
  own = 0; until = ""
  for (j = 1; j <= knows; j++) if (knew[j] == key && meet(knew_place[j], place_of[i])) until = substr(since, 1, 19)
  for (j = 1; j <= writers; j++) {
    if (!is_of(j, key) || !meet(writes[j], place_of[i])) continue
    if (up[j]) own = 1; else if (ended[j] > until) until = ended[j]
  }
  if (own && starts[key] != "one-shot") return
  for (j = 1; j <= writers; j++) {
    if (!up[j] || !meet(writes[j], place_of[i])) continue
    if (!is_of(j, key)) {
      if (own || (mine[j] && service_by[j] != key && has_it(service_by[j], place_of[i]))) continue
      if (may(i, key, j, until)) continue
    }
    if (!said[key, called[j]]++) tell(i, key, j)
  }
}
function tell(i, key, j) {
  printf "%s%s would write to %s while the container %s%s writes there; if that one is no longer needed, " \
    "stop it first: docker stop %s", sep, key, place_of[i], called[j], whose[j] == "" ? "" : " (" whose[j] ")", \
    called[j]
  sep = "; "
}
END { for (i = 1; i <= rows; i++) if ((has[i] in starts) && !is_shared[i]) judge(i, has[i]) }
'

# Refused: what would start and write where another container writes already.

# What of it is other than in the current release, so that it would start.
would_start() { # release
  awk -F'\t' -v OFS='\t' -v now="$(services_of "$(current)")" "$AWK_RECORDS"'
    { read_service() }
    FILENAME == now { same[key, hash]; next }
    !((key, hash) in same) { print "s", project, service, class }' "$(services_of "$(current)")" "$(services_of "$1")"
}
# Containers, each with what tells whose it is, what it is, since when and until when, and where it can write to; and
# volumes that only stand for a folder or a share.
# shellcheck disable=SC2016 # Go's template
WRITES_VIEW="="'{{"\t"}}{{.Id}}{{"\t"}}'"$PROJECT_LABEL$TAB$SERVICE_LABEL$TAB"\
'{{with .Config.Labels}}{{with index . "stack-actions.stack"}}{{printf "%q" .}}{{end}}{{end}}'\
'{{"\t"}}'"$ONEOFF_LABEL"'{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}{{if .State.Running}}up{{end}}'\
'{{"\t"}}{{.Created}}{{"\t"}}{{.State.FinishedAt}}{{"\t"}}{{.Name}}'\
'{{range .Mounts}}{{if .RW}}{{"\nw\t"}}{{.Type}}{{"\t"}}{{with index . "Name"}}{{printf "%q" .}}{{end}}'\
'{{"\t"}}{{with index . "Source"}}{{printf "%q" .}}{{end}}{{"\t"}}{{printf "%q" .Destination}}{{end}}{{end}}'
STANDS_VIEW='v{{"\t"}}{{.Name}}{{"\t"}}{{printf "%q" .Driver}}'\
'{{with .Options}}{{"\t"}}{{printf "%q" (index . "type")}}{{"\t"}}{{printf "%q" (index . "device")}}'\
'{{"\t"}}{{printf "%q" (index . "o")}}{{end}}'
# Two must never write to one place at once: of what would start, where another container writes that its own does not
# write beside already, and the release does not have both; nothing where there is none. The rule of
# release/plan/storage/writers.ts, with its patterns (stores.ts). Reads only.
second_writers() { # release; what would start on stdin: s project service class
  local starts there looked stand serves
  starts=$(cat)
  [ -s "$(storage_of "$1")" ] && [ -n "$starts" ] || return 0
  there=$(ask ps -aq --no-trunc 2>/dev/null) || { echo "Docker does not say who writes where"; return 0; }
  [ -n "$there" ] || return 0
  # shellcheck disable=SC2086 # a list of ids
  looked=$(ask inspect -f "$WRITES_VIEW" $there 2>/dev/null)
  case $looked in =*) ;; *) echo "Docker does not say who writes where"; return 0 ;; esac
  stand=$(printf '%s\n' "$looked" |
    awk -F'\t' '$1 == "w" && $2 == "volume" && !seen[$3]++ { print substr($3, 2, length($3) - 2) }')
  # shellcheck disable=SC2086 # a list of names, which have no blanks
  [ -z "$stand" ] || stand=$(ask volume inspect -f "$STANDS_VIEW" $stand 2>/dev/null)
  serves=$(current)
  printf '%s\n' "$starts" "$stand" "$looked" | awk -F'\t' -v services="$(services_of "$1")" \
    -v serving="$(services_of "$serves")" -v storage="$(storage_of "$1")" -v had="$(storage_of "$serves")" \
    -v names="$(names_of "$1")" -v names_before="$(names_of "$serves")" \
    -v since="$([ -z "$serves" ] || meta "$serves" created_at)" -v owner="$OWNER" \
    "$AWK_DOCKER_FIELDS$AWK_RECORDS$AWK_PLACES$AWK_WRITERS" \
    "$(names_of "$1")" "$(names_of "$serves")" "$(services_of "$1")" "$(services_of "$serves")" \
    "$(storage_of "$serves")" "$(storage_of "$1")" -
}
# Nothing changed. Somebody may have begun to write there since the plan was made, and a rollback has none.
one_writer() {
  local twice
  twice=$({ intent want; old again; } |
    awk -F'\t' -v OFS='\t' '{ print "s", $2, $3, $1 == "want" ? $5 : $7 }' | second_writers "$ID")
  [ -z "$twice" ] || { fail data "$twice"; return 1; }
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_NETWORK_ADDRESS='# Addresses in one form: IPv4 with dots, also one that is mapped into IPv6; of IPv6 its 32 digits.

function full(text,   half, head, tail) {
  if (text !~ /:/) return text
  split(tolower(text), half, "::"); head = groups(half[1]); tail = groups(half[2])
  while (length(head tail) < 32) head = head "0"
  return mapped(head tail)
}
function quad(digits) {
  return hex(substr(digits, 1, 2)) "." hex(substr(digits, 3, 2)) "." hex(substr(digits, 5, 2)) "." \
    hex(substr(digits, 7, 2))
}
function groups(text,   part, four, n, i, digits) {
  n = split(text, part, ":"); digits = ""
  for (i = 1; i <= n; i++) {
    if (part[i] ~ /[.]/) {
      split(part[i], four, ".")
      digits = digits sprintf("%02x%02x%02x%02x", four[1], four[2], four[3], four[4])
    } else digits = digits substr("0000" part[i], length(part[i]) + 1)
  }
  return digits
}
function mapped(digits) {
  return substr(digits, 1, 24) == "00000000000000000000ffff" ? quad(substr(digits, 25)) : digits
}
# As the kernel writes it, as bytes lie in this machine.
function kernel(text,   i, digits) {
  digits = ""
  for (i = 1; i < length(text); i += 8) {
    digits = digits substr(text, i + 6, 2) substr(text, i + 4, 2) substr(text, i + 2, 2) substr(text, i, 2)
  }
  return length(text) == 8 ? quad(digits) : mapped(tolower(digits))
}
function every(address) { return address == "" || address == "00000000000000000000000000000000" }
function overlap(one, other) {
  return one == other || every(one) || every(other) ||
    ((one == "0.0.0.0" || other == "0.0.0.0") && one ~ /[.]/ && other ~ /[.]/)
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_PORT_CONFLICTS='# Prints the ports that cannot be had, one a line, with who has them. Input: an intent, `=`, lines as BOUND_VIEW prints
# them, `=`, the sockets that the server listens on; then the wanted ports (the file `wanted`).

FILENAME == wanted {
  read_port()
  if (key in wave_of) judge(project, service, protocol, address == "-" ? "" : address, from, to)
  next
}
$0 == "=" { part++; next }
!part && $1 == "want" {
  read_want(); wave_of[key] = wave
  if (class == "exclusive" && change == "changed") swaps[key]
}
!part && $1 == "old" {
  read_old()
  if (fate == "again") wave_of[key] = wave_of[key] + 0
  if (fate ~ /^(replace|shrink)$/) service_of[id] = key
}
!part { next }
part == 1 { if ($1 == "bound" && $3 == "up") bound($2, unquoted($4), $5, $6, unquoted($7), $8 == "" ? $9 : $8); next }
split($0, word, /[ :]/) == 3 { listens(word[1], kernel(word[2]), hex(word[3])) }

# Reads a container with its ports.
function bound(id, name, project, service, network, ports,   list, n, i, port, kind, whose) {
  if (network == "host") host[++hosts] = id
  whose = ""
  if (project != "")
    whose = " (service " substr(unquoted(service), 1, 200) \
      " of the Compose project " substr(unquoted(project), 1, 200) ")"
  n = split(ports, list, "\037")
  for (i = 1; i < n; i += 3) {
    port = unquoted(list[i + 2])
    if (port !~ /^[0-9]+$/) continue
    kind = unquoted(list[i]); sub(/.*[\/]/, "", kind)
    bindings++
    container[bindings] = id; address_of[bindings] = full(unquoted(list[i + 1]))
    called[bindings] = "the container " name whose
    at[kind, port + 0] = at[kind, port + 0] " " bindings
  }
}
# Reads a listening socket. One for a published port of a container belongs to Docker, and does not count.
function listens(kind, address, port,   list, n, i) {
  n = split(at[kind, port], list, " ")
  for (i = 1; i <= n; i++) if (overlap(address_of[list[i]], address)) return
  programs[kind, port] = programs[kind, port] " " address
}
# Whether a container is stopped before the new one of a service (`key`) starts: then its ports are free by then.
function leaves(id, key,   own) {
  own = service_of[id]
  return (own in swaps) && (own == key || ((key in swaps) && wave_of[own] + 0 < wave_of[key] + 0))
}
# Who has a port, in words. A socket may belong to a container in the network of the host: if such a one is stopped
# first, nothing is said.
function holder(key, kind, address, port,   list, n, i) {
  n = split(at[kind, port], list, " ")
  for (i = 1; i <= n; i++) {
    if (overlap(address, address_of[list[i]]) && !leaves(container[list[i]], key)) return called[list[i]]
  }
  for (i = 1; i <= hosts; i++) if (leaves(host[i], key)) return ""
  n = split(programs[kind, port], list, " ")
  for (i = 1; i <= n; i++) if (overlap(address, list[i])) return program_words(kind, port)
  return ""
}
function program_words(kind, port) {
  return "a program of the server itself (`sudo ss -lnp" (kind == "tcp" ? "t" : "u") " \047sport = :" port \
    "\047` says which)"
}
# Prints a conflict, if no port of the range is free.
function judge(project, service, kind, address, from, to,   port, who, by, range, said) {
  by = ""
  for (port = from + 0; port <= to + 0; port++) {
    who = holder(project FS service, kind, full(address), port)
    if (who == "") return
    if (by == "") by = who
  }
  if (by == "") return
  range = (address == "" ? "" : (address ~ /:/ ? "[" address "]" : address) ":") (from == to ? from : from "-" to)
  said = project "/" service ": port " range (kind == "tcp" ? "" : "/" kind) " of the server is held by " by
  if (!seen[said]++) print said
}
'

# Refuses a release whose ports somebody else has. Docker would say so only when the new container is started, and its
# old one may be stopped by then: so it is judged before anything is changed. release/plan/refusals/hostPorts.ts has the
# same rule, for the plan of a deploy.

# A container and its ports: id, `up`, name, project, service, mode of its network, the ports that it has, and those
# that it is configured to have. Each port: the one inside, address, number.
# shellcheck disable=SC2016 # Go's template
BOUND_PORTS='{{range $b}}{{printf "%q" $p}}{{"\x1f"}}{{printf "%q" .HostIp}}{{"\x1f"}}'\
'{{printf "%q" .HostPort}}{{"\x1f"}}{{end}}{{end}}'
# shellcheck disable=SC2016 # Go's template
BOUND_VIEW='bound{{"\t"}}{{.Id}}{{"\t"}}{{if or .State.Running (eq .State.Status "restarting")}}up{{end}}'\
'{{"\t"}}{{printf "%q" (slice .Name 1)}}{{"\t"}}'$PROJECT_LABEL'{{"\t"}}'$SERVICE_LABEL\
'{{"\t"}}{{printf "%q" .HostConfig.NetworkMode}}{{"\t"}}{{range $p, $b := .NetworkSettings.Ports}}'$BOUND_PORTS\
'{{"\t"}}{{range $p, $b := .HostConfig.PortBindings}}'$BOUND_PORTS

# Prints the ports that cannot be had, one a line, with who has them. Of a range, one free port is enough.
port_conflicts() { # release; stdin: lines of an intent, `=`, lines as BOUND_VIEW gives them
  { cat; echo '='; listening; } | awk -F'\t' -v wanted="$ROOT/releases/$1/ports" \
    "$AWK_DOCKER_FIELDS$AWK_RECORDS$AWK_HEX$AWK_NETWORK_ADDRESS$AWK_PORT_CONFLICTS" - "$ROOT/releases/$1/ports"
}
# The same as one sentence with advice; nothing if all can be had. Reads only.
# Arguments: release, lines of an intent, all containers as PS_VIEW and as BOUND_VIEW print them.
port_conflict_words() {
  local silent taken
  [ -s "$ROOT/releases/$1/ports" ] || return 0
  silent=$(printf '%s\n=\n%s\n' "$4" "$3" | awk -F'\t' '$0 == "=" { table = 1; next }
    !table { if ($1 == "bound") is[$2]; next }
    $5 ~ /running|restarting|paused/ && !($1 in is) { print $1, "-" }')
  [ -z "$silent" ] || silent=$(printf '%s\n' "$silent" | existing) || silent=-
  if [ -n "$silent" ]; then
    echo "Docker does not say which ports of the server the container $(short "$silent") holds"
    return
  fi
  taken=$(printf '%s\n=\n%s\n' "$2" "$4" | port_conflicts "$1") ||
    { echo "who holds ports of the server could not be found out"; return; }
  [ -z "$taken" ] || echo "$(printf '%s\n' "$taken" | awk 'NR > 1 { printf "; " } { printf "%s", $0 }')." \
    "Stop what holds it, if nobody needs it, and begin again; if a service of this stack does," \
    "go first to a release in which none has it"
}
CONTAINER_TABLE='' INSPECTED=''
# Sets CONTAINER_TABLE and INSPECTED, once for all releases that are judged. False if Docker does not answer.
read_containers() {
  [ -z "$CONTAINER_TABLE" ] || return 0
  CONTAINER_TABLE=$(ask ps -a --no-trunc --format "$PS_VIEW") || { CONTAINER_TABLE=''; return 1; }
  # shellcheck disable=SC2046 # a list of ids
  INSPECTED=$([ -z "$CONTAINER_TABLE" ] ||
    ask inspect -f "$POLICY_VIEW$NL$BOUND_VIEW" $(printf '%s\n' "$CONTAINER_TABLE" | cut -f1) 2>/dev/null)
}
# The same for a release that one could go back to, without a file and without the lock. While a transaction is at work
# or waits for recovery, nothing is said: it will be judged again when that has ended.
target_port_conflicts() { # release
  local old_services new_services unclear rows lines
  [ -s "$ROOT/releases/$1/ports" ] && [ -z "$(intent_value release)" ] || return 0
  read_containers || { echo "Docker does not say which ports of the server are held"; return; }
  old_services=$(services_of "$(current)") new_services=$(services_of "$1")
  unclear='who holds ports of the server could not be found out'
  rows=$(printf '%s\n' "$CONTAINER_TABLE" | own_containers "$old_services" "$new_services") ||
    { echo "$unclear"; return; }
  lines=$({ printf '%s\n' "$INSPECTED" | grep "^=$TAB"; printf '%s\n=\n' "$rows"; } |
    reconcile "$old_services" "$new_services") || { echo "$unclear"; return; }
  port_conflict_words "$1" "$lines" "$CONTAINER_TABLE" "$INSPECTED"
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_PUBLISHED='# Published ports, and whether a program listens behind each. Input for each container: a line `of` with what
# PUBLISHED_VIEW prints, then the tables of the kernel for its network namespace, each behind the word tcp or udp.
# Prints project, service, protocol, address, port, and 1 if somebody listens, else 0.
BEGIN { FS = OFS = "\t" }
$1 == "of" {
  id = $2; project = unquoted($4); service = unquoted($5)
  count = split($6, word, "\037")
  for (at = 1; at < count; at += 3) {
    port = unquoted(word[at + 2])
    if (port !~ /^[0-9]+$/ || port + 0 == 0) continue
    inside = unquoted(word[at]); kind = inside
    sub(/\/.*/, "", inside); sub(/.*\//, "", kind)
    if (kind != "tcp" && kind != "udp") continue
    has[id, kind, port + 0]
    bindings++
    container_of[bindings] = id; socket_of[bindings] = id SUBSEP kind SUBSEP sprintf("%04X", inside)
    kind_of[bindings] = kind; port_of[bindings] = port + 0
    line_of[bindings] = project OFS service OFS kind OFS unquoted(word[at + 1]) OFS port + 0
  }
  next
}
$0 == "tcp" || $0 == "udp" { kind = $0; next }
{
  split($0, column, " ")
  # Of TCP what listens (0A); of UDP what is bound and speaks to nobody in particular (07).
  if (column[4] != (kind == "tcp" ? "0A" : "07")) next
  split(column[2], place, ":")
  if (!inner(place[1])) listens[id, kind, place[2]]
}
END {
  for (at = 1; at <= bindings; at++)
    if (!ranged(container_of[at], kind_of[at], port_of[at])) print line_of[at], (socket_of[at] in listens) + 0
}
# Whether only the container itself reaches it: 127.0.0.0/8, also mapped into IPv6, and ::1, as a little-endian kernel
# writes them.
function inner(address) {
  if (length(address) == 32 && substr(address, 1, 24) == "0000000000000000FFFF0000") address = substr(address, 25)
  return address == "00000000000000000000000001000000" || (length(address) == 8 && substr(address, 7) == "7F")
}
# Of four numbers in a row each is taken as it is needed (calls, transfers): what listens on one of them now need not
# be there later.
function ranged(id, kind, port,    low, high) {
  low = high = port
  while ((id, kind, low - 1) in has) low--
  while ((id, kind, high + 1) in has) high++
  return high - low > 2
}
'

# Compares which published ports have a program that listens, before and after a deploy. Ports of UDP, databases and
# mail cannot be asked without harm; but the kernel's tables of the container's network namespace show who listens.
# Whether the program answers, they do not show.

# Of a container: id, its process, project, service, ports that it is to have, as in BOUND_PORTS.
# shellcheck disable=SC2016 # Go's template
PUBLISHED_VIEW='{{.Id}}{{"\t"}}{{.State.Pid}}{{"\t"}}'$PROJECT_LABEL'{{"\t"}}'$SERVICE_LABEL\
'{{"\t"}}{{range $p, $b := .HostConfig.PortBindings}}'$BOUND_PORTS

# Each published port, and whether something listens there. False where Docker does not answer.
published() { # ids…
  [ $# -gt 0 ] || return 0
  # A container that is gone by now does not listen. If Docker prints nothing at all, it did not answer.
  local looked id pid rest kind
  looked=$(ask inspect -f "$PUBLISHED_VIEW" "$@" 2>/dev/null) || [ -n "$looked" ] || return 1
  case $looked in */*) ;; *) return 0 ;; esac
  printf '%s\n' "$looked" | while IFS=$TAB read -r id pid rest; do
    printf 'of\t%s\t%s\t%s\n' "$id" "$pid" "$rest"
    for kind in tcp udp; do
      echo "$kind"
      cat "/proc/$pid/net/$kind" "/proc/$pid/net/${kind}6" 2>/dev/null
    done
  done | awk "$AWK_DOCKER_FIELDS$AWK_PUBLISHED"
}
# Nothing changed. Dies inside: there is nothing to compare with, and nobody compares.
record_published() {
  # shellcheck disable=SC2046 # a list of ids
  published $(awk -F'\t' '$5 == "running" { print $1 }' "$TX/ps") | awk -F'\t' '$6' >"$TX/before.published"
  [ ! -s "$TX/before.published" ] ||
    note "published ports" "$(grep -c . "$TX/before.published") are listened on before anything is changed"
}
# False if nothing listens any more behind a port that is still published, for longer than its service may take to
# start.
# Dies inside: nothing was changed here.
published_as_before() { # release, ids…
  [ -s "$TX/before.published" ] || return 0
  local release begun now silent
  release=$1; shift
  begun=$(now_ms)
  while :; do
    now=$(published "$@") || { await_engine && now=$(published "$@"); } ||
      { fail docker "does not answer"; return 1; }
    silent=$(printf '%s\n' "$now" |
      awk -F'\t' '{ port = $3 FS $4 FS $5 } FILENAME == ARGV[1] { listened_on[port]; next }
        NF && !$6 && (port in listened_on)' "$TX/before.published" -)
    [ -n "$silent" ] || { note "published ports" "are listened on as before"; return 0; }
    not_aborted || return 1
    [ "$(now_ms)" -lt $((begun + $(printf '%s\n' "$silent" | longest_start "$release") * 1000)) ] || break
    pause 0.3
  done
  silent=$(printf '%s\n' "$silent" | port_words)
  fail endpoints "published ports" "nothing listens any more where something did before: $silent"
  return 1
}
# The same of what serves again after an undo.
published_restored() {
  [ -s "$TX/before.published" ] || return 0
  ps_of "$(services_of "$previous")" >"$TX/ps" || { fail docker "does not answer"; return 1; }
  # shellcheck disable=SC2046 # a list of ids
  published_as_before "$previous" $(awk -F'\t' '$5 == "running" { print $1 }' "$TX/ps")
}
# Seconds until the slowest of these services must have started.
longest_start() { # release; stdin: project service
  local project svc
  while IFS=$TAB read -r project svc _; do
    if service "$1" "$project" "$svc"; then echo "$s_timeout"; else echo 60; fi
  done | sort -n | tail -n 1
}
port_words() {
  awk -F'\t' '{ address = $4 == "" ? "" : $4 ~ /:/ ? "[" $4 "]:" : $4 ":"
    printf "%s%s/%s: port %s%s%s", (NR > 1 ? ", " : ""), $1, $2, address, $5, ($3 == "tcp" ? "" : "/" $3) }'
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_DRAINED='# Decides who is drained in this transaction. Prints lines `drained` (a service whose new containers start drained),
# `leave` (an old container that is drained), and `fault` (what would drop requests). Input: old containers that have
# the drain test (`tested`), the moves of what is to serve (`coming`) and of what serves (`serving`), the intent.
# `switched_by`: how this transaction moves routes: `file`, `drain`, or `new` without Traefik.

FILENAME == tested { health[$1] = $2; next }
FILENAME == coming { read_move(); way_new[key] = by; seconds_new[key] = seconds; labels_new[key] = labels; next }
FILENAME == serving { read_move(); way_old[key] = by; seconds_old[key] = seconds; labels_old[key] = labels; next }
$1 == "want" { read_want(); judge_new() }
$1 == "old" { read_old(); if (state == "running") judge_old() }

# Where nothing was released yet, what somebody has started since the plan was made is routed as its successor is.
function routed(key) { return (key in way_old) || (serving == "/dev/null" && (key in way_new)) }
function by_health(key) {
  if (switched_by == "drain") return (key in way_new) && way_new[key] != "other" || routed(key)
  if (switched_by != "file") return 0
  return (key in way_new) && way_new[key] ~ /drain|none/ || (key in way_old) && way_old[key] ~ /drain|none/
}
function through_another(key) { return (key in way_new) && way_new[key] == "other" }
function fault(words) { print "fault", project "/" service, words }
function judge_new() {
  if (change != "new" && through_another(key)) fault("goes through another Traefik than the one that is spoken to")
  else if (by_health(key) && class == "start-first" && (key in way_new)) {
    if (way_new[key] ~ /both|drain/) print "drained", project, service, seconds_new[key]
    else if (change != "new") fault("was made without a drain test")
    if ((key in way_old) && change == "changed" && labels_old[key] != labels_new[key])
      fault("has other Traefik labels: Traefik drops a router of which it sees two definitions")
  }
}
function judge_old() {
  if (fate ~ /replace|shrink/ && through_another(key))
    fault("goes through another Traefik than the one that is spoken to")
  else if (by_health(key) && fate ~ /replace|remove|shrink/ && routed(key)) {
    if (id in health) print "leave", id, seconds_old[key], health[id]
    else if (fate != "remove") fault("was started without a drain test")
  }
}
'

# Draining: how routes move where no file can carry them. Traefik routes to containers that Docker calls healthy, and
# the healthcheck of such a service tests first whether a flag is set: the drain flag makes a container unhealthy, so
# that Traefik leaves it out. New containers start with the flag set (drained), and old ones get it when they are to
# leave. The flag lies in the memory of the container: a restart or a power cut removes it, and the container serves.

FLAG=/dev/shm/.stack-drain
TEST_VIEW='{{.ID}}{{"\t"}}{{with .State.Health}}{{.Status}}{{end}}'\
'{{"\t"}}{{with .Config.Healthcheck}}{{json .Test}}{{end}}'
DRAINED='' # lines of the services that start drained in this transaction
PROVIDER='docs/traefik.md: --providers.file.directory=/run/stack-actions, that folder as a volume, --ping=true'
# Adds to the intent how the routes are moved, which old containers are drained, and which services start drained, so
# that a recovery does the same. Refuses what would drop requests. Nothing changed.
drain_intent() {
  local way ids faults lines
  # Nothing to do where the plan says that the file carries all routes.
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
  DRAINED=$(cat "$TX/drained")
  lines=$(cat "$TX/intent" "$TX/drained" && printf 'way\t%s\n' "$way") && write_whole "$TX/intent" "$lines"
}
can_pin_in_memory() {
  [ "$PROXY_DIR" != - ] && [ "$PROXY_ACK" != none ] && { [ "$(meta "$ID" way)" = file ] || proxy_in_memory; }
}
leaving() { intent leave | cut -f2; }
drained_candidates() { candidates | of_drained -; }
# Ids of the containers whose service starts drained.
of_drained() { # file of lines: id project service
  awk -F'\t' 'FILENAME == ARGV[1] { if ($1 == "drained") drained[$2 FS $3]; next } ($2 FS $3) in drained { print $1 }' \
    "$TX/intent" "$1"
}
starts_drained() { # project service
  [ "$STEP" = start ] && case $DRAINED in *"drained$TAB$1$TAB$2$TAB"*) ;; *) false ;; esac
}
drains() { grep -qE "^(drained|leave)$TAB" "$TX/intent"; }
# Refuses images without a shell, which the drain test needs. Nothing changed.
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

# Sets and removes the drain flag, and waits until Docker and Traefik have followed.

# Dies inside: both versions answer, each verified; a recovery lets the old ones serve again and drains the new ones.
drain_switch() {
  drains || return 0
  # shellcheck disable=SC2046 # lists of ids
  { flag down $(drained_candidates); await_healthy $(drained_candidates); } || return 1
  if [ -n "$(leaving)" ]; then
    drain_off "$(leaving)" "$(drained_candidates)"
  elif [ -n "$(drained_candidates)" ]; then
    await_routes "$(drained_candidates)" ""
  fi
}
# Drains again what has lost its flag, because it was restarted meanwhile. Dies inside: as in `drain_switch`.
drain_again() {
  drains || return 0
  # shellcheck disable=SC2046 # a list of ids
  [ -z "$(health_of $(leaving) | awk '$2 == "running" && $3 != "unhealthy"')" ] ||
    drain_off "$(leaving)" "$(drained_candidates)"
}
# Lets the old ones serve again, as far as they did before, then drains the new ones. A new one that never became
# healthy is in no route. Dies inside: it can be run again.
undo_drain() {
  local back away up
  drains || return 0
  back=$({ intent leave | awk -F'\t' '$4 != "unhealthy" { print $2 }'; of_drained "$TX/again"; } | sort -u | existing)
  # shellcheck disable=SC2046,SC2086 # lists of ids
  { away=$(health_of $back | awk '$3 != "healthy"'); flag down $(leaving); await_healthy $back; } || return 1
  # shellcheck disable=SC2046 # a list of ids
  up=$(health_of $(drained_candidates | existing) | awk '$2 == "running" && $3 != "starting" { print $1 }')
  if [ -n "$up" ]; then drain_off "$up" "$back"; elif [ -n "$away" ]; then await_routes "$back" ""; fi
}
# Drains containers, while others stay. The others are healthy before the first of these becomes unhealthy, so that
# Traefik always has one to route to. Dies inside: whatever Docker calls healthy serves; a recovery goes back.
drain_off() { # ids that leave, ids that stay
  local begun limit
  begun=$(now_ms)
  limit=$({ intent leave | cut -f3; intent drained | cut -f4; } | sort -n | tail -n 1)
  # shellcheck disable=SC2086 # lists of ids
  { flag up $1; await_gone $((limit + 60)) $1; } && await_routes "$2" "$1" || return 1
  note - "drained in $((($(now_ms) - begun) / 1000)) s"
}
# Sets the drain flag in containers that run, or removes it. Dies inside: some have it; a recovery removes it from those
# that go on serving, and so does a restart.
flag() { # up|down ids…
  local change="rm -f $FLAG" id
  [ "$1" != up ] || change=": >$FLAG"
  shift
  for id; do
    { exec 8>&-; docker exec -u 0 "$id" /bin/sh -c "$change" >/dev/null 2>"$TX/flag.$(short "$id")" </dev/null; } &
  done
  wait
}
# Until Docker calls each of them healthy, or none.
await_healthy() { poll_health 300 judge_healthy "$@"; } # ids…
await_gone() { # seconds, ids…
  local seconds="$1"
  shift
  poll_health "$seconds" judge_gone "$@"
}
judge_healthy() { # states, late
  local open
  open=$(echo "$1" | awk '$0 == "" || $2 == "running" && $3 ~ /^(healthy|none)$/ { next }
    { print substr($1, 1, 12) " is " $2 " and " $3 }')
  [ -n "$open" ] || return 0
  if echo "$open" | grep -qv ' is running'; then fail health "$open"; return 1; fi
  not_yet "$open" "$2"
}
judge_gone() { # states, late
  local open
  open=$(echo "$1" | awk '$2 == "running" && $3 ~ /^(healthy|none)$/ {
    print substr($1, 1, 12) " is " $2 " and " $3 }')
  [ -n "$open" ] || return 0
  not_yet "$open" "$2"
}
# Exit code 2: go on waiting. When the time is over: 1, with what is still open.
not_yet() { # what is open, late
  [ -n "$2" ] || return 2
  fail health "$1, still; $(cat "$TX"/flag.* 2>/dev/null)"
}

# Waits until Traefik has followed a drain.

# Waits until Traefik routes to each of the first list and to none of the second. Its API shows that; without the API
# this waits as long as its throttle takes at most.
await_routes() { # ids, ids
  local answer
  rm -f "$TX/proxy"; proxy || return 0 # this transaction may have replaced it
  if [ "$PROXY_ACK" = api ]; then
    routed "$1" "$2"; answer=$?
    if [ "$answer" = 4 ] && await_starts && prove_refresh; then
      rm -f "$ROOT/kept-pin"
      routed "$1" "$2"; answer=$?
    fi
    case $answer in
      0) return 0 ;;
      4) fail traefik "does not route to $(echo "$1" | cut -c1-12 | tr '\n' ' ')alone"; return 1 ;;
      *) ;;
    esac
  fi
  await_starts
  if refresh_proxy; then rm -f "$ROOT/kept-pin"; return 0; fi
  # An undo goes back to what Traefik knows already: that it gets no events is no failure then.
  [ "$STEP" = undo ] || fail traefik "gets no events from Docker"
}
# Asks Traefik's API. Exit codes: 4 it does not route so; 3 it cannot be asked.
routed() { # ids, ids
  # shellcheck disable=SC2016 # for the shell inside
  docker exec "$PROXY" sh -c '
    n=0
    while [ $n -lt "$3" ]; do
      all=$(timeout 2 wget -q -O - "http://$4/api/rawdata") || exit 3
      open=""
      for one in $1; do echo "$all" | grep -qE "[/\"]($one):" || open=1; done
      for one in $2; do ! echo "$all" | grep -qE "[/\"]($one):" || open=1; done
      [ -n "$open" ] || exit 0
      n=$((n + 1)); sleep 0.1
    done
    exit 4' - "$(address_patterns "$1")" "$(address_patterns "$2")" $((PROXY_THROTTLE / 100 + 100)) "$PROXY_AT" \
    >/dev/null 2>&1 8>&- 9>&- </dev/null
}
# For each of these containers its addresses, joined by `|` for grep -E.
address_patterns() { # ids
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$1" ] ||
    ask inspect -f '{{range .NetworkSettings.Networks}}{{if .IPAddress}}{{.IPAddress}}|{{end}}{{end}}' $1 | sed 's/|$//'
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_CHOSEN='# The Traefik that the routes go through, of lines as `traefiks_of` gives them: the one that the release names (`want`),
# else the only one that asks Docker. What `read_proxy` wants of it.

$1 == "asks" {
  n++
  line[n] = $0; sub(/^[^\t]*\t[^\t]*\t/, "", line[n])
  if ($2 == want && !own) own = n
  if (!($2 in names)) { names[$2]; different++ }
}
END { if (own || different == 1) print line[own ? own : 1] }
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_WHY_NO_TRAEFIK='# Why none of these Traefiks, lines as `traefiks_of` gives them, can be spoken to; nothing where none is set up.

$1 == "unknown" {
  print "nobody has read " $4 " of the Traefik " $2 " since it was changed: a deploy from GitHub reads it"
  said = 1
  exit
}
$1 == "asks" { names = names " " $2 }
$1 == "not" && why == "" { why = $2 " is set up as Traefik, but " $4 ": it is told nothing" }
END {
  if (said) exit
  if (names != "") {
    why = "several Traefiks run (" substr(names, 2) \
      "), and the release does not say which of them its routes go through"
  }
  if (why != "") print why
}
'

# Finds the Traefik that the routes of this stack go through, or says why there is none that could be used.

# What `pick_proxy` reads of a container: its id if it runs, networks, mounts, project and service and name, when it was
# started, image, the title of the image, program and arguments, `=`, variables that may configure Traefik. A container
# without networks has `=` and its network mode (`container:ID`: the network of that container) instead.
# shellcheck disable=SC2016 # Go's template
PROXY_VIEW='{{if .State.Running}}{{.Id}}{{end}}'\
'{{"\t"}}{{range $n, $_ := .NetworkSettings.Networks}}{{printf "%q" $n}}{{"\x1f"}}'\
'{{else}}={{printf "%q" .HostConfig.NetworkMode}}{{end}}'\
'{{"\t"}}{{range .Mounts}}{{printf "%q" .Destination}}{{"\x1f"}}{{printf "%q" .Source}}{{"\x1f"}}{{end}}'\
'{{"\t"}}'$PROJECT_LABEL'{{"\x1f"}}'$SERVICE_LABEL'{{"\x1f"}}{{printf "%q" (slice .Name 1)}}'\
'{{"\t"}}{{.State.StartedAt}}{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}'$TITLE_LABEL\
'{{"\t"}}{{printf "%q" .Path}}{{range .Args}}{{"\t"}}{{printf "%q" .}}{{end}}'\
'{{"\t"}}={{range .Config.Env}}{{if eq (index (split . "_") 0) "TRAEFIK"}}{{"\t"}}{{printf "%q" .}}{{end}}{{end}}'
find_proxy() {
  local ids views
  PROXY_UNSEEN=yes
  ids=$(ask ps -q --no-trunc) || { PROXY=''; return 1; }
  [ -n "$ids" ] || { PROXY='' PROXY_UNSEEN=''; return 1; }
  # shellcheck disable=SC2086 # a list of ids
  views=$(ask inspect -f "$PROXY_VIEW" $ids 2>/dev/null)
  # A container that hangs blocks the answer for all: then the Traefik that is known is asked for by itself.
  [ -n "$views" ] || [ -z "$(intent_value proxy)" ] ||
    views=$(ask inspect -f "$PROXY_VIEW" "$(intent_value proxy)" 2>/dev/null)
  [ -z "$views" ] || PROXY_UNSEEN=''
  pick_proxy "$views"
}
# Picks the running Traefik that reads Docker's labels; of several, the one that the release names. If there is none,
# PROXY_WHY says why, and PROXY_OUTSIDE names a Traefik that runs although no container looks like one. Everything goes
# through pipes: a here-document can be a file, and on a full disk no Traefik would be found.
# Dies inside: as in `read_static`.
pick_proxy() { # lines as PROXY_VIEW gives them
  local id started file
  read_proxy ''
  PROXY_WHY='' PROXY_OUTSIDE=''
  traefiks=$(printf '%s\n=\n%s\n' "$1" "$1" | traefiks_of)
  case $traefiks in
    *"${NL}ask$TAB"*)
      printf '%s\n' "$traefiks" | awk -F'\t' '$1 == "ask"' |
        while IFS=$TAB read -r _ id started file; do read_static "$id" "$started" "$file"; done
      traefiks=$(printf '%s\n=\n%s\n' "$1" "$1" | traefiks_of) ;;
    *) ;;
  esac
  found=$(printf '%s\n' "$traefiks" | awk -F'\t' -v want="$(meta "${ID:-$(current)}" proxy)" "$AWK_CHOSEN")
  [ -z "$found" ] || { read_proxy "$found"; return 0; }
  PROXY_WHY=$(printf '%s\n' "$traefiks" | awk -F'\t' "$AWK_WHY_NO_TRAEFIK")
  case $traefiks in *"${NL}asks$TAB"* | *"${NL}unknown$TAB"*) ;; *) PROXY_OUTSIDE=$(outside_traefik) ;; esac
  return 1
}
read_proxy() { # a line, or nothing
  local oldIFS="$IFS"
  IFS=$TAB; set -f
  # shellcheck disable=SC2086 # split at the tabs
  set -- $1
  IFS=$oldIFS; set +f
  PROXY=${1-} PROXY_DIR=${2--} PROXY_THROTTLE=${3-2000} PROXY_ACK=${4-none} PROXY_SOURCE=${5--} PROXY_LISTS=${6-all}
  PROXY_ENTRY=${7-traefik} PROXY_AT=${8-127.0.0.1:8080} PROXY_NETS=${9-} PROXY_TRUST=${10-} PROXY_NAME=${11-}
}
# Sets PROXY_* to the Traefik that this transaction has found. $TX/proxy is removed where it may be another one since.
proxy() {
  if [ -s "$TX/proxy" ]; then
    IFS= read -r found <"$TX/proxy"
    read_proxy "$found"
    return
  fi
  find_proxy || return 1
  # On a full disk it is looked for again.
  { echo "$found" >"$TX/proxy"; } 2>/dev/null || rm -f "$TX/proxy"
}
# Waits, half a minute at most, for the Traefik that ran when the transaction began: it may be restarting. False if none
# runs.
await_proxy() {
  local patience
  proxy && return 0
  [ -n "$(intent_value proxy)" ] || return 1
  patience=$(($(now_ms) + 30000))
  until proxy; do [ "$(now_ms)" -lt "$patience" ] || { fail traefik "runs no more"; return 1; }; pause 0.2; done
}
# Prints where a Traefik runs although no container's image or command looks like one: as a process of the machine
# itself, or in a container that hides it.
outside_traefik() {
  local pid id name
  for pid in $(traefik_processes); do
    id=$(grep -o '[0-9a-f]\{64\}' "/proc/$pid/cgroup" 2>/dev/null | tail -n 1)
    case $traefiks in *"$TAB${id:-none of them}"*) continue ;; *) ;; esac
    name=$([ -z "$id" ] || ask inspect -f '{{slice .Name 1}}' "$id" 2>/dev/null)
    if [ -z "$name" ]; then
      echo "outside of Docker, as process $pid"
    else
      echo "in the container $name, of which neither image nor command say so" \
        "(the label org.opencontainers.image.title: Traefik on it does)"
    fi
    return
  done
}
traefik_processes() { grep -lx traefik /proc/[0-9]*/comm 2>/dev/null | cut -d/ -f3; }

# shellcheck disable=SC2016 # the fields are awk's
AWK_SETTINGS='# What a Traefik is told by its arguments or its variables: `set` by key in lower case; `below` has what keys begin
# with, each with the dot behind it.

function forget_settings() { split("", set); split("", below) }
function put(key, value,   at, part) {
  key = tolower(key); set[key] = value
  for (at = 1; (part = index(substr(key, at), ".")) > 0; at += part) below[substr(key, 1, at + part - 1)]
}
function on(key) { return (key in set) ? set[key] !~ /^([Ff]alse|f|0)$/ : (key ".") in below }
# A duration as Go writes it, in milliseconds; a bare number is of seconds.
function ms(text,   sum, part, n, unit) {
  if (text ~ /^[0-9.]+$/) return text * 1000
  sum = 0
  while (match(text, /^[0-9.]+(ms|s|m|h)/)) {
    part = substr(text, 1, RLENGTH); text = substr(text, RLENGTH + 1)
    n = part + 0; unit = part; gsub(/[0-9.]/, "", unit)
    sum += n * (unit == "ms" ? 1 : unit == "s" ? 1000 : unit == "m" ? 60000 : 3600000)
  }
  return sum
}
# Of arguments and variables what needs an escape is kept, as it was quoted.
function word(quoted) { return substr(quoted, 2, length(quoted) - 2) }
# `--key=value`, `--key value`, `--key`, also with one dash: of `arg`, which are `args`.
function read_arguments(   i, text, eq) {
  for (i = 1; i <= args; i++) {
    text = arg[i]
    if (text !~ /^-/) continue
    sub(/^--?/, "", text); eq = index(text, "=")
    if (eq) put(substr(text, 1, eq - 1), substr(text, eq + 1))
    else put(text, (i < args && arg[i + 1] !~ /^-/) ? arg[i + 1] : "true")
  }
}
# `TRAEFIK_KEY=value`: of the fields from this one on.
function read_variables(first,   i, text, eq, key) {
  for (i = first; i <= NF; i++) {
    text = word($i)
    if (text !~ /^TRAEFIK_[A-Z0-9_]+=/) continue
    eq = index(text, "="); key = substr(text, 9, eq - 9); gsub("_", ".", key)
    put(key, substr(text, eq + 1))
  }
}
# Where Traefik shows that a file is live (`sign`, at the address `where`): by its API, or by a path on an entry point
# that neither redirects nor speaks TLS.
function find_sign(   at, host, insecure, pinged) {
  entry = "traefik"; sign = "none"; where = "127.0.0.1:8080"
  insecure = on("api.insecure"); pinged = on("ping") && !on("ping.manualrouting")
  if (!insecure && pinged && set["ping.entrypoint"] != "") entry = set["ping.entrypoint"]
  at = "entrypoints." tolower(entry)
  if ((at ".") in below) {
    where = set[at ".address"]
    if (on(at ".http.tls") || (at ".http.redirections.") in below || where ~ /\/udp$/ || where !~ /:[0-9]+(\/tcp)?$/) {
      where = "127.0.0.1:8080"; entry = "traefik"
      return
    }
    sub(/\/tcp$/, "", where); host = where; sub(/:[0-9]+$/, "", host)
    if (host == "" || host == "0.0.0.0" || host == "[::]") where = "127.0.0.1" substr(where, length(host) + 1)
  } else if (entry != "traefik" || !(insecure || pinged || on("metrics.prometheus"))) { entry = "traefik"; return }
  if (!insecure) { sign = "path"; return }
  sign = "api"; host = set["api.basepath"]; sub(/\/+$/, "", host)
  where = where host
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_REACH='# What a container can reach: its networks, its mounts, and by what way it learns of containers.

# The networks of a container, each with a blank behind it. A container without networks has `=` and its network mode.
function listed(quoted,   part, n, i, list) {
  if (quoted ~ /^=/) { list = unquoted(substr(quoted, 2)); return "=" (list ~ /[" ]/ ? "odd" : list) " " }
  n = split(quoted, part, "\037"); list = ""
  for (i = 1; i < n; i++) if (unquoted(part[i]) ~ /^[^" =]+$/) list = list unquoted(part[i]) " "
  return list
}
# Its own networks, or those of the container whose network it shares.
function networks(own,   other) {
  if (own !~ /^=container:/) return own
  other = substr(own, 12); sub(/ .*/, "", other)
  return (other in networks_of) ? networks_of[other] : own
}
function alone(has) { return has == "" || has == "none " || (has ~ /^=/ && has !~ /^=container:/) }
# Mounts: where, and from where, each with a unit separator behind it.
function places(quoted,   part, n, i, list) {
  n = split(quoted, part, "\037"); list = ""
  for (i = 1; i < n; i++) list = list unquoted(part[i]) "\037"
  return list
}
# Where a folder of the container lies on the server, by its mounts; `-` where it does not.
function source(mounts, folder,   part, n, i, best, at) {
  n = split(mounts, part, "\037"); best = ""; at = "-"
  for (i = 1; i < n; i += 2) {
    if (part[i] != folder && index(folder, part[i] "/") != 1 || length(part[i]) <= length(best)) continue
    best = part[i]; at = part[i + 1] substr(folder, length(best) + 1)
  }
  return at ~ /^"/ ? "-" : at
}
# /var/run is a link to /run.
function short(path) {
  if (length(path) > 1) sub(/\/+$/, "", path)
  return path == "/var/run" || index(path, "/var/run/") == 1 ? substr(path, 5) : path
}
# A mount in memory has no source.
function holds(folder, path) {
  return folder != "" && (folder == path || index(path, folder == "/" ? "/" : folder "/") == 1)
}
# By what way it learns of containers: `docker`, by the socket of Docker itself (`socket`); `endpoint`, from whatever
# answers there; or nothing.
function docker_access(mounts, endpoint,   part, n, i, there) {
  n = split(mounts, part, "\037")
  for (i = 2; i < n; i += 2) if (holds(short(part[i]), socket)) return "docker"
  if (endpoint == "-" || endpoint == "") endpoint = "unix:///var/run/docker.sock"
  if (endpoint !~ /^unix:/) return "endpoint"
  sub(/^unix:\/\//, "", endpoint)
  for (i = 1; i < n; i += 2) if (holds(short(part[i]), short(endpoint))) there = 1
  return there ? "endpoint" : ""
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_TRAEFIKS='# Each Traefik that runs, as a line. On stdin: `traefik_SUM=…` of all releases, `=`, lines as PROXY_VIEW gives them,
# `=`, the same once more. `root`: the folder with what was read in each of them, by id. `socket`: that of Docker.

$0 == "=" { part++; next }
!part { read_known(); next }
length($1) != 64 || $1 ~ /[^0-9a-f]/ { next }
part == 1 { networks_of[$1] = listed($2); next }
{
  id = $1; own_networks = listed($2); mounts = places($3); called = name($4); started = $5
  if (is_traefik($6, $7)) judge()
}

# What a release says of a static configuration file with this sum.
function read_known(   eq) { eq = index($0, "="); known[substr($0, 9, eq - 9)] = substr($0, eq + 1) }
# Project and service, or its own name.
function name(quoted,   part) {
  split(quoted, part, "\037")
  return (part[1] == "" ? "" : unquoted(part[1]) "/") unquoted(part[2] == "" ? part[3] : part[2])
}
# By the title or the name of its image, its program, or an argument that only Traefik has. Its arguments go to `arg`;
# `variables` is where its variables begin.
function is_traefik(image, title,   i, mine, text) {
  mine = unquoted(title) == "Traefik"
  image = word(image); sub(/@.*/, "", image); sub(/:[^\/:]*$/, "", image)
  if (image ~ /(^|\/)traefik$/) mine = 1
  args = 0
  for (i = 8; i <= NF && $i != "="; i++) {
    text = word($i)
    if (i < 11 && text ~ /(^|\/)traefik$/) mine = 1
    if (i > 8 && (args || text ~ /^-/)) arg[++args] = text
    if (tolower(text) ~ /^--providers\.(docker|swarm|file)(=|\.|$)/) mine = 1
  }
  variables = i + 1
  return mine
}
function judge(   line) {
  forget_settings(); read_arguments()
  split("", file); line = ""
  if ((getline line <(root id)) > 0) { split(line, file, "\037"); close(root id) }
  read_at = file[1]; path = file[2]; sum = file[3]; program = file[4]
  if (read_at != started) print "\nask\t" id "\t" started "\t" set["configfile"]
  else if (path ~ /^\//) configured_by_file()
  else {
    if (args == 0) read_variables(variables)
    if (!on("providers.docker") || on("providers.docker.swarmmode")) print "\nelse\t" called "\t" id
    else configured_by_words()
  }
}
# Of a file a release says: whether it asks Docker, folder, throttle, sign, which containers, entry point, address,
# endpoint of Docker.
function configured_by_file(   is) {
  if (!(sum in known)) {
    if (alone(networks(own_networks))) print_traefik("", "")
    else print "\nunknown\t" called "\t" id "\t" path
    return
  }
  split(known[sum], is, "\037")
  if (is[1] != 1) { print "\nelse\t" called "\t" id; return }
  print_traefik(is[2] "\t" is[3] "\t" is[4] "\t" source(mounts, is[2]) "\t" is[5] "\t" is[6] "\t" is[7], is[8])
}
function configured_by_words(   folder, throttle, lists) {
  find_sign()
  folder = set["providers.file.directory"]
  if (length(folder) > 1) sub(/\/+$/, "", folder)
  if (folder == "" || set["providers.file.watch"] ~ /^[Ff]alse$/) folder = "-"
  # Without a shell in its container nothing can be written there.
  if (path == "?") { folder = "-"; sign = "none" }
  throttle = set["providers.providersthrottleduration"]
  throttle = throttle == "" ? 2000 : ms(throttle)
  lists = set["providers.docker.constraints"] == "" ? "all" : "some"
  print_traefik(folder "\t" throttle "\t" sign "\t" source(mounts, folder) "\t" lists "\t" entry "\t" where, \
    set["providers.docker.endpoint"])
}
function print_traefik(fields, endpoint,   has, access, trust) {
  has = networks(own_networks); access = docker_access(mounts, endpoint)
  if (alone(has)) print "\nnot\t" called "\t" id "\tit is in no network"
  else if (access == "") print "\nnot\t" called "\t" id "\tit has neither the socket of Docker nor an endpoint"
  else {
    trust = access == "docker" && program == "traefik" ? "sure" : "unproven"
    print "\nasks\t" called "\t" id "\t" fields "\t" has "\t" trust "\t" called
  }
}
'

# What each Traefik that runs is set up to do, from its arguments, its file or its variables.

# Each Traefik that runs, as a line: `asks` (it asks Docker) with its name and all that `read_proxy` wants, `ask` where
# nobody has looked yet which file it is set up by, `unknown` where nobody has told what that file says: the runner
# does, in a release's meta; `not` what is set up as one and cannot be it, with the reason; `else` one that does not
# ask Docker.
# Traefik takes a file, else its arguments, else its variables, and never two of them. Who it is:
# src/host/traefik/isTraefik.ts says the same for the runner.
traefiks_of() { # stdin: lines as PROXY_VIEW gives them, `=`, the same once more
  { grep -hs '^traefik_' "$ROOT"/releases/*/meta; echo '='; cat; } |
    awk -F'\t' -v root="$ROOT/.traefik/" -v socket="$(docker_socket)" \
      "$AWK_DOCKER_FIELDS$AWK_SETTINGS$AWK_REACH$AWK_TRAEFIKS"
}
# The machine's own socket of Docker: who has it knows all labels of all containers.
docker_socket() {
  case ${DOCKER_HOST-} in
    unix://*) echo "${DOCKER_HOST#unix://}" ;;
    *) echo /var/run/docker.sock ;;
  esac | sed 's:^/var/run/:/run/:'
}

# Reads the static configuration file of a Traefik, inside its container.

# Inside Traefik's container, as its own user: which program runs there; which file it is set up by, in Traefik's own
# order of looking; what is mounted; what the file says. Its path is `-` where there is none.
# shellcheck disable=SC2016 # for the shell inside
STATIC_FILE='
  program=- found=-
  for one in /proc/[0-9]*/comm; do
    { read -r name <"$one"; } 2>/dev/null || continue
    case $name in traefik) program=$name; break ;; *[!A-Za-z0-9._-]*) name=odd ;; esac
    [ "$one" != /proc/1/comm ] || program=$name
  done
  echo "$program"
  for one in "$1" /etc/traefik/traefik.toml /etc/traefik/traefik.yaml /etc/traefik/traefik.yml \
    "$XDG_CONFIG_HOME/traefik.toml" "$XDG_CONFIG_HOME/traefik.yaml" "$XDG_CONFIG_HOME/traefik.yml" \
    "$HOME/.config/traefik.toml" "$HOME/.config/traefik.yaml" "$HOME/.config/traefik.yml" \
    ./traefik.toml ./traefik.yaml ./traefik.yml; do
    if [ -n "$one" ] && [ -e "$one" ]; then case $one in /*) found=$one ;; *) found=$PWD/$one ;; esac; break; fi
  done
  echo "$found"
  if [ "$found" = - ]; then echo -; echo 0; else sha256sum <"$found" | cut -d" " -f1; stat -L -c %Y "$found"; fi
  while read -r _ at type _; do echo "$at $type"; done </proc/mounts
  echo =
  if [ "$found" != - ]; then cat "$found"; echo; fi
  echo "= end"
'
# Keeps what a Traefik is set up by, as it was read: a file counts from one start of it to the next. A first line
# `started path sum program`, then when it was changed, mounts, `=`, the text, `= end`. What has no shell has the path
# `?`.
# Dies inside: a file `.new.` more, or nothing; it is read again.
read_static() { # container, when it was started, the file that its arguments name
  local kept="$ROOT/.traefik" new="$ROOT/.traefik/.new.$$" try said has program path sum
  { mkdir -p "$kept" && find "$kept" -type f -mtime +30 -exec rm -f {} +; } 2>/dev/null
  for try in 1 2 3; do
    said=$(ask exec "$1" sh -c "$STATIC_FILE" - "$3" 2>/dev/null); has=$?
    case $said in *"$NL= end") break ;; *) said="?$NL?$NL-${NL}0$NL=$NL= end" ;; esac
    # Without a shell there is nothing to be read; one that is starting again, or a Docker that is busy, is asked once
    # more.
    case $try,$has in 3,* | *,126 | *,127) break ;; *) pause 1 ;; esac
  done
  echo "$said" | {
    read -r program && read -r path && read -r sum &&
      printf '%s\037%s\037%s\037%s\n' "$2" "$path" "$sum" "$program" && cat
  } >"$new" 2>/dev/null
  [ "$(tail -n 1 "$new" 2>/dev/null)" != '= end' ] || mv -f "$new" "$kept/$1" 2>/dev/null
  rm -f "$new"
}

# The pin: a file of this stack in the folder of Traefik's file provider, which says where all routes lead.

can_write_pin() { proxy && [ "$PROXY_DIR" != - ] && [ "$PROXY_ACK" != none ]; }
# Whether this transaction moves routes by a pin: not if the stack has none, nor if they follow Docker's health instead.
pins_routes() {
  [ "$(intent_value way)" != drain ] || return 1
  [ -s "$(routes_of "$ID")" ] || [ -s "$(routes_of "$(intent_value previous)")" ]
}
# Whether the folder of the file provider is in memory (tmpfs): a power cut must remove the pin. A folder of the host is
# looked up on the host, which is quicker than inside the container.
proxy_in_memory() {
  local dir="$PROXY_DIR"
  if [ "$PROXY_SOURCE" != - ] && [ -e "$PROXY_SOURCE" ]; then
    dir=$(readlink -f "$PROXY_SOURCE")
    cat /proc/mounts
  else
    ask exec "$PROXY" cat /proc/mounts
  fi >"$seen/mounts"
  awk -v dir="$dir" '{ at = $2 } at != "/" { at = at "/" }
    (dir == $2 || index(dir, at) == 1) && length($2) >= length(best) { best = $2; type = $3 }
    END { exit type != "tmpfs" }' "$seen/mounts"
}
pin_file() { echo "stack-actions-$STACK.yml"; }
# Writes the pin and waits until Traefik shows that it has read it; if it does not, the pin before is put back. Dies
# inside: the old pin or the new one, both whole.
put_pin() { # old|new
  local pin_nonce pin_limit proven said
  pin_nonce=$(short "$ID")-$1-$(now_ms)
  previous=$(intent_value previous)
  pin_limit=$(($(now_ms) + 30000))
  while :; do
    proven_proxy; proven=$?
    nonce=$pin_nonce # proven_proxy has set it for a probe
    if [ "$proven" != 0 ]; then
      unproven_words >"$TX/pin.err"
    elif make_pin "$1"; then
      write_by_standby; said=$?
      case $said in 0 | 4) ;; *) write_by_new_writer; said=$? ;; esac
      case $said in 0) return 0 ;; 4) break ;; *) ;; esac
    fi
    [ "$(now_ms)" -le "$pin_limit" ] || break
    # Traefik may be restarting, or another one runs by now.
    rm -f "$TX/proxy"
    await_proxy || break
    pause 0.2
  done
  fail traefik "did not take the routes within its throttle ($(tail -n 2 "$TX/pin.err"))"
}
# Removes the pin. False if Traefik runs and does not let us: a pin that stays would lead to containers that are
# removed.
# Dies inside: the pin is there or gone; `finish` or `undo` removes it again.
remove_pin() {
  local try
  for try in 1 2 3; do
    rm -f "$TX/proxy"
    await_proxy || { [ -z "$PROXY_UNSEEN" ] || continue; keep_pin_of_stopped; return 0; }
    [ "$PROXY_DIR" != - ] || { rm -f "$ROOT/kept-pin"; return 0; }
    act exec -u 0 "$PROXY" rm -f "$PROXY_DIR/$(pin_file)" && { rm -f "$ROOT/kept-pin"; return 0; }
    pause 1
  done
  return 1
}
# Removes the pin of a Traefik that is about to be removed, also if that does not run any more: the folder may be one of
# the machine, and the next Traefik would read addresses of nobody there. If another Traefik stays on that folder, the
# pin stays, too. Dies inside: the pin is there or gone; it can be done again.
unpin_leaving() { # ids of the containers that go
  local stays="$PROXY" folder="$PROXY_SOURCE" views
  [ -n "$1" ] && pins_routes || return 0
  # shellcheck disable=SC2086 # a list of ids
  views=$(ask inspect -f "{{.Id}}$TAB$PROXY_VIEW" $1 2>/dev/null | cut -f1,3-)
  if pick_proxy "$views" && [ "$PROXY_DIR" != - ] &&
    { [ "$PROXY" = "$stays" ] || [ "$PROXY_SOURCE" != "$folder" ]; }; then
    docker exec -u 0 "$PROXY" rm -f "$PROXY_DIR/$(pin_file)" >/dev/null 2>&1 8>&- </dev/null ||
      docker run --rm --network none --no-healthcheck -u 0 --volumes-from "$PROXY" \
        --entrypoint rm "$(ask inspect -f '{{.Image}}' "$PROXY")" -f "$PROXY_DIR/$(pin_file)" \
        >/dev/null 2>"$TX/err.unpin" 8>&- </dev/null ||
      note traefik "$PROXY_SOURCE/$(pin_file) could not be removed, and whatever Traefik comes next would take it:\
 $(tail -n 1 "$TX/err.unpin")"
  fi
  rm -f "$TX/proxy"
  if [ "$PROXY" = "$stays" ]; then read_proxy ''; else proxy || :; fi
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_PINNED='# The lines of routes that go into a pin, each router, service and middleware once. No router of a service that was
# unhealthy before and is not replaced: Traefik answers 404 for it by its labels, and a pin would lead users to what
# does not answer. `intent`: the file.

BEGIN {
  while ((getline <intent) > 0) {
    if ($1 == "unhealthy") unhealthy[$2 FS $3]
    if ($1 == "want") want[$2 FS $3]
  }
}
{ read_route() }
section == "routers" && (key in unhealthy) && !(key in want) { next }
!seen[section FS name]++
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_SERVERS='# The containers that a pin leads to: project, service, id. Input: the intent, the candidates, then lines of `ps_of`.
# `side`: `old` or `new`, of what changes. A service without a change gets its containers that are not unhealthy, and
# the unhealthy ones only where it has no other: they may answer in a moment, and the pin stays for long.

FILENAME == ARGV[1] { read_old(); if ($1 == "old" && fate ~ /^(replace|remove|shrink)$/) old[id]; next }
FILENAME == ARGV[2] { new[$1]; next }
{ read_container() }
state != "running" || (side == "old" ? (id in new) : (id in old)) { next }
{ line = project OFS service OFS id OFS "" }
!(id in new) && !(id in old) && status ~ /unhealthy/ { unhealthy[key] = unhealthy[key] line ORS; next }
{ has_other[key]; print line }
END { for (key in unhealthy) if (!(key in has_other)) printf "%s", unhealthy[key] }
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_RENDER='# The text of a pin. On stdin: servers, `=`, lines of routes. `nonce`, `stack`; `entry`: the entry point that shows the
# nonce; `traefik_nets`: networks of Traefik; `named`: containers are known to it by name.

$0 == "=" { routes = 1; next }
!routes {
  key = unquoted($1) FS unquoted($2)
  n[key]++; server[key, n[key]] = substr($3, 1, 12); nets[key, n[key]] = $4
  next
}
{
  read_route()
  if (section == "services") definition = with_servers(definition)
  if (section == "blocked") section = "routers"
  yaml[section] = yaml[section] "    \"" name "\": " definition "\n"
}
function with_servers(definition,   at, i, list) {
  for (i = 1; i <= n[key]; i++) list = list (i > 1 ? "," : "") "{\"url\":\"" scheme "://" host_of(i) ":" port "\"}"
  at = index(definition, "\"@SERVERS@\"")
  return substr(definition, 1, at - 1) "[" list "]" substr(definition, at + 11)
}
# A sticky cookie names its server by address.
function host_of(i,   host) {
  host = sticky == "1" || !named ? address_in(nets[key, i], network) : ""
  return host == "" ? server[key, i] : host
}
# Of `"network"=address`, each ended by a unit separator: the address in that network, else in one of Traefik.
function address_in(addresses, wanted,   list, i, n, at, net, ip, any) {
  n = split(addresses, list, "\037"); any = ""
  for (i = 1; i < n; i++) {
    at = index(list[i], "\"="); net = unquoted(substr(list[i], 1, at)); ip = substr(list[i], at + 2)
    if (net ~ /[" =]/ || ip !~ /^[0-9a-fA-F.:]+$/) continue
    if (wanted != "-" ? net == wanted : index(" " traefik_nets, " " net " ")) return ip
    if (any == "") any = ip
  }
  return named ? "" : any
}
END {
  yaml["routers"] = yaml["routers"] "    \"" stack "-ack-" nonce "\": {\"rule\":\"PathPrefix(`/.stack-actions/" nonce \
    "`)\",\"priority\":2000000,\"entryPoints\":[\"" entry "\"],\"service\":\"noop@internal\"}\n"
  print "http:"
  m = split("routers services middlewares serversTransports", order, " ")
  for (i = 1; i <= m; i++) if (yaml[order[i]] != "") printf "  %s:\n%s", order[i], yaml[order[i]]
}
'

# The text of a pin: the routes of a release, with the containers that they lead to.

# Sets pin_text: the routes of what serves or of what is to serve, and a last line that says that the text is whole.
make_pin() { # old|new
  routes=$({ if [ "$1" = old ]; then routes_of_old; else grep -v "^blocked" "$(routes_of "$ID")"; fi; } |
    awk -F'\t' -v intent="$TX/intent" "$AWK_RECORDS$AWK_PINNED")
  find_servers "$1" && pin_text=$(printf '%s\n=\n%s\n' "$servers" "$routes" | render "$nonce") || return 1
  pin_text="$pin_text$NL# $nonce is whole$NL"
}
# The routes while the old ones serve: theirs, and for each new router one of its name that answers 404, as before.
routes_of_old() {
  grep -v "^blocked" "$(routes_of "$previous")"
  awk -F'\t' 'FILENAME == ARGV[1] { if ($1 == "routers") had[$4]; next }
    ($1 == "blocked" && !($4 in had)) || ($1 == "middlewares" && $3 == "-")' \
    "$(routes_of "$previous")" "$(routes_of "$ID")"
}
# Sets servers: the containers that a pin leads to (servers.awk), with their addresses where the pin needs those. No
# files are used: on a full disk a pin would be made of half of them.
find_servers() { # old|new
  local rows candidates=/dev/null
  rows=$(ps_of "$(services_of "$([ "$1" = old ] && intent_value previous || echo "$ID")")") || return 1
  [ ! -f "$TX/candidates" ] || candidates=$TX/candidates
  servers=$(printf '%s\n' "$rows" |
    awk -F'\t' -v OFS='\t' -v side="$1" "$AWK_RECORDS$AWK_SERVERS" "$TX/intent" "$candidates" -) || return 1
  # Addresses are needed only where Traefik cannot resolve names, and for sticky cookies, which name a server by
  # address.
  by_address || printf '%s\n' "$routes" | awk -F'\t' '$8 == "1" { found = 1 } END { exit !found }' || return 0
  [ -n "$servers" ] || return 0
  # shellcheck disable=SC2016,SC2046 # Go's template; a list of ids
  servers=$(ask inspect -f "$PROJECT_LABEL$TAB$SERVICE_LABEL$TAB"'{{.Id}}{{"\t"}}'\
'{{range $n, $v := .NetworkSettings.Networks}}{{printf "%q" $n}}={{$v.IPAddress}}{{"\x1f"}}{{end}}' \
    $(printf '%s\n' "$servers" | cut -f3) 2>/dev/null)
  [ -n "$servers" ]
}

# Fills servers into route lines and groups them: the whole file for Traefik's file provider. Stdin: servers (project
# service id, and "network"=address, each ended by a unit separator), `=`, routes.
render() { # nonce
  awk -F'\t' -v nonce="$1" -v stack="$STACK" -v entry="$PROXY_ENTRY" -v traefik_nets="$PROXY_NETS" \
    -v named="$(by_address || echo 1)" "$AWK_DOCKER_FIELDS$AWK_RECORDS$AWK_RENDER"
}
# Whether Traefik cannot resolve the names of containers: in the network of the host, or in Docker's default one.
by_address() { case " $PROXY_NETS" in *" host "* | *" bridge "*) ;; *) false ;; esac; }

# Writes a pin from inside Traefik's container, and waits there until Traefik shows it.

# Runs inside Traefik's container: waits up to $1 seconds until Traefik has a router of ours. By the clock and not by a
# number of tries, because nobody knows how long each answer takes.
# shellcheck disable=SC2016 # for the shell inside
SHOWN='
  shown() {
    read -r up _ </proc/uptime; shown_until=$((${up%.*} + $1))
    while read -r up _ </proc/uptime && [ "${up%.*}" -lt "$shown_until" ]; do
      case $2 in
        api) ! timeout 2 wget -q -O /dev/null "http://$5/api/http/routers/$3" 2>/dev/null || return 0 ;;
        *) ! timeout 2 wget -S -O /dev/null "http://$5/.stack-actions/$4" 2>&1 | grep -q " 418" || return 0 ;;
      esac
      sleep 0.02
    done
    return 1
  }
'
# Runs inside Traefik's container and writes each pin that it is given on stdin: a line with the nonce and the number of
# bytes, then the bytes. Prints `ready` before each, and afterwards `ok NONCE` if Traefik shows the pin, else `no NONCE`
# (the pin before is back then). Ends with its stdin.
# shellcheck disable=SC2016 # for the shell inside
WRITER="$SHOWN"'
  # Traefik reads subfolders, too, and ignores all files if there is one that it cannot read: so the name of a file that
  # is half written must not end in .yml.
  cd "$1" && mkdir -p .stack-actions && { chmod 755 .stack-actions 2>/dev/null || :; } || exit 3
  # Middlewares may contain secrets, and the folder may be one of the host: nobody but the user of Traefik may read
  # them.
  umask 077
  who=0
  while read -r key _ id _; do [ "$key" != Uid: ] || who=$id; done </proc/1/status
  new=.stack-actions/$2.new before=.stack-actions/$2.before
  while echo ready && read -r nonce bytes; do
    rm -f "$new"
    head -c "$bytes" >"$new" && tail -n 1 "$new" | grep -q "^# $nonce is whole" || exit 3
    # chown fails where the container lacks the capability (cap_drop). Readable for all then: Traefik could not read the
    # file otherwise, and would ignore all others beside it.
    [ "$who" = 0 ] || chown "$who" "$new" 2>/dev/null || chmod 644 "$new" || exit 3
    cp -fp "$2" "$before" 2>/dev/null || rm -f "$before"
    mv -f "$new" "$2" || exit 3
    said=no; ! shown 20 "$3" "$4-ack-$nonce@file" "$nonce" "$5" || said=ok
    if [ $said = ok ]; then rm -f "$before"; elif [ -f "$before" ]; then mv -f "$before" "$2"; else rm -f "$2"; fi
    echo "$said $nonce"
  done'
writer() {
  docker exec -i -u 0 "$PROXY" sh -c "$WRITER" - "$PROXY_DIR" "$(pin_file)" "$PROXY_ACK" "$STACK" "$PROXY_AT" \
    2>"$TX/pin.err" 8>&-
}
pin_request() { printf '%s %s\n%s' "$nonce" "${#pin_text}" "$pin_text"; }
# What a writer's answer means, as an exit code: 0 Traefik shows the pin, 4 it does not, 1 that was no answer.
answer_code() { case $1 in "ok $nonce") ;; "no $nonce") return 4 ;; *) return 1 ;; esac; }
# Exit codes of `answer_code`. Dies inside: the writer ends by itself, with the old pin or the new one in place; until
# then it holds the lock.
write_by_new_writer() { answer_code "$(pin_request | writer | tail -n +2 | head -n 1)"; }
# Starting a writer (`docker exec`) takes longer than its work: one is started before it is needed, beside other work.
# It reads from fd 7 and answers on fd 6. Sets STANDBY to the Traefik that it is in.
# Dies inside: as in `write_by_new_writer`.
start_standby_writer() {
  rm -f "$TX/to.writer" "$TX/from.writer"
  can_write_pin && mkfifo "$TX/to.writer" "$TX/from.writer" || return 0
  # For a moment each pipe is open for reading and writing: opening one end alone would wait for the other.
  exec 4<>"$TX/to.writer" 5<>"$TX/from.writer"
  # In a subshell of its own, so that no later `wait` waits for it. By `exec`, else that shell would keep the
  # descriptors open that it closes for the function.
  ({ exec <"$TX/to.writer" >"$TX/from.writer" 4>&- 5>&- 8>&-; SPEAK_S=$FETCH_S; writer; } &)
  exec 7>"$TX/to.writer" 6<"$TX/from.writer" 4>&- 5>&-
  STANDBY=$PROXY
}
# Exit codes of `answer_code`; 1 also where no writer stands by for this Traefik, or it has ended.
write_by_standby() {
  local answer
  [ -n "$PROXY" ] && [ "$STANDBY" = "$PROXY" ] || return 1
  answer=$(standby_answer "$ANSWER_S") && [ "$answer" = ready ] && (pin_request >&7) 2>/dev/null || return 1
  answer=$(standby_answer "$SHOW_S") && answer_code "$answer"
}
# Reads one line, and not a byte more: the next line may be in the pipe already, and belongs to the next call.
# shellcheck disable=SC2016 # for the shell inside
standby_answer() { within "$1" 'docker exec' sh -c 'read -r word && echo "$word"' <&6 8>&- 9>&-; }

# shellcheck disable=SC2016 # the fields are awk's
AWK_STARTING='# Whether a service that Traefik routes to has a container that is starting: files of moves, files of routes, then lines
# of `ps_of`.

FILENAME ~ /\/moves$/ { read_move(); routed[key]; next }
FILENAME != "-" { read_route(); routed[key]; next }
{ read_container() }
(key in routed) && status ~ /health: starting/ { found = 1 }
END { exit !found }
'

# Before a pin is removed, Traefik must have read Docker's containers anew: how it is made to, and how that is seen.

# False if Traefik gets no events from Docker. How long it takes to follow them is known to nobody, so it is observed
# and not assumed.
refresh_proxy() {
  local seen_refresh
  prove_refresh; seen_refresh=$?
  [ "$seen_refresh" != 2 ] || outlast_throttle
  [ "$seen_refresh" != 1 ]
}
outlast_throttle() { pause "$(awk -v ms="$PROXY_THROTTLE" 'BEGIN { printf "%.1f", ms / 1000 + 1 }')"; }
# Traefik lists the containers first, and subscribes to Docker's events after that: it misses a container that becomes
# healthy between the two, until the next event, which may be a week away. A container that starts is such an event. So
# a probe container is started, and the router among its labels shows that Traefik has listed the containers again. If
# that router does not appear, the probe's own event was missed, too, and another probe is started. The probe takes no
# address, ends by itself, and Docker removes it.
# Exit codes: 0 Traefik has refreshed; 1 it never did, or none runs; 2 nobody could ask.
# Dies inside: a probe container runs for a minute.
prove_refresh() {
  local limit asked='' refreshed='' started
  # After an outage of Docker Traefik reconnects ever less often: a minute. A Traefik that got no events the last time
  # is not waited for.
  limit=$(($(now_ms) + $(is_disconnected && echo 5000 || echo 60000)))
  while [ -z "$refreshed" ] && [ "$(now_ms)" -lt "$limit" ]; do
    rm -f "$TX/proxy"
    await_proxy || { [ -n "$(intent_value proxy)" ] && continue; return 1; }
    start_probe_container; started=$?
    case $started in
      0)
        asked=yes
        ! await_probe_router || refreshed=yes
        ask rm -f "$probe_container" >/dev/null 2>&1 ;;
      # Traefik's image has no `sleep`: a further try ends in the same way.
      126 | 127) break ;;
      *) pause 1 ;;
    esac
  done
  if [ -n "$refreshed" ]; then note traefik "it has looked anew at what runs"; return 0; fi
  if [ -z "$asked" ]; then
    note traefik "nobody can say whether it has looked anew at what runs:\
 $(tail -n 1 "$TX/err.probe" 2>/dev/null | hide_secrets)"
    return 2
  fi
  write_kept_pin
  note traefik "it gets no events from Docker any more, and goes on with the routes that it has, and with those of each\
 deploy to come. $(disconnected_words)"
  return 1
}
# Starts a container of Traefik's own image, whose labels define a router. Sets probe_container, probe_router and nonce.
start_probe_container() { # optional: a secret answer that the router gives, and a file of further labels
  nonce=$(short "$ID")-probe-$(now_ms)
  probe_router=$STACK-probe-${nonce##*-}
  [ -z "${1-}" ] || set -- --label-file "$2" --label "traefik.http.routers.$probe_router.middlewares=$probe_router" \
    --label "traefik.http.middlewares.$probe_router.redirectregex.regex=.*" \
    --label "traefik.http.middlewares.$probe_router.redirectregex.replacement=http://127.0.0.1:1/$1"
  # An image that Compose built has labels of Compose: empty ones hide them.
  probe_container=$(ask run -d --rm --no-healthcheck --network "container:$PROXY" --entrypoint sleep \
    --label com.docker.compose.project= --label com.docker.compose.service= --label "stack-actions.probe=$STACK" \
    --label traefik.enable=true --label "traefik.http.services.$probe_router.loadbalancer.server.port=1" \
    --label "traefik.http.routers.$probe_router.rule=PathPrefix(\`/.stack-actions/$nonce\`)" \
    --label "traefik.http.routers.$probe_router.priority=2000000" \
    --label "traefik.http.routers.$probe_router.entrypoints=$PROXY_ENTRY" \
    --label "traefik.http.routers.$probe_router.service=noop@internal" \
    "$@" "$(ask inspect -f '{{.Image}}' "$PROXY")" 60 2>"$TX/err.probe")
}
# Waits until Traefik has the probe's router. Where Traefik shows no routers, or does not read every container, this
# waits for its throttle: the event at least has reached it.
await_probe_router() {
  [ "$PROXY_ACK" != none ] && [ "$PROXY_LISTS" = all ] || { outlast_throttle; return 0; }
  # shellcheck disable=SC2016 # for the shell inside
  ask exec "$PROXY" sh -c "$SHOWN"'shown "$@"' - \
    $((PROXY_THROTTLE / 1000 + 5)) "$PROXY_ACK" "$probe_router@docker" "$nonce" "$PROXY_AT" >/dev/null 2>&1
}
# Waits, two minutes at most, until no routed service is starting: Traefik might miss the event of one that becomes
# healthy just now.
await_starts() {
  local limit
  limit=$(($(now_ms) + 120000))
  while routed_service_starts && [ "$(now_ms)" -lt "$limit" ]; do pause 0.5; done
  return 0
}
# Where Docker does not answer, something may be starting.
routed_service_starts() {
  local before containers
  before=$(intent_value previous)
  containers=$(ps_of "$(services_of "$before")" "$(services_of "$ID")") || return 0
  printf '%s\n' "$containers" | awk -F'\t' "$AWK_RECORDS$AWK_STARTING" \
    "$(moves_of "$before")" "$(moves_of "$ID")" "$(routes_of "$before")" "$(routes_of "$ID")" -
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_NOT_READY='# Which routed services have containers that Docker does not call healthy. Prints a code, TAB, and words that begin with
# `none` or `some`: whether no or some containers of the service are healthy. The code:
#   some       each routed service has a healthy container
#   starting   a service has none, because its containers are not healthy yet
#   unhealthy  a service has none, and one of its containers is unhealthy, restarting or paused
# Input: lines of `ps_of`. `routes`: the file. `before`: lines `unhealthy project service`, which do not count.

BEGIN {
  while ((getline <routes) > 0) { read_route(); if (section == "services") routed[key] }
  n = split(before, line, "\n")
  for (i = 1; i <= n; i++) { sub(/^unhealthy\t/, "", line[i]); unhealthy_before[line[i]] }
}
{ read_container() }
!(key in routed) || (key in unhealthy_before) || state !~ /^(running|restarting|paused)$/ { next }
state == "running" && status !~ /unhealthy|health: starting/ { healthy[key]++; next }
{
  health = status ~ /unhealthy/ ? " and unhealthy" : status ~ /starting/ ? " and starting" : ""
  words_of[key] = words_of[key] ", " substr(id, 1, 12) " is " state health
  if (state != "running" || status ~ /unhealthy/) broken[key]
}
END {
  for (key in words_of) {
    split(key, part, FS)
    if (!healthy[key]) { has_none = 1; if (key in broken) is_broken = 1 }
    words = words sep (healthy[key] ? "some" : "none") ": " part[1] "/" part[2] ": " substr(words_of[key], 3)
    sep = "; "
  }
  if (words != "") printf "%s\t%s", has_none ? (is_broken ? "unhealthy" : "starting") : "some", words
}
'

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

# Proves that the container that looks like Traefik is the Traefik that reads the labels of this Docker.

# Nothing changed. Refuses to move routes of a Traefik that runs outside of Docker, or that is not proven.
check_proxy_trust() {
  local moved
  if [ -n "$PROXY_OUTSIDE" ]; then
    moved=$(old replace remove shrink | awk -F'\t' 'FILENAME != "-" { routed[$2 FS $3]; next }
      $7 == "start-first" && $8 == "running" && (($2 FS $3) in routed) { printf "%s/%s ", $2, $3 }' \
      "$(routes_of "$(current)")" -)
    if [ -n "$moved" ]; then
      fail traefik "runs $PROXY_OUTSIDE, where nobody can tell it when to send requests to another container:\
 ${moved}would be stopped under it"
      return 1
    fi
  fi
  nothing_to_do || [ -z "$(current)" ] || ! pins_routes || ! can_write_pin || proven_proxy ||
    fail traefik "$(unproven_words)"
}
# Whether Traefik may be given our routes, whose middlewares may contain secrets. A container with Docker's own socket
# can read them there anyway. Any other container has to show once that it reads Docker's labels: it must give an answer
# that only the labels of a probe container contain, and that is compared here. Dies inside: the probe runs for a
# minute.
proven_proxy() {
  local answer shown
  [ "$PROXY_TRUST" != sure ] && [ ! -e "$ROOT/.traefik/$PROXY.shown" ] || return 0
  answer=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  [ ${#answer} = 32 ] && own_labels >"$TX/labels" && start_probe_container "$answer" "$TX/labels" || return 1
  shows_answer "$answer"; shown=$?
  ask rm -f "$probe_container" >/dev/null 2>&1
  [ "$shown" = 0 ] && write_whole "$ROOT/.traefik/$PROXY.shown" "$answer"
}
shows_answer() { # answer
  local answer="$1" limit
  limit=$(($(now_ms) + PROXY_THROTTLE + 5000))
  case $PROXY_ACK in
    api) set -- -q -O - "http://$PROXY_AT/api/http/middlewares/$probe_router@docker" ;;
    *) set -- -S -O /dev/null "http://$PROXY_AT/.stack-actions/$nonce" ;;
  esac
  until ask exec "$PROXY" timeout 2 wget "$@" 2>&1 | grep -qF "$answer"; do
    [ "$(now_ms)" -lt "$limit" ] || return 1
    pause 0.1
  done
}
# Labels that a probe needs where Traefik reads only some containers (`constraints`): those labels of one of our routed
# containers that Traefik's own settings name.
own_labels() {
  local settings one line
  [ "$PROXY_LISTS" != all ] || return 0
  settings=$(ask inspect -f '{{json .Args}}{{json .Config.Env}}' "$PROXY"; cat "$ROOT/.traefik/$PROXY")
  one=$(ps_of "$(services_of "$(current)")" "$(services_of "$ID")" |
    awk -F'\t' 'FILENAME != "-" { has[$2 FS $3]; next } ($2 FS $3) in has { print $1 }' \
      "$(routes_of "$(current)")" "$(routes_of "$ID")" - | head -n 1)
  # shellcheck disable=SC2016 # Go's template
  ask inspect -f '{{range $k, $v := .Config.Labels}}{{printf "%q" $k}}={{printf "%q" $v}}{{"\n"}}{{end}}' "$one" |
    sed -n 's/^"\([A-Za-z0-9._-]*\)"="\([^"\\]*\)"$/\1=\2/p' |
    while IFS= read -r line; do
      case $line in
        traefik.* | com.docker.compose.* | stack-actions.*) ;;
        *) case $settings in *"${line%%=*}"*) echo "$line" ;; *) ;; esac ;;
      esac
    done
}
unproven_words() {
  echo "$PROXY_NAME is set up as Traefik, but does not show what Docker's labels tell," \
    "so that it is told nothing of the routes: give it Docker's own socket, or look at its log"
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_LEFT_BEHIND='# Where the services that serve now have written to, and the release to go back to would not have it at the same path.
# Read: of that release its files `services` and `storage`, then `storage` of what serves.
# Set by the shell: services and had, the names of the first two. The rule of release/plan/storage/storage.ts.

FILENAME == services { read_service(); has_service[key]; next }
{ read_stored(); row = project FS service FS target FS place }
FILENAME == had { had_row[row]; had_place[place]; next }
{ now_at[target FS place]; now_places[++place_count] = place }
row in had_row { next }
# A service that the release does not have writes to a place that it has all the same.
!((project FS service) in has_service) && (place in had_place) { next }
{ say(row) }
# A word for the folder of a database in its place (PGDATA): where nothing else is said now, it lies elsewhere.
END {
  for (row in had_row) {
    split(row, field, FS)
    target = field[3]; place = field[4]
    if (target ~ /^\// || (target FS place) in now_at) continue
    if (is_in_use(place)) say(row)
  }
}

function is_in_use(place,   i) {
  for (i = 1; i <= place_count; i++)
    if (now_places[i] == place || index(place, now_places[i] "/") == 1) return 1
  return 0
}
function say(row,   field) {
  split(row, field, FS)
  printf "%s%s/%s at %s: %s", separator, field[1], field[2], field[3], field[4]
  separator = "; "
}
'

# The releases that one can go back to, and why not to the others.

# Where one can go back to, the release that `rollback` takes by itself first, and where not any more:
# `can ID` and `no ID: why`.
rollback_targets() { # current
  local all first gone id why
  all=$(history_ids | grep -vxF "$1"); first=$(default_target "$1")
  # shellcheck disable=SC2086 # a list of ids
  gone=$(gone_images $all)
  for id in $all; do [ ! -s "$ROOT/releases/$id/ports" ] || { read_containers; break; }; done
  for id in $first $(echo "$all" | grep -vxF "$first"); do
    if why=$(why_not "$id" "$gone"); then echo "can $id"
    elif [ "$(result_of "$id")" = committed ]; then echo "no $id: $why"; fi
  done
}
# Why a release cannot be gone back to, in words; true if it can.
why_not() { # release, images that are gone
  local lost bad how twice taken part
  [ "$1" != "$(current)" ] || { echo "it is the current one"; return 1; }
  [ "$(result_of "$1")" = committed ] || {
    echo "it was never proven to serve: $(cut -f1,2 "$ROOT/releases/$1/outcome" 2>/dev/null || echo prepared only)"
    return 1
  }
  [ "$(meta "$1" kind)" != adopted ] || {
    echo "it ran before stack-actions, which has no files to start it from"
    return 1
  }
  for part in $PARTS; do
    [ -f "$ROOT/releases/$1/$part" ] || { echo "it is not whole: $ROOT/releases/$1/$part is gone"; return 1; }
  done
  lost=$([ -z "$2" ] || each_service image "$ROOT/releases/$1/services" | sort -u | grep -xF -e "$2" | tr '\n' ' ')
  [ -z "$lost" ] || { echo "no longer on this server: ${lost% }"; return 1; }
  # shellcheck disable=SC2046 # names of sums
  bad=$(damaged_contents $(contents_of "$ROOT/releases/$1/models") | head -n 1)
  if [ -n "$bad" ]; then
    how='is gone'; [ ! -e "$ROOT/files/$bad" ] || how='is not what was sent any more'
    echo "$ROOT/files/$bad, which it mounts, $how"
    return 1
  fi
  lost=$([ -n "$LEAVE_DATA" ] || left_behind "$1")
  [ -z "$lost" ] || {
    echo "it does not have what was written since ($lost);" \
      "to leave that behind, roll back with --leave-data (of the action: leave-data: true)"
    return 1
  }
  twice=$(would_start "$1" | second_writers "$1")
  [ -z "$twice" ] || { echo "two must not write to one place at once: $twice"; return 1; }
  taken=$(target_port_conflicts "$1")
  [ -z "$taken" ] || { echo "$taken"; return 1; }
}
# Where the current release's services have written to, and this release would not have it at the same path; nothing
# where it has all.
left_behind() { # release
  local services had
  services=$(services_of "$1") had=$(storage_of "$1")
  awk -F'\t' -v services="$services" -v had="$had" "$AWK_RECORDS$AWK_LEFT_BEHIND" \
    "$services" "$had" "$(storage_of "$(current)")"
}
# What a release is made of: a rollback is what it went back to.
origin() { # release
  local of="$1"
  while [ "$(meta "$of" kind)" = rollback ]; do of=$(meta "$of" of); done
  echo "$of"
}
# What served before, whichever way that came to run: a release that was rolled back from is passed over.
default_target() { # current
  local before to
  before=$(meta "$(origin "$1")" previous)
  to=$(origin "$before")
  [ -d "$ROOT/releases/$to" ] || to=$before
  case $(meta "$to" kind) in deploy | rollback) echo "$to" ;; *) ;; esac
}
# Where a rollback would go: the release's id, then its services; refused with the reason where it cannot.
target() { # [release]
  local now to gone reason
  now=$(current)
  [ -n "$now" ] || die 10 target "nothing was released here yet"
  to=${1:-$(default_target "$now")}
  [ -n "$to" ] || die 10 target "there is no earlier release to go back to"
  valid_id "$to" && [ -d "$ROOT/releases/$to" ] ||
    die 10 target "there is no release '$to' on this server; there are: $(history_ids | tr '\n' ' ')"
  gone=$(for ref in $(gone_images "$to"); do ask pull -q "$ref" >/dev/null 2>&1 || echo "$ref"; done)
  reason=$(why_not "$to" "$gone") || die 10 target "cannot go back to $to: $reason${gone:+, and it cannot be pulled}"
  echo "$to"
  cat "$ROOT/releases/$to/services"
}
# The same as `status` says to people, for a list.
target_rows() { # current
  local can id why
  [ -z "$1" ] || rollback_targets "$1" | while read -r can id why; do
    id=${id%:}
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$can" "$id" "$(meta "$id" kind)" "$(meta "$id" created_at)" \
      "$(meta "$id" commit)" "$(meta "$id" actor)" "$why"
  done
}

# Which images of earlier releases this server has no more, and how one that lost its name gets it back.

# Images of these releases that this server has no more; one call to Docker where it has all.
gone_images() { # ids…
  local id ref refs
  for id; do shift; set -- "$@" "$(services_of "$id")"; done
  refs=$([ $# -eq 0 ] || each_service image "$@" 2>/dev/null | sort -u)
  # shellcheck disable=SC2086 # a list of references
  [ -z "$refs" ] || ask image inspect -f . $refs >/dev/null 2>&1 ||
    for ref in $refs; do
      ask image inspect -f . "$ref" >/dev/null 2>&1 || tagged_still "$ref" "$@" || echo "$ref"
    done
}
# Reads only.
tagged_still() { # reference, services files…
  local ref="$1" tag
  shift
  awk -F'\t' -v ref="$ref" "$AWK_RECORDS"'{ read_service() } image == ref { print tag }' "$@" | sort -u |
    while read -r tag; do
      ! same_content "$ref" "$tag" || echo "$tag"
    done | grep -q .
}
# containerd's image store finds a digest by the names of its repository alone: where `redis:8` was pulled anew or
# removed, `redis@sha256:...` is gone, and its content is still here under our tag.
same_content() { # reference, tag of ours
  case $1 in
    *@sha256:*) ask image inspect -f '{{.RepoDigests}}' "$2" 2>/dev/null | grep -qF "@${1#*@}" ;;
    *) false ;;
  esac
}
# Gives it a name there again, which is taken away like what we pulled. Dies inside: a tag more on the server.
image_back() { # reference, tag of ours
  local name="${1%@*}:${2##*:}"
  same_content "$1" "$2" && docker tag "$2" "$name" </dev/null && echo "$name" >>"$ROOT/pulled"
}

# Makes the release that a rollback runs.

# A rollback is a new release with the old one's files: copied, never moved.
# Dies inside: a folder `.new-` that is swept away later.
prepare_rollback() { # new id, target, lines of meta on stdin
  local dir="$ROOT/releases/$1" from="$ROOT/releases/$2" new="$ROOT/releases/.new-$1" part tags tagging
  [ ! -e "$dir" ] || die 10 release "release $1 exists already"
  rm -rf "$new"; mkdir -p "$new"
  lock_folder "$new"
  for part in models $PARTS; do cp -r "$from/$part" "$new/" || die 10 release "release $2 is not whole"; done
  make_bind_sources "$new" "$(services_of "$(current)")" >/dev/null || exit 10
  tag_again "$new/services"
  cat >"$new/meta.over"
  meta_of_rollback "$1" "$2" "$new/meta.over" >"$new/meta"
  rm "$new/meta.over"
  json_of_rollback "$1" "$2" >"$new/release.json"
  for tagging in $tags; do wait "$tagging" || die 10 image "an image of $2 cannot be tagged"; done
  write_whole "$ROOT/seq" "${1%%-*}" && mv "$new" "$dir" && rm -f "$dir/.alive" && exec 8>&-
}
# The tag keeps the image from `docker image prune`; a person may have taken it away. Neither name has a blank or a bar.
# Sets tags: what is at work, to be waited for. Dies inside: tags more on the server.
tag_again() { # services
  local pair
  tags=''
  for pair in $(each_service 'image "|" tag' "$1" | sort -u); do
    { docker tag "${pair%%|*}" "${pair#*|}" 8>&- </dev/null 2>/dev/null || image_back "${pair%%|*}" "${pair#*|}"; } &
    tags="$tags $!"
  done
}
# What is said of the new release goes before what was said of the old one.
meta_of_rollback() { # new id, target, file with lines of meta
  {
    printf 'id=%s\nseq=%s\nkind=rollback\nof=%s\nprevious=%s\n' "$1" "${1%%-*}" "$2" "$(current)"
    cat "$3"
    sed -e '/^\(id\|seq\|kind\|of\|previous\|adopt\|reason\|way\|proxy\|ended\)=/d' "$ROOT/releases/$2/meta"
  } | awk -F= '!seen[$1]++'
}
json_of_rollback() { # new id, target
  sed -e "s/^  \"id\": .*/  \"id\": \"$1\",/" -e "s/^  \"seq\": .*/  \"seq\": ${1%%-*},/" \
    -e 's/^  "kind": .*/  "kind": "rollback",/' -e "s/^  \"of\": .*/  \"of\": \"$2\",/" \
    -e "s/^  \"previous\": .*/  \"previous\": \"$(current)\",/" "$ROOT/releases/$2/release.json"
}
next_id() { # release
  local seq
  seq=$(cat "$ROOT/seq" 2>/dev/null || echo 0)
  echo "$((seq + 1))-${1#*-}"
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_UNREPORTED='# Which of these containers Docker has said nothing of: `ID -` each. Read: what it said, then the ids.

# Wherever the key stands: Docker sorts the keys of some.
FILENAME == ARGV[1] {
  while (/^\{/ && (at = index($0, "\"Id\":\"")) > 0) {
    is_said[substr($0, at + 6, 64)]
    $0 = "{" substr($0, at + 6)
  }
  next
}
NF && !($1 in is_said) { print $1, "-" }
'

# The verb facts: what a plan is made from.

# What a plan is made from, and of these third-party images what the server knows of them. Each question costs a process
# and a moment of the engine: they are asked side by side, not one after the other.
# Dies inside: a folder `.facts.` that is swept away later, and images of a release to go back to that were pulled
# again.
facts() { # [--leave-data] [--target RELEASE, or - for where a rollback goes by itself] [references]
  local back='' asked table ids may_be_ours now ref
  [ "${1-}" != --leave-data ] || { LEAVE_DATA=1; shift; }
  [ "${1-}" != --target ] || { back=$2; shift 2; }
  open_facts
  compose_version >"$seen/compose" &
  engine_version >"$seen/version" 2>"$seen/err" & asked=$!
  other_stacks >"$seen/stacks" &
  table=$(ask ps -a --no-trunc --format "$PS_VIEW" 2>"$seen/err.ps") || {
    engine_answers err.ps
    wait
    die 10 docker "Docker does not answer: $(tail -n 2 "$seen/err.ps")"
  }
  ids=$(printf '%s\n' "$table" | cut -f1)
  may_be_ours=$(printf '%s\n' "$table" | ours_or_nobodys)
  now=$(current)
  ask_of_others
  [ -z "$back" ] || ask_where_to
  # What the current release names has its digest there.
  for ref; do
    grep -qsF "\"$ref\"" "$ROOT/releases/$now/models"/*.json || image_line "$ref"
  done >"$seen/images" &
  inspect_all
  none_is_missing
  plain_folders <"$seen/all" | checkouts >"$seen/checkouts" &
  { echo '['; grep '^{' "$seen/all" | sed '$!s/$/,/'; echo ']'; } >"$seen/containers" &
  look_at_proxy
  look_at_releases
  engine_answers
  wait
  make_key
  secrets_of "$now" "$([ -z "$back" ] || head -n 1 "$seen/target" 2>/dev/null)"
  print_facts
}
# Dies inside: as in `facts`.
open_facts() {
  mkdir -p "$ROOT/releases" "$ROOT/files" "$ROOT/data" "$TX"
  # What lies below is nobody else's business, whatever umask made it; containers reach their files through Docker,
  # which is root.
  chmod 700 "${ROOT%/*}" "$ROOT"
  program_of_docker >/dev/null 2>&1 || die 10 no-docker "Docker is not installed on this server"
  seen=$(mktemp -d "$ROOT/.facts.XXXXXX") || die 1 disk "cannot write to $ROOT"
  trap 'rm -rf "$seen"' EXIT
  lock_folder "$seen"
}
# All that was asked has ended before we end: its folder goes with us.
engine_answers() { # what else was said against it: a file
  wait "$asked"
  case $? in
    0) ;;
    2) wait; die 10 engine "$(tail -n 1 "$seen/err")" ;;
    *) wait; die 10 docker "Docker does not answer: $(tail -n 2 "$seen/${1:-err}")" ;;
  esac
}
# Volumes and networks, which what is gone back to brings along in its plan; and where Docker has its own folder.
ask_of_others() {
  # shellcheck disable=SC2046 # lists of names; where one has gone since, Docker says so and tells of the others
  if [ -z "$back" ]; then
    { ask volume inspect $(ask volume ls -q) >"$seen/volumes" 2>/dev/null; } &
    { ask network inspect $(ask network ls -q) >"$seen/networks"; } &
  fi
  [ -s "$ROOT/.docker-folder" ] || remember .docker-folder "$(ask info -f '{{.DockerRootDir}}' 2>/dev/null)" &
}
# Where a rollback would go, or why it cannot, and where else. Dies inside: as in `facts`.
ask_where_to() {
  {
    (target "${back#-}") >"$seen/target" 2>"$seen/refusal" && rm "$seen/refusal"
    target_rows "$now" >"$seen/targets"
  } &
}
# All of what may be ours, and of others what a plan needs.
inspect_all() {
  local others looking
  others=$(printf '%s\n' "$ids" | grep -vxF -e "${may_be_ours:--}")
  # shellcheck disable=SC2086 # a list of ids
  { [ -z "$others" ] || look_at_others $others; } >"$seen/others" 2>/dev/null & looking=$!
  # shellcheck disable=SC2086 # a list of ids
  { [ -z "$may_be_ours" ] || ask inspect -f "{{json .}}$NL$PROXY_VIEW$NL$FOLDER_VIEW" $may_be_ours; } \
    >"$seen/all" 2>/dev/null
  wait "$looking"
  cat "$seen/others" >>"$seen/all"
}
# Half a list would be a server on which nothing is held, mounted or published.
none_is_missing() {
  local missing
  missing=$(printf '%s\n' "$ids" | awk "$AWK_UNREPORTED" "$seen/all" -)
  [ -z "$missing" ] || missing=$(printf '%s\n' "$missing" | existing) || missing=unknown
  [ -z "$missing" ] || { wait; die 10 docker "Docker does not answer for the container $(short "$missing")"; }
  [ "$(wc -c <"$seen/all")" -le 33554432 ] ||
    die 10 docker "Docker says more of this server's containers than can be planned with (32 MiB): the largest has $(
      awk 'length($0) > most { most = length($0); beginning = substr($0, 1, 90) }
        END { print most " characters, and begins " beginning }' "$seen/all" | escape_controls)"
}
look_at_proxy() {
  ! pick_proxy "$(cat "$seen/all")" || remember .proxy-folder "$PROXY_SOURCE"
  [ -n "$back" ] || listening >"$seen/listening"
  echo "$PROXY_OUTSIDE" >"$seen/outside"
  ! has_kept_pin || kept_pin_words >"$seen/pin"
}
look_at_releases() {
  local name
  releases >"$seen/releases"
  (cd "$ROOT/releases" && grep -s '^built=' -- */meta /dev/null) >"$seen/built" &
  ls "$ROOT/files" >"$seen/files"
  # shellcheck disable=SC2046 # names of sums
  damaged_contents $(contents_of "$ROOT/releases/${now:-.}/models") |
    while read -r name; do
      [ ! -e "$ROOT/files/$name" ] || echo "$name"
    done >"$seen/damaged" &
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_SECTIONS='# Each file as a section, by one process for all. Words: name file name file…

BEGIN {
  for (i = 1; i < ARGC; i += 2) {
    name = ARGV[i]
    file = ARGV[i + 1]
    print "== " name
    while ((getline line <file) > 0) print " " line
    close(file)
  }
}
'

# For facts: what is printed, in sections.

# Reads only. Of `facts`: back, ids, now; all that it has put into its folder, and what lies on the server of the
# current release.
print_facts() {
  local part id model engine platform compose=''
  set --
  for part in containers listening volumes networks images stacks checkouts outside; do
    set -- "$@" "$part" "$seen/$part"
  done
  for id in $ids; do [ ! -f "$ROOT/.traefik/$id" ] || set -- "$@" "traefik $id" "$ROOT/.traefik/$id"; done
  [ -z "$back" ] || set -- "$@" target "$seen/target" refusal "$seen/refusal" targets "$seen/targets"
  if [ -n "$now" ]; then
    for part in meta services routes; do set -- "$@" "$part" "$ROOT/releases/$now/$part"; done
    for model in "$ROOT/releases/$now/models"/*.json; do
      part=${model##*/}
      [ ! -f "$model" ] || set -- "$@" "model ${part%.json}" "$model"
    done
  fi
  read -r engine platform <"$seen/version"
  read -r compose <"$seen/compose" || :
  printf '== %s\n %s\n' root "$ROOT" engine "$engine" compose "${compose#v}" platform "$platform" current "$now"
  sections "$@" key "$ROOT/.key" secrets "$seen/secrets" \
    releases "$seen/releases" built "$seen/built" seq "$ROOT/seq" \
    files "$seen/files" damaged "$seen/damaged" pin "$seen/pin" identity "$ROOT/identity"
  printf '== unfinished\n %s\n' "$(intent_value release)"
}
sections() { awk "$AWK_SECTIONS" "$@"; } # name file name file…
# What these releases know to be secret. Dies inside: as in `facts`.
secrets_of() { # releases
  local id
  for id; do
    cat "$ROOT/releases/${id:--}/secrets" 2>/dev/null
  done >"$seen/secrets"
}
# The releases, from the first on: id, kind and result.
releases() {
  local id result
  history_ids | sort -t- -k1,1n | while read -r id; do
    result=$(result_of "$id")
    printf '%s\t%s\t%s\n' "$id" "$(meta "$id" kind)" "${result:-prepared}"
  done
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_ORIGIN='# What the config of a checkout calls its origin, without a login, behind the folder, which the shell sets.

/^[ \t]*\[/ { is_origin = /remote "origin"/ }
is_origin && /^[ \t]*url[ \t]*=/ {
  url = $0
  sub(/^[^=]*=[ \t]*/, "", url)
  sub(/:\/\/[^\/@]*@/, "://", url)
  print folder "\t" url
  exit
}
'

# For facts: what else is on this server, as far as a plan needs it.

# Of a table as PS_VIEW gives it, the containers that may be this stack's, of which a plan needs all, their variables,
# too: those with its label, and those of Compose without a label of ours, which an adoption asks for.
ours_or_nobodys() {
  awk -F'\t' -v owner="$OWNER" "$AWK_DOCKER_FIELDS"'
    NF == 9 { id = $1; project = unquoted($2); stack = unquoted($9) }
    NF == 9 && (stack == "" ? project != "" : stack == owner) { print id }'
}
# As plain JSON (`.Id`), which has no key for what is empty: `index` says nothing then, where `.` is an error. What a
# plan
# needs of all others: of their variables those that set up Traefik, or name a port or a program's version.
# shellcheck disable=SC2016 # Go's template
others_view() { # what it says of arguments and labels
  printf %s '{"Id":{{json .Id}},"Name":{{json .Name}},"Created":{{json .Created}},"Image":{{json .Image}}' \
    ',"Path":{{json .Path}},"Args":'"$1" \
    ',"State":{"Status":{{json .State.Status}},"Running":{{json .State.Running}}' \
    ',"StartedAt":{{json .State.StartedAt}},"ExitCode":{{json .State.ExitCode}}' \
    ',"Health":{{with index .State "Health"}}{"Status":{{json .Status}}}{{else}}null{{end}}}' \
    ',"Config":{"Image":{{json .Config.Image}},"Cmd":null,"Entrypoint":null' \
    ',"Env":[{{range .Config.Env}}{{$n := split (index (split . "=") 0) "_"}}' \
    '{{$last := ""}}{{range $n}}{{$last = .}}{{end}}' \
    '{{if or (eq (index $n 0) "TRAEFIK") (eq $last "VERSION" "PORT")}}{{json .}},{{end}}{{end}}""]' \
    ',"Labels":'"$2"',"ExposedPorts":{{json (index .Config "ExposedPorts")}}}' \
    ',"HostConfig":{"NetworkMode":{{json .HostConfig.NetworkMode}}' \
    ',"RestartPolicy":{{json .HostConfig.RestartPolicy}},"PortBindings":{{json .HostConfig.PortBindings}}}' \
    ',"Mounts":{{json .Mounts}},"NetworkSettings":{"Networks":{{json .NetworkSettings.Networks}}' \
    ',"Ports":{{json .NetworkSettings.Ports}}}}'
}
# Whatever somebody else's container holds hinders nobody: of one that is larger than any that is known (128 KiB) there
# are no arguments, and of its labels the beginnings of those that say whose it is.
FEW_LABELS='{{"{"}}{{with .Config.Labels}}'\
'{{with index . "com.docker.compose.project"}}"com.docker.compose.project":{{json (truncate . 200)}},{{end}}'\
'{{with index . "com.docker.compose.service"}}"com.docker.compose.service":{{json (truncate . 200)}},{{end}}'\
'{{with index . "stack-actions.stack"}}"stack-actions.stack":{{json (truncate . 200)}},{{end}}'\
'{{end}}"stack-actions.cut":"yes"}'
look_at_others() { # ids…
  local large
  ask inspect -f "$(others_view '{{json .Args}}' '{{json .Config.Labels}}')$NL$PROXY_VIEW" "$@" >"$seen/whole"
  awk 'length($0) <= 131072' "$seen/whole"
  large=$(awk 'length($0) > 131072 && index($0, "{\"Id\":\"") == 1 { print substr($0, 8, 64) }' "$seen/whole")
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$large" ] || ask inspect -f "$(others_view '[]' "$FEW_LABELS")" $large
}
# Where Compose ran what has no label of ours.
# shellcheck disable=SC2016 # Go's template
FOLDER_VIEW='{{with .Config.Labels}}{{if not (index . "stack-actions.stack")}}'\
'{{with index . "com.docker.compose.project.working_dir"}}folder{{"\t"}}{{printf "%q" .}}{{end}}{{end}}{{end}}'
plain_folders() { sed -n "s/^folder$TAB\"\(\/[^\\\"]*\)\"\$/\1/p" | sort -u; }
# Folders on stdin; of those that are a checkout, as far as we may look, what git calls its origin, without a login.
checkouts() {
  local folder at
  while IFS= read -r folder; do
    case $folder in /*) at=$folder ;; *) continue ;; esac
    until [ -z "$at" ] || [ -f "$at/.git/config" ]; do at=${at%/*}; done
    [ -z "$at" ] || awk -v folder="$folder" "$AWK_ORIGIN" "$at/.git/config"
  done
}
# Ports of the server that something listens on, as the kernel says it: 0A is a listening TCP socket, 07 one of UDP that
# is bound. Reads only.
listening() {
  local table state
  for table in tcp tcp6 udp udp6; do
    case $table in tcp*) state=0A ;; *) state=07 ;; esac
    awk -v protocol="${table%6}" -v state="$state" \
      'FNR > 1 { local_address = $2; has = $4; if (has == state) print protocol, local_address }' \
      "/proc/net/$table" 2>/dev/null
  done | sort -u
}
# What other stacks of this user hold: Compose project, and their file `identity`, its lines joined by tabs.
other_stacks() {
  local other now projects whose project
  for other in "${ROOT%/*}"/*/; do
    other=${other%/}
    [ "$other" != "$ROOT" ] && [ -s "$other/identity" ] && [ -s "$other/current" ] || continue
    read -r now <"$other/current"
    projects=$(each_service project "$other/releases/$now/services" 2>/dev/null | sort -u)
    whose=$(tr '\n' '\t' <"$other/identity")
    for project in $projects; do printf '%s\t%s\n' "$project" "$whose"; done
  done
}

# For facts: which Docker and which Compose answer here. It is kept from call to call.

# What later calls need not ask for again. Nothing hangs on it: without the lock, it must not take the ballast from a
# transaction. Dies inside: what was known before, or what is new.
remember() { # file, its lines
  [ "$(cat "$ROOT/$1" 2>/dev/null)" != "$2" ] || return 0
  { printf '%s\n' "$2" >"$seen/$1" && [ -s "$seen/$1" ] && mv -f "$seen/$1" "$ROOT/$1"; } 2>/dev/null || :
}
# Version and platform of the engine; asked once for each start of one that is this machine's own.
# Dies inside: it is asked again.
engine_version() {
  local started=''
  [ -n "${DOCKER_HOST-}${DOCKER_CONTEXT-}" ] || grep -qs '"currentContext"' "$HOME/.docker/config.json" ||
    started=$(stat -c '%Z %i' "$ENGINE_PID" 2>/dev/null)
  [ -n "$started" ] || usual_engine || return 2
  asked_once .engine "$started" docker version -f '{{.Server.Version}} {{.Server.Os}}/{{.Server.Arch}}'
}
# Reads only. An engine that is not this machine's usual one, by its socket, its owner or its kind: nothing here was
# made
# for it, and half of it would go wrong unseen.
usual_engine() {
  local reached
  case $(readlink -f "$(program_of_docker)") in
    */snap | /snap/*) unusual "Docker of the snap store runs here: it cannot read $ROOT," \
      "and mounts other folders than those that are named." \
      "Install Docker's own packages (docs.docker.com/engine/install), and remove the snap" ;;
    *) ;;
  esac || return 2
  case $(docker --version 2>/dev/null) in
    *[Pp]odman*) unusual "podman answers in place of Docker here:" \
      "install Docker Engine (docs.docker.com/engine/install)" ;;
    *) ;;
  esac || return 2
  reached=${DOCKER_HOST:-$(docker context inspect -f '{{.Endpoints.docker.Host}}' 2>/dev/null)}
  case $reached in
    '' | unix://*) ;;
    *) unusual "Docker is reached by $reached here, not by a socket of this machine:" \
      "let the deploy user log in where Docker runs, and use 'docker context use default' there" ;;
  esac || return 2
  case $(docker info -f '{{json .SecurityOptions}}' 2>/dev/null) in
    *name=rootless*) unusual "rootless Docker runs here: it starts nothing after a reboot unless its user lingers," \
      "and no folder in memory that Traefik shares with us. Use the system's Docker:" \
      "log in as a user in the group docker, without DOCKER_HOST and with 'docker context use default'" ;;
    *) ;;
  esac || return 2
}
unusual() { echo "$@" >&2; return 1; } # words
# Asked once for each plugin that lies here. Dies inside: it is asked again.
compose_version() {
  if compose_plugin; then set -- "$plugin"; else set -- docker compose; fi
  asked_once .compose "$(compose_sign)" "$@" version --short 2>/dev/null || :
}
# What tells one Compose from another; nothing where only Docker knows which it starts.
compose_sign() { ! compose_plugin || stat -L -c '%n %Y %s' "$plugin"; }
# The answer of a program, kept as long as this sign stays as it was; without a sign it is asked each time.
# Dies inside: it is asked again.
asked_once() { # file sign words…
  local kept="$1" sign="$2" answer
  shift 2
  if [ -n "$sign" ] && [ "$(tail -n +2 "$ROOT/$kept" 2>/dev/null)" = "$sign" ]; then
    head -n 1 "$ROOT/$kept"
    return
  fi
  answer=$("$@" </dev/null) || return 1
  remember "$kept" "$answer$NL$sign"
  echo "$answer"
}

# The verb likeness: what runs before the first release, beside what that release would run.

# What runs before the first release, beside what it is to be. Reads only.
# Stdin: lines `model` project JSON, `image` id, `file` container path source.
# Dies inside: a folder `.facts.` that is swept away later.
likeness() {
  local count kind one two three
  seen=$(mktemp -d "$ROOT/.facts.XXXXXX") || die 1 disk "cannot write to $ROOT"
  trap 'rm -rf "$seen"' EXIT
  lock_folder "$seen"
  true >"$seen/files"
  count=0
  while IFS=$TAB read -r kind one two three; do
    count=$((count + 1))
    # Each costs a process: side by side. A text may hold secrets, and is in no file and in nobody's arguments.
    case $kind in
      model) printf '%s\n' "$two" | compose_hashes "$one" >"$seen/answer.$count" & ;;
      image) ask image inspect -f "image$TAB$one$TAB{{json .Config}}" "$one" >"$seen/answer.$count" 2>/dev/null & ;;
      file) printf '%s\t%s\t%s\n' "$one" "$two" "$three" >>"$seen/files" ;;
      *) ;;
    esac
  done
  file_sums <"$seen/files"
  wait
  cat "$seen"/answer.* 2>/dev/null || :
}
# Compose's own hash of each service; nothing where it cannot read the text.
compose_hashes() { # project; the text on stdin
  bare_compose -p "$1" --project-directory "$ROOT/data" -f - --env-file /dev/null config --hash '*' 2>/dev/null |
    awk -v project="$1" 'NF == 2 { service = $1; hash = $2; print "hash\t" project "\t" service "\t" hash }'
}
# The content of files as containers have it; nothing of what nobody can read. What this user may not read is read by
# Docker, one at a time, so that not too many are.
file_sums() { # lines: container path source
  local by_docker=0 id path from sum
  true >"$seen/readable"; true >"$seen/paths"
  while IFS=$TAB read -r id path from; do
    if [ "$from" != - ] && [ -f "$from" ] && [ -r "$from" ]; then
      printf '%s\t%s\t%s\n' "$id" "$path" "$from" >>"$seen/readable"
      printf '%s\0' "$from" >>"$seen/paths"
    elif [ "$by_docker" -lt 500 ]; then
      by_docker=$((by_docker + 1))
      sum=$(ask cp -L "$id:$path" - 2>/dev/null | tar -xO 2>/dev/null | sha256sum | cut -c1-64)
      # The sum of nothing is also that of what is not there.
      [ "$sum" = "$SUM_OF_NOTHING" ] && ! ask cp -L "$id:$path" - >/dev/null 2>&1 ||
        printf 'sum\t%s\t%s\t%s\n' "$id" "$path" "$sum"
    fi
  done
  [ -s "$seen/paths" ] || return 0
  xargs -0 sha256sum <"$seen/paths" 2>/dev/null | awk -F'\t' -v OFS='\t' '
    FILENAME != ARGV[2] { sum_of[substr($0, 67)] = substr($0, 1, 64); next }
    { container = $1; path = $2; from = $3 }
    from in sum_of { print "sum", container, path, sum_of[from] }' - "$seen/readable"
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_SAME_FILES='# Of lines container, path, sum, from, before, those whose file `from` is what it is to be, or what the release before
# brought; all others go to the file `others`, which the shell sets. Read: lines of sha256sum, then those.

FILENAME == ARGV[1] { sum_of[substr($0, 67)] = substr($0, 1, 64); next }
{ container = $1; path = $2; sum = $3; from = $4; before = $5 }
(from in sum_of) && (sum_of[from] == sum || (before in sum_of) && sum_of[from] == sum_of[before]) {
  print container, path, "same"
  next
}
{ print >others }
'

# The verbs names and covered: what lies where the files of a release would lie.

# The files below each folder, 5000 at most, one a line behind a blank; `?` where one cannot be read. Stdin: folders,
# one a line. Reads only.
names() {
  local folder
  while IFS= read -r folder; do
    printf '== %s\n' "$folder"
    # A file in its place is no folder without files.
    [ -d "$folder" ] || { [ ! -e "$folder" ] || echo '?'; continue; }
    { cd "$folder" && find . ! -type d || echo '?'; } 2>/dev/null | sed -e 's|^\./| |' -e t -e 's|.*|?|' | head -n 5000
  done
}
# Files of git that would lie where containers can write now: those of them that hide nothing there.
# Stdin: lines container, path, sha256 of git's, where it is mounted from or `-`, what the release before brought for it
# or `-`. Reads only. Dies inside: a folder `.facts.` that is swept away later.
covered() {
  local id path sum from said
  seen=$(mktemp -d "$ROOT/.facts.XXXXXX") || die 1 disk "cannot write to $ROOT"
  trap 'rm -rf "$seen"' EXIT
  cat >"$seen/asked"; true >"$seen/others"
  cut -f4,5 "$seen/asked" | tr '\t' '\n' | sort -u |
    while IFS= read -r path; do
      [ ! -f "$path" ] || [ ! -r "$path" ] || printf '%s\0' "$path"
    done >"$seen/paths"
  { [ ! -s "$seen/paths" ] || xargs -0 sha256sum <"$seen/paths" 2>/dev/null; } >"$seen/sums"
  awk -F'\t' -v OFS='\t' -v others="$seen/others" "$AWK_SAME_FILES" "$seen/sums" "$seen/asked"
  while IFS=$TAB read -r id path sum from _; do
    said=$(lies_there) && printf '%s\t%s\t%s\n' "$id" "$path" "$said"
  done <"$seen/others"
  return 0
}
# Nothing (an empty file or folder holds nothing), or what the server's own checkout has committed: nobody has written
# to it since.
lies_there() { # of `covered`: id path sum from
  local is
  if [ "$from" != - ] && ! out_of_sight "$from"; then
    [ -e "$from" ] || { echo absent; return; }
    [ ! -d "$from" ] || [ -n "$(ls -A "$from" 2>&1)" ] || { echo absent; return; }
    if [ -f "$from" ] && [ -r "$from" ]; then
      [ -s "$from" ] || { echo absent; return; }
      is_committed "$from" && echo same
      return
    fi
  fi
  is=$({ ask cp -L "$id:$path" - 2>"$seen/why" || echo failed >>"$seen/why"; } |
    tar -xO 2>/dev/null | sha256sum | cut -c1-64)
  case $is in
    "$sum") echo same ;;
    "$SUM_OF_NOTHING")
      ! grep -q '^failed' "$seen/why" || grep -qiE 'could not find the file|no such file' "$seen/why" || return 1
      echo absent ;;
    *) return 1 ;;
  esac
}
# sha256 of what has no bytes.
SUM_OF_NOTHING=e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855

# For covered: whether a file is as the server's own checkout has committed it, where nobody else can have written to
# that.

# Reads the last commit of the checkout that it lies in, whoever's that is. Of a repository that others can write git
# would do what its config says, such as fetching by a program of theirs, so that none is ever read but that of an empty
# one of our own, which borrows its objects. And none that a container can write, else it would say of its own words
# that they are git's.
is_committed() { # file
  local top commit blob
  [ "$(readlink -f "$1")" = "$1" ] || return 1
  top=${1%/*}
  until [ -z "$top" ] || [ -e "$top/.git" ] || [ -L "$top/.git" ]; do top=${top%/*}; done
  [ -n "$top" ] && written_places && nobody_writes "$top" || return 1
  last_commit "$top/.git" || return 1
  mkdir -p "$seen/git/objects" "$seen/git/refs" && echo 'ref: refs/heads/none' >"$seen/git/HEAD"
  blob=$(bare_git rev-parse --verify -q "$commit:${1#"$top/"}") || return 1
  [ "$blob" = "$(bare_git hash-object --no-filters --stdin <"$1")" ]
}
# Sets commit: what HEAD is, by its own file or by that of its branch.
last_commit() { # .git
  local ref
  read -r commit <"$1/HEAD" || return 1
  case $commit in
    *..*) return 1 ;;
    'ref: refs/'*)
      ref=${commit#ref: }
      if [ -f "$1/$ref" ]; then read -r commit <"$1/$ref" || return 1
      else commit=$(awk -v ref="$ref" '$2 == ref { print $1; exit }' "$1/packed-refs" 2>/dev/null); fi ;;
    *) ;;
  esac
  case $commit in '' | *[!0-9a-f]*) return 1 ;; *) ;; esac
}
# Git with nothing but our own empty repository and the objects in `top`, of is_committed: no config of anybody, nothing
# of the network, no program. Reads only.
bare_git() {
  within "$ANSWER_S" git env -i PATH="$PATH" HOME=/nonexistent \
    GIT_DIR="$seen/git" GIT_OBJECT_DIRECTORY="$top/.git/objects" GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null \
    GIT_NO_LAZY_FETCH=1 GIT_ALLOW_PROTOCOL=none GIT_SSH_COMMAND=false GIT_OPTIONAL_LOCKS=0 GIT_NO_REPLACE_OBJECTS=1 \
    git -c core.fsmonitor=false -c core.hooksPath=/dev/null -c protocol.allow=never "$@" 2>/dev/null
}
MOUNTS_VIEW='{{range .Mounts}}{{if .RW}}{{printf "%q" .Source}}{{"\n"}}{{end}}{{end}}'
DEVICE_VIEW='{{with .Options}}{{with index . "device"}}{{printf "%q" .}}{{end}}{{end}}'
# What containers can write of this machine, and what volumes stand for: `places`, as Docker calls them and as they are
# reached, and `inodes`, by which a folder is known under each of its names. False where Docker does not say.
# shellcheck disable=SC2086 # lists of ids
written_places() {
  local ids volumes
  [ ! -f "$seen/inodes" ] || return 0
  ids=$(ask ps -aq --no-trunc 2>/dev/null) && volumes=$(ask volume ls -q 2>/dev/null) || return 1
  {
    { [ -z "$ids" ] || ask inspect -f "$MOUNTS_VIEW" $ids; } &&
      { [ -z "$volumes" ] || ask volume inspect -f "$DEVICE_VIEW" $volumes; }
  } >"$seen/places" 2>/dev/null || return 1
  sed -n 's/^"\(\/[^\\"]*\)"$/\1/p' "$seen/places" | sort -u | tr '\n' '\0' >"$seen/sources"
  xargs -0 realpath <"$seen/sources" 2>/dev/null | sed 's/^/"/' >>"$seen/places"
  { [ ! -s "$seen/sources" ] || xargs -0 stat -L -c '%d:%i' <"$seen/sources" 2>/dev/null; } >"$seen/inodes.new"
  mv "$seen/inodes.new" "$seen/inodes"
}
# True where a checkout and all of its .git are root's or ours, nobody else can write there, and no container either.
# A .git that is a link or a file says where another one lies: of that nothing is known.
nobody_writes() { # checkout
  local git="$1/.git" writers others dir inodes
  # Docker would write other letters with escapes.
  case $1 in *[!\ -~]* | *[\\\"]*) return 1 ;; *) ;; esac
  [ ! -L "$git" ] && [ -d "$git/objects" ] && [ -d "$git/refs" ] && [ -f "$git/HEAD" ] || return 1
  writers="-type l -o ! -type d ! -type f -o ! -user 0 ! -user $(id -u) -o -perm -2"
  writers="( $writers -o -perm -20 ! -group 0 ! -group $(id -g) )"
  # shellcheck disable=SC2086 # its words
  others=$({ find "$1" -maxdepth 0 $writers && find "$git" $writers; } 2>&1 || echo unknown)
  [ -z "$others" ] || return 1
  awk -v inside="\"$git/" 'index($0, inside) == 1 { found = 1 } END { exit found }' "$seen/places" || return 1
  dir=$git; set -- /
  while [ -n "$dir" ]; do set -- "$@" "$dir"; dir=${dir%/*}; done
  inodes=$(stat -c '%d:%i' "$@") && printf '%s\n' "$inodes" | awk '
    FILENAME == ARGV[1] { written[$0]; next }
    $0 in written { found = 1 }
    END { exit found }' "$seen/inodes" -
}

# The registry's login, which is a file only while something is pulled.

LOGIN='' config='{}' MEMORY=/dev/shm
# Of what comes on stdin the first line: a Docker config.json. The rest stays there, since a shell reads byte by byte.
take_login() { IFS= read -r config || die 10 upload "what was sent did not arrive whole"; }
# With the login of this call. Not as a variable before `docker`, which is a function here: not every shell hands it on.
# Dies inside: an image more, or not yet.
login_pull() (
  exec 8>&- 9>&-
  export DOCKER_CONFIG="$LOGIN"
  docker pull -q "$1"
)
# The registry's login: a word of this shell, and a file only while something is pulled, in memory where there is a
# place for it: a power cut takes that with it. Its guard, in a session of its own, waits for our lock and removes it
# when we are killed. Dies inside: the guard ends it; who kills both leaves a folder that the next one sweeps away.
log_in() {
  [ -z "$LOGIN" ] || return 0
  log_in_at "$MEMORY/.stack-actions.$STACK" || log_in_at "$ROOT/.login" ||
    die 10 disk "cannot write to $ROOT$(disk_words)"
}
# False where there is no place, be it for a folder or for what is in it. Dies inside: as in `log_in`.
log_in_at() { # how the folder's name begins
  LOGIN=$(mktemp -d "$1.XXXXXX" 2>/dev/null) || { LOGIN=''; return 1; }
  # It gets its name when the lock is held: a sweep takes away what nobody holds.
  if true >"$LOGIN/.alive.new" && exec 9>"$LOGIN/.alive.new" && flock -n 9 &&
    mv "$LOGIN/.alive.new" "$LOGIN/.alive"; then
    # By a descriptor: `flock FILE` makes the file where it is gone already, in a folder that we are taking away.
    # shellcheck disable=SC2016 # for the shell inside
    setsid sh -c 'flock 7; rm -rf "$1"' guard "$LOGIN" 7<"$LOGIN/.alive" 8>&- 9>&- </dev/null >/dev/null 2>&1 &
    printf '%s\n' "$config" >"$LOGIN/config.json" && return 0
  fi 2>/dev/null
  rm -rf "$LOGIN"; LOGIN=''
  exec 9>&-
  return 1
}
log_out() {
  [ -n "$LOGIN" ] || return 0
  rm -rf "$LOGIN"
  LOGIN='' config='{}'
  exec 9>&-
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_IMAGE='# How images are named and described.

# A name as Docker shortens its own.
function bare(name) {
  sub(/^(index[.])?docker[.]io[\/]/, "", name)
  sub(/^library[\/]/, "", name)
  return name
}
# Without its tag and its digest.
function repository(name) {
  name = bare(name)
  sub(/@.*/, "", name)
  sub(/:[^\/:]*$/, "", name)
  return name
}
# As an image says it, which may say anything: "linux"/"amd64", quoted.
function platform(quoted) {
  if (quoted !~ /^"[a-z0-9]+"\/"[a-z0-9]+"$/) return "unknown/unknown"
  gsub(/"/, "", quoted)
  return quoted
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_IMAGE_LINE='# An image under the name that it was asked for, behind image.awk: containerd knows an image by a digest under each of
# its names, also under our tags, which go. Read: a line of IMAGE_VIEW. Set by the shell: ref, that name.

{
  digests = $1; id = $2; quoted_platform = $3; config = $4
  image = id
  count = split(digests, digest, " ")
  for (i = 1; i <= count; i++) if (repository(digest[i]) == repository(ref)) image = digest[i]
  print ref, image, platform(quoted_platform), config, id
}
'

# The verb resolve: images of others by their digest.

# Third-party images by digest. Stdin: as `take_login`, then references.
# Dies inside: an image more on the server, and what `log_in` leaves.
resolve() {
  local ref why fault
  take_login
  make_work_folder "$ROOT"
  lock_folder "$WORK"
  fault=''
  while read -r ref; do
    image_line "$ref" && continue
    log_in
    if login_pull "$ref" >/dev/null 2>"$WORK/err" </dev/null && echo "$ref" >>"$ROOT/pulled"; then image_line "$ref"
    else
      why=$(tail -n 1 "$WORK/err" | sed 's/^Error response from daemon: //')
      fault="${fault}cannot get the image $ref: $why$NL"
    fi
  done
  log_out
  [ -z "$fault" ] || { printf '%s' "$fault" >&2; say_code image; exit 10; }
}
# What Docker says of an image: its digests, id, platform and config.
IMAGE_VIEW='{{range .RepoDigests}}{{.}} {{end}}{{"\t"}}{{.Id}}'\
'{{"\t"}}{{printf "%q" .Os}}/{{printf "%q" .Architecture}}{{"\t"}}{{json .Config}}'
image_line() { # reference
  local known
  known=$(ask image inspect -f "$IMAGE_VIEW" "$1" 2>/dev/null) || return 1
  printf '%s\n' "$known" | awk -F'\t' -v OFS='\t' -v ref="$1" "$AWK_IMAGE$AWK_IMAGE_LINE"
}

# Temporary folders. Each is locked by the process that uses it, so that the next call can remove those whose process
# was killed.

# Makes a temporary folder, and sets WORK to it. Dies inside: the next call removes it.
make_work_folder() { # folder
  WORK=$(mktemp -d "$1/.work.XXXXXX") || die 1 disk "cannot write to $ROOT"
  trap 'log_out; rm -rf "$WORK" ${incoming:+"$incoming"}' EXIT
  trap 'exit 1' INT TERM HUP
}
# Locks a folder as long as this process lives. No program of Docker inherits the lock (8>&-): a pull goes on for long
# after us. The lock's file gets its name when the lock is held, so that nobody takes the folder for abandoned.
# Dies inside: a folder without a lock, which is removed after an hour.
lock_folder() {
  # A redirection that fails in `exec` ends some shells at once.
  {
    true >"$1/.alive.$$" && exec 8>"$1/.alive.$$" && flock -n 8 && mv "$1/.alive.$$" "$1/.alive"
  } 2>/dev/null || die 10 disk "cannot write to $1$(disk_words)"
}
# Removes temporary folders of processes that were killed, old programs, and a long journal. A folder whose lock is held
# stays, however old it is. Dies inside: the next call removes the rest.
sweep() {
  local logins dir
  # In a folder where everybody may write, only what belongs to us. Names have no blanks.
  logins=$(find "$MEMORY" -maxdepth 1 -type d -user "$(id -u)" -name ".stack-actions.$STACK.??????" 2>/dev/null)
  for dir in $logins "$ROOT"/.login.* "$ROOT"/.work.* "$ROOT"/.facts.* \
    "$ROOT"/releases/.incoming-* "$ROOT"/releases/.new-*; do
    [ -d "$dir" ] || continue
    if [ -e "$dir/.alive" ]; then flock -n "$dir/.alive" true || continue
    elif [ -z "$(find "$dir" -prune -mmin +60)" ]; then continue; fi
    rm -rf "$dir"
  done
  find "$ROOT/bin" -name 'stackctl-*' -mtime +30 ! -path "$SELF" ! -path "$(readlink -f "$ME")" \
    -exec rm -f {} + 2>/dev/null
  find "$ROOT/journal" -size +2048k -exec mv -f {} "$ROOT/journal.old" \; 2>/dev/null
}

# The verb prepare: a release comes, and all that it needs is put on the server. Nothing that runs is touched.

# Nothing that runs is touched: files, images, a look at the host. Stdin: as `take_login`, then a tar.
# Dies inside: a folder `.incoming` that the next one sweeps away, and what `log_in` leaves.
prepare() { # release
  local id="$1" proving reading made running
  take_login
  ID='' incoming=$ROOT/releases/.incoming-$id
  sweep
  rm -rf "$incoming"; mkdir -p "$incoming" "$ROOT/files" "$ROOT/data" "$TX"
  lock_folder "$incoming"
  trap 'rm -rf "$incoming"' EXIT
  trap 'exit 1' INT TERM HUP
  receive "$id"
  make_work_folder "$incoming"
  store_contents "$incoming/files" || exit 10
  prove_contents "$incoming/release" & proving=$!
  make_staging &
  running=$incoming/adopt/services
  [ -z "$(current)" ] || running=$(services_of "$(current)")
  made=$(make_bind_sources "$incoming/release" "$running") || exit 10
  preflight || exit 10
  read_models "$incoming/release/models" & reading=$!
  pull_images "$incoming/release/services" || exit 10
  wait "$reading" || exit 10
  [ ! -s "$incoming/release/moves" ] || drain_shells "$incoming/release" || exit 10
  wait "$proving" || exit 10
  wait
  put_release "$id"
  ID=$id STEP=prepare; journal end - "images are here"
  [ -z "$made" ] || note folders "made, for what the services keep: $made"
  trap - EXIT INT TERM HUP
}
# Dies inside: as in `prepare`.
receive() { # release
  local begin
  stamp; begin="$STAMP$TAB$NOW$TAB$1${TAB}prepare${TAB}begin$TAB-$TAB"
  # Modes as they were sent, whatever this user's umask; times of now: a web server takes a file of the same age and
  # size
  # for the same file.
  within "$FETCH_S" 'the upload' tar -xpmf - -C "$incoming" 8>&- ||
    die 10 upload "the release did not arrive whole$(disk_words)"
  must_own "$incoming/release/meta" || exit 10
  printf '%s\n' "$begin" >"$incoming/release/journal" || die 10 disk "the disk is full$(disk_words)"
  [ -s "$ROOT/ballast" ] || dd if=/dev/zero of="$ROOT/ballast" bs=65536 count=16 2>/dev/null ||
    die 10 disk "the disk is full$(disk_words)"
}
# The release gets its place, and what comes along its own.
# Dies inside: a number that is skipped, or the release is there.
put_release() { # release
  local adopted
  if [ -d "$incoming/adopt" ]; then
    adopted=$(sed -n 's/^id=//p' "$incoming/adopt/meta")
    valid_id "$adopted" || die 10 release "no id in the adopted release"
    [ -d "$ROOT/releases/$adopted" ] || mv "$incoming/adopt" "$ROOT/releases/$adopted"
  fi
  chmod 600 "$incoming/release/secrets" 2>/dev/null
  # The number first: one that is skipped does no harm, one that is given twice stops every later deploy.
  write_whole "$ROOT/seq" "${1%%-*}" || exit 10
  mv -T "$incoming/release" "$ROOT/releases/$1" 2>/dev/null || {
    ! grep -qsx abort "$ROOT/releases/$1/decision" || die 10 aborted "it was called off before it began"
    die 10 release "release $1 exists already"
  }
  rm -rf "$incoming"
}
preflight() {
  local docker_folder
  docker_folder=$(cat "$ROOT/.docker-folder" 2>/dev/null)
  [ -d "$docker_folder" ] || docker_folder=$ROOT
  df -Pk "$ROOT" "$docker_folder" | awk '
    { free = $4; on = $6 }
    NR > 1 && free < 102400 {
      print "only " free " KiB free on " on "; 100 MiB are needed. `docker system df` shows what uses them"; exit
    }' | enough || return 1
  df -Pi "$ROOT" "$docker_folder" 2>/dev/null | awk '
    { all = $2; free = $4; on = $6 }
    NR > 1 && free ~ /^[0-9]+$/ && all > 0 && free < 1000 { print "only " free " inodes free on " on; exit }' |
    enough || return 1
  awk '/^MemAvailable:/ && $2 < 65536 {
    print "only " $2 " KiB of memory are available; old and new run side by side for a while"; exit
  }' /proc/meminfo | enough
}
enough() { # what there is too little of, on stdin
  local lack
  read -r lack || return 0
  complain preflight "$lack"
  return 1
}
# Now, because the folder's making is an event for Traefik, and would delay the first file by its throttle.
# Dies inside: the folder is there, or is made with the first file.
make_staging() {
  local known
  { read -r known <"$ROOT/.proxy-folder"; } 2>/dev/null && [ -d "$known/.stack-actions" ] && return 0
  find_proxy && [ "$PROXY_DIR" != - ] && [ ! -d "$PROXY_SOURCE/.stack-actions" ] || return 0
  ask exec -u 0 "$PROXY" mkdir -p -m 755 "$PROXY_DIR/.stack-actions" 2>/dev/null
}
# Nothing changed. What this server's Compose cannot read must not be found out under the lock: a field that only a
# newer one knows, or another notation. Asked where it,
# or what it has to read, is another than the last time; a digest or a hash in it makes no difference.
read_models() { # folder
  local sign unread='' model name said
  sign=$(compose_sign; cat "$1"/*.json 2>/dev/null | sed 's/[0-9a-f]\{32,64\}/-/g' | cksum)
  [ "$(cat "$ROOT/.models" 2>/dev/null)" != "$sign" ] || return 0
  for model in "$1"/*.json; do
    [ -f "$model" ] || continue
    name=${model##*/}; name=${name%.json}
    set -- -p "$name" --project-directory "$ROOT/data" -f "$model" --env-file /dev/null config -q
    bare_compose "$@" 8>&- </dev/null >/dev/null 2>"$WORK/unread" && continue
    unread=yes
    said=$(grep -v level=warning "$WORK/unread" | tail -n 2 | cut -c1-500)
    said="of this server cannot read the project $name: $said"
    complain model "Docker Compose $(head -n 1 "$ROOT/.compose" 2>/dev/null) $said"
  done
  if [ -n "$unread" ]; then
    echo 'stackctl: → update the package docker-compose-plugin on the server, or write it as that version reads it' >&2
    return 1
  fi
  { printf '%s\n' "$sign" >"$WORK/models" && mv -f "$WORK/models" "$ROOT/.models"; } 2>/dev/null || :
}

# For prepare: the contents that services mount, proven by their sums.

# The name of a content is the sum of its bytes: so it can be proven whole, whoever put it there. If somebody has
# changed one, its next copy has a number behind the sum.

# Prints the names of the contents that the models in this folder mount.
contents_of() { # folder
  grep -ohE '/files/[0-9a-f]{64}(-[0-9]+)?["/]' "$1"/*.json 2>/dev/null | sed -e 's|^/files/||' -e 's|["/]$||' | sort -u
}
# Prints those of these names whose content is not there as it was sent: its sum or mode is another, or it is gone.
damaged_contents() ( # names
  [ $# -gt 0 ] || exit 0
  # If the folder of all of them is gone, each of them is.
  cd "$ROOT/files" 2>/dev/null || { printf '%s\n' "$@"; exit 0; }
  modes=$(stat -c '%n=%f' "$@" 2>/dev/null)
  plain=$(echo "$modes" | sed -n 's/=8124$//p')
  # shellcheck disable=SC2046,SC2086 # names of sums
  { [ -z "$plain" ] || sha256sum $plain
    for name in $(echo "$modes" | sed -n -e 's/=816d$//p' -e 's/=41ed$//p'); do
      echo "$(sum_of "$name") $name"
    done; } 2>/dev/null |
    while read -r sum name; do
      case $name in "$sum"*) ;; *) sum=$(keyed "$sum") ;; esac
      echo "$sum $name"
    done |
    awk -v names="$*" '
      { sum = $1; name = $2 }
      substr(name, 1, 64) == sum { is_whole[name] }
      END {
        count = split(names, asked, " ")
        for (i = 1; i <= count; i++) if (!(asked[i] in is_whole)) print asked[i]
      }'
)
# The name of a content that may be secret: its sum mixed with the key, because a short secret could be found by its
# sum.
keyed() { { cat "$ROOT/.key"; echo "$1"; } 2>/dev/null | sha256sum | cut -c1-64; } # sum
# Makes the key of these names, which only this server and who deploys to it know.
# Dies inside: as in `facts`, or it is there.
make_key() {
  [ ! -s "$ROOT/.key" ] || return 0
  {
    printf '%s\n' "$(od -An -tx1 -N32 /dev/urandom | tr -d ' \n')" >"$seen/.key" &&
      [ "$(wc -c <"$seen/.key")" -eq 65 ] && ln "$seen/.key" "$ROOT/.key"
  } 2>/dev/null || :
}
# The sum that `summed` in stack/content.ts computes. Of an executable file: over a word and its bytes. Of a folder:
# over its names, their modes and sizes, the targets of its links, then all bytes.
sum_of() ( # an executable file or a folder
  if [ -d "$1" ]; then
    cd "$1" || exit 1
    { find . -print0 | sort -z
      find . -print0 | sort -z | xargs -0 stat -c '%f %s' | awk '/^4/ { $2 = 0 } { print }'
      find . -type l -print0 | sort -z | xargs -0 -r -n 1 readlink
      find . -type f -print0 | sort -z | xargs -0 -r cat; } | sha256sum | cut -c1-64
  else { echo executable; cat "$1"; } | sha256sum | cut -c1-64; fi
)
# Moves the contents that came with a release to their place. A damaged one that lies there is moved aside: a container
# that mounts it keeps it until it is replaced.
# Sets received: their names. Dies inside: more contents than needed, which a later release uses or `retain` removes.
store_contents() { # folder of them
  local file name
  received=''
  for file in "$1"/*; do
    [ -e "$file" ] || continue
    name=${file##*/}
    if [ -e "$ROOT/files/$name" ]; then
      [ -n "$(damaged_contents "$name")" ] || continue
      move_aside "$name" || return 1
    fi
    mv "$file" "$ROOT/files/" || return 1
    received="$received $name"
  done
}
move_aside() { # name
  mv "$ROOT/files/$1" "$ROOT/files/.damaged-$1.$$" 2>/dev/null && return 0
  complain contents "$ROOT/files/$1 is not what was sent, and cannot be moved away"
  echo "→ as root: rm -rf '$ROOT/files/$1'" >&2
  return 1
}
# Writes them to the disk: a power cut must not leave them empty. A few files are synced one by one: to sync the whole
# disk would wait for all that others write, such as an image that is pulled. Dies inside: as in `store_contents`.
sync_contents() (
  cd "$ROOT/files" || exit 1
  # shellcheck disable=SC2086 # names of sums
  if [ "$(find $received | wc -l)" -le 200 ]; then find $received -type f -exec sync {} +
  else sync -f .; fi 2>/dev/null || sync
)
# Proves that everything that this release mounts is here as it was sent, and on the disk. If somebody has changed what
# an earlier release brought, that is moved aside and the plan is stale: planned again, it is sent again. Dies inside:
# as in `store_contents`.
prove_contents() { # folder of the release
  local bad name
  [ -z "$received" ] || sync_contents
  # shellcheck disable=SC2046 # names of sums
  bad=$(damaged_contents $(contents_of "$1/models"))
  for name in $bad; do
    case "$received " in
      *" $name "*)
        complain contents "files/$name is not on the disk as it was sent: $(why_damaged)"
        return 1 ;;
      *) ;;
    esac
    [ ! -e "$ROOT/files/$name" ] || move_aside "$name" || return 1
  done
  [ -z "$bad" ] || {
    bad=$(echo "$bad" | tr '\n' ' ')
    complain stale "stale: the server has lost what a service mounts, or somebody changed it: files/$bad"
    return 1
  }
}
why_damaged() { echo "the file system of $ROOT keeps no permissions or links, or the disk is failing$(disk_words)"; }

# For prepare: the server's own files and folders that services mount.

# Makes the missing folders of the stack that services mount, and refuses where another file or folder is missing:
# Docker would make an empty folder in its place. Services that already run as the release wants them are passed over.
# Prints the folders that it made, which any user in a container can use. Dies inside: some folders are made.
make_bind_sources() { # folder of the release, services that run
  local runs=/dev/null lost='' b_kind b_project b_service b_source
  [ -s "$1/binds" ] || return 0
  [ ! -f "$2" ] || runs=$2
  awk -F'\t' "$AWK_RECORDS"'
    FILENAME == ARGV[1] { read_service(); runs[key, hash]; next }
    FILENAME == ARGV[2] { read_service(); if ((key, hash) in runs) is_same[key]; next }
    { read_bind() }
    !(key in is_same)' "$runs" "$1/services" "$1/binds" | {
    while next_bind; do
      if [ -e "$b_source" ] || out_of_sight "$b_source"; then continue; fi
      if [ "$b_kind" = make ] && (umask 022; mkdir -p "$b_source") 2>/dev/null; then
        printf '%s ' "$b_source"; continue
      fi
      lost=yes
      complain_missing "$b_source" "$b_project/$b_service"
    done
    [ -z "$lost" ]
  }
}
complain_missing() { # path, project/service
  complain places "$1, which $2 mounts, is not on this server, and Docker would make an empty folder of it"
  case $1 in
    "$ROOT"/data/*)
      echo "→ put it there; or have it in the checkout when you deploy, by a commit or a step before," \
        "and it travels with the release" ;;
    *) printf "→ if it is a folder: sudo mkdir -p '%s'; if it is a file, put it there\n" "$1" ;;
  esac >&2
}
# True if this user may not look whether a path exists. Docker finds out then: with create_host_path: false it fails
# rather than make a folder.
out_of_sight() { # path
  local dir="$1"
  while dir=${dir%/*}; [ -n "$dir" ] && [ ! -e "$dir" ]; do :; done
  [ -n "$dir" ] && [ -d "$dir" ] && [ ! -x "$dir" ]
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_IMAGES_HERE='# Which images of a release are here, with their platform, behind image.awk; those that have their tag go to the file
# `tagged`, which the shell sets. Read: what Docker knows (platform, then id and names with a blank between), then image
# and tag of each.

FILENAME == ARGV[1] {
  count = split($2, names, " ")
  for (i = 1; i <= count; i++) {
    name = bare(names[i])
    platform_of[name] = platform($1)
    line_of[name] = NR
  }
  next
}
{
  image = $1; tag = $2
  name = bare(image)
  if (!(name in platform_of)) next
  print platform_of[name], image
  # One line is one image, by whatever name.
  if (line_of[bare(tag)] == line_of[name]) print image, tag >tagged
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_IMAGES_TODO='# What is to be done about the images of a release, a line each: `absent IMAGE TAG`, `other IMAGE PLATFORM` where it is
# of another platform, `tag IMAGE TAG`. Read: the files `here` and `tagged` of images_here, then image and tag of each.
# Set by the shell: here and tagged, the names of the first two; platform, that of the server.

FILENAME == here { platform_of[$2] = $1; next }
FILENAME == tagged { is_tagged[$0]; next }
{ image = $1; tag = $2 }
!(image in platform_of) { print "absent", image, tag; next }
platform_of[image] != platform { print "other", image, platform_of[image]; next }
!($0 in is_tagged) { print "tag", image, tag }
'

# For prepare: the images of a release, pulled and tagged.

# Each image is here under its digest and under a local tag, without which `docker image prune` would take it.
# Dies inside: images more on the server, which later releases use or `docker image prune` takes.
pull_images() { # services file
  local platform
  each_service 'image "\t" tag' "$1" | sort -u >"$WORK/images"
  { read -r _ platform <"$ROOT/.engine"; } 2>/dev/null ||
    platform=$(ask version -f '{{.Server.Os}}/{{.Server.Arch}}')
  images_here >"$WORK/here"
  awk -F'\t' 'FILENAME == ARGV[1] { here[$2]; next } !($1 in here)' "$WORK/here" "$WORK/images" >"$WORK/absent"
  if [ -s "$WORK/absent" ]; then
    pull_absent
    images_here >"$WORK/here"
  fi
  awk -F'\t' -v OFS='\t' -v platform="$platform" -v here="$WORK/here" -v tagged="$WORK/tagged" "$AWK_IMAGES_TODO" \
    "$WORK/here" "$WORK/tagged" "$WORK/images" >"$WORK/todo"
  tag_images "$platform"
}
# All at once. Dies inside: as in `pull_images`, and what `log_in` leaves.
pull_absent() {
  local image tag pulls=''
  log_in
  while IFS=$TAB read -r image tag; do
    { exec 8>&- 9>&-; login_pull "$image" </dev/null >/dev/null 2>"$WORK/err.$(mark "$tag")"; } &
    pulls="$pulls $!"
  done <"$WORK/absent"
  # shellcheck disable=SC2086 # process ids
  wait $pulls
  log_out
}
# Dies inside: as in `pull_images`.
tag_images() { # platform of the server
  local what image more tags='' tagging
  while IFS=$TAB read -r what image more; do
    case $what in
      absent)
        complain image "cannot get $image: $(tail -n 2 "$WORK/err.$(mark "$more")" 2>/dev/null)"
        return 1 ;;
      other)
        complain image "$image is for $more, this server is $1; $BUILD_FOR_IT"
        return 1 ;;
      # Side by side: each service has one, also those that do not change.
      *) { exec 8>&-; docker tag "$image" "$more" </dev/null; } & tags="$tags $!" ;;
    esac
  done <"$WORK/todo"
  for tagging in $tags; do wait "$tagging" || return 1; done
}
BUILD_FOR_IT="build it for this platform ('platforms' in the Compose file)"
# What Docker says of an image: its platform, then its id and all of its names.
NAMES_VIEW='{{printf "%q" .Os}}/{{printf "%q" .Architecture}}'\
'{{"\t"}}{{.Id}}{{range .RepoDigests}} {{.}}{{end}}{{range .RepoTags}} {{.}}{{end}}'
# Those of $WORK/images that are here: platform and name; and in $WORK/tagged which of them have their tag.
# One call for all.
images_here() {
  # shellcheck disable=SC2046 # names of images have no blanks
  ask image inspect -f "$NAMES_VIEW" $(cut -f1 "$WORK/images") 2>/dev/null >"$WORK/known"
  awk -F'\t' -v OFS='\t' -v tagged="$WORK/tagged" "$AWK_IMAGE$AWK_IMAGES_HERE" "$WORK/known" "$WORK/images"
  : >>"$WORK/tagged"
}
mark() { printf %s "$1" | cksum | cut -d' ' -f1; }

# The verbs deploy and run: begin a transaction that goes on when the connection breaks.

# What the runner does with a release in one call. Dies inside: as in `prepare`, then as in `run`.
deploy() { prepare "$1" && run "$@"; } # release [options of run]; the release on stdin
# Dies inside: the release was not begun, or runs by itself.
run() { # release [options]
  local id="$1" gate=host deadline="$DEADLINE_S" lock="$LOCK_S" force=- asks=-
  shift
  while [ $# -gt 0 ]; do
    case $1 in
      --gate) gate=$2; shift ;;
      --deadline) deadline=$2; shift ;;
      --lock-timeout) lock=$2; shift ;;
      --force) force=force ;;
      --ask) asks=ask ;;
      *) die 2 usage "unknown option '$1'" ;;
    esac
    shift
  done
  launch "$id" "$gate" "$deadline" "$lock" "$force" "$asks"
  watch "$id" 1
}
# A release is run once; its `alive` is locked as long as that runs, whatever becomes of us. The pid is in $!.
# Dies inside: the release was not begun, or runs by itself.
launch() { # release gate deadline lock-timeout force ask
  [ ! -e "$ROOT/releases/$1/alive" ] || die 10 release "release $1 was run already"
  exec 8>>"$ROOT/releases/$1/alive"
  flock -n 8 || die 11 locked "release $1 runs already"
  detached "$ROOT/releases/$1/stderr" _transaction "$@"
  exec 8>&-
}
# Kept across the connection's end: a session of its own, where systemd would kill it a scope of its own too.
# Dies inside: what was begun goes on by itself.
detached() { # file for what it prints, words of stackctl…
  local printed="$1"
  shift
  set -- setsid sh "$SELF" "$@"
  case $(id -u)$(loginctl show-session -p KillUserProcesses 2>/dev/null) in
    0*) ;;
    *=yes)
      command -v systemd-run >/dev/null 2>&1 || die 10 logout "$(logout_words)"
      set -- systemd-run --user --scope --quiet "$@" ;;
    *) ;;
  esac
  nohup "$@" </dev/null >>"$printed" 2>&1 &
}
logout_words() {
  echo "this server ends a user's processes at logout (KillUserProcesses=yes):" \
    "run 'loginctl enable-linger $(id -un)' as root"
}

# The verbs watch and proceed: what the runner sees of a transaction, and what it says to it.

# Prints journal lines as they come, until the transaction ends or waits for the runner; first says what the runner has
# to say.
watch() { # release from [proceed|confirm]
  local n="${2:-1}" dir="$ROOT/releases/$1" looks=0 part='' o_result o_reason o_code waiting dead line
  case ${3-} in
    '') ;;
    proceed) proceed "$1" ;;
    confirm) decide confirm "$1" || : ;;
    *) die 2 usage "watch RELEASE FROM [proceed|confirm]" ;;
  esac
  # The connection broke before the run began: it must not begin behind our back any more.
  [ -e "$dir/alive" ] || { call_off "$1"; die 10 aborted "the transaction of $1 never started"; }
  : >>"$dir/journal"
  exec 7<"$dir/journal"
  while [ "$n" -gt 1 ] && read -r _ <&7; do n=$((n - 1)); done
  while :; do
    waiting='' dead=''
    read_outcome "$1"
    [ ! -f "$dir/waiting" ] || read -r waiting <"$dir/waiting"
    [ $((looks % 10)) -ne 0 ] || ! flock -n "$dir/alive" true 7<&- || dead=yes
    # A line is printed when it is whole.
    while IFS= read -r line <&7 || { part=$part$line; false; }; do printf '%s\n' "$part$line"; part=''; done
    end_as "$o_result"
    [ -z "$waiting" ] || [ -n "$dead" ] || [ -e "$dir/$waiting" ] || [ -e "$dir/decision" ] || { to_judge; exit 30; }
    if [ -n "$dead" ] && [ ! -f "$dir/outcome" ]; then
      [ "$(intent_value release)" != "$1" ] || die 1 killed "the transaction of $1 died; 'stackctl recover' ends it"
      # Killed before it wrote down what it would change: there is nothing to recover.
      ID=$1 STEP=lock; outcome refused killed "its program was killed before it had changed anything"
    fi
    looks=$((looks + 1))
    sleep 0.02
  done
}
# Of `watch`: o_reason and o_code.
end_as() { # result, if there is one
  case $1 in
    committed) exit 0 ;;
    undone) say_code "$o_code"; exit 20 ;;
    undo-failed) say_reason "$o_reason"; say_code "$o_code"; exit 21 ;;
    refused)
      say_reason "$o_reason"
      say_code "$o_code"
      case $o_code in locked) exit 11 ;; *) exit 10 ;; esac ;;
    *) ;;
  esac
}
# `-` where a result has none.
say_reason() { [ "$1" = - ] || printf '%s\n' "$1" >&2; }
# What the runner judges, one container a line: no call of its own for it. One that is gone is missing there; where
# Docker does not answer, all of it is.
to_judge() {
  local ids looked
  ids=$(new_or_kept)
  # shellcheck disable=SC2086 # a list of ids
  looked=$([ -z "$ids" ] || ask inspect -f ' {{json .}}' $ids 2>/dev/null) || [ -n "$looked" ] || return 0
  printf '== containers\n%s\n' "$looked"
}
# Also one whose upload was cut: whatever of it still is at work finds its place taken by one that was called off.
# Dies inside: a folder `.new-` that is swept away later, or the release is called off.
call_off() { # release
  local taken="$ROOT/releases/.new-$1"
  if [ -d "$ROOT/releases/$1" ]; then decide abort "$1"; return; fi
  mkdir -p "$taken" && echo abort >"$taken/decision" &&
    printf 'refused\tit was called off before it began\taborted\n' >"$taken/outcome" &&
    mv -T "$taken" "$ROOT/releases/$1" 2>/dev/null && return 0
  rm -rf "$taken"
  [ ! -d "$ROOT/releases/$1" ] || decide abort "$1"
}
# Dies inside: it was said, or not.
proceed() { write_whole "$ROOT/releases/$1/proceed" yes; }

# The verb rollback, which the runner and people call in two ways, and how the runner does.

rollback() {
  case " $* " in *" --id "*) rollback_for_runner "$@" ;; *) rollback_for_person "$@" ;; esac
}
# RELEASE --id NEW and options of run, with lines of meta on stdin.
rollback_for_runner() {
  local to='' id='' opts='' reason
  RUNNER=yes
  while [ $# -gt 0 ]; do
    case $1 in
      --leave-data) LEAVE_DATA=1 ;;
      --id) id=$2; shift ;;
      --ask) opts="$opts $1" ;;
      --*) opts="$opts $1 $2"; shift ;;
      *) to=$1 ;;
    esac
    shift
  done
  { valid_id "$id" && valid_id "$to"; } || die 2 usage "bad id"
  # Of its images the runner has just been told with the facts; one that went since then gets no tag.
  reason=$(why_not "$to" '') || die 10 target "cannot go back to $to: $reason"
  prepare_rollback "$id" "$to" || exit 10
  # shellcheck disable=SC2086 # options have no blanks
  run "$id" $opts
}

# The verb help: what people can type.

usage() {
  local now example
  now=$(current)
  example=$([ -z "$now" ] || default_target "$now")
  verbs
  cat <<E

The site is down or wrong:
  1. See what runs:                 $ME status
     A transaction in progress:     wait, or $ME abort
     A transaction interrupted:     $ME recover
     DRIFT:                         each line ends with what to type
  2. It came with the last deploy:  $ME rollback
  3. It did not:                    $ME logs SERVICE

Examples:
  $ME logs web --since 10m
  $ME rollback ${example:-12-ab12cd3}

Ctrl-C and a lost connection end nothing: what was begun goes on by itself.

Exit codes: 0 done; of status: all runs as released. 1 a fault of ours, 2 wrong words, 3 of status: DRIFT, or routes
that were not given back, 10 refused and 11 locked (nothing was changed), 20 undone (what served before serves), 21
undo failed (a person must act), 30 in progress.
E
}
verbs() {
  cat <<E
stackctl: the stack $STACK on this server. Nothing here needs GitHub, and a rollback needs no registry.

  status              what runs and since when, whether it is what was released, where one can go back to; changes
                      nothing
  history             the releases that are kept, and how each ended; changes nothing
  logs [SERVICE]      last log lines of SERVICE or PROJECT/SERVICE; -f, --since 10m and the like go to docker logs;
                      changes nothing
  rollback [RELEASE]  back to the release before this one, or to RELEASE: a deploy like any other. The old version
                      starts beside the new one, proves itself and gets all routes at once; if it cannot, what runs
                      now stays. No database is set back. Refused where what was written since would be out of sight;
                      --leave-data before RELEASE says that it may
  recover             ends a deploy whose program was killed: forward if it was confirmed, else back. The next deploy
                      does it, too
  abort               undoes the deploy that runs now, unless it is confirmed already
E
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_ABOUT='# What a release is made of and who made it, behind meta.awk.

END {
  if (meta["kind"] == "adopted") { print "ran before stack-actions"; exit }
  is_rollback = meta["kind"] == "rollback"
  by = (meta["actor"] != "" ? " by " meta["actor"] : "") (meta["created_at"] != "" ? " on " meta["created_at"] : "")
  if (is_rollback) print "rolled back to " meta["of"] by (meta["reason"] != "" ? ": " meta["reason"] : "")
  print "commit " meta["commit"] (meta["ref"] != "" ? " of " meta["ref"] : "") (is_rollback ? "" : ", deployed" by)
  if (meta["differs"] != "") print "not as committed: " meta["differs"]
  if (meta["run_url"] != "") print meta["run_url"]
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_IDENTITY_LINES='# Whose a release is, and under which names Compose knows it, behind meta.awk.

END {
  if (meta["name"] != "") print meta["name"] " (" meta["environment"] ") of " meta["repository"]
  count = split(meta["projects"], pairs, " ")
  for (i = 1; i <= count; i++) {
    split(pairs[i], names, "=")
    if (names[1] != names[2]) print "Compose project " names[2] ", in place of " names[1]
  }
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_TARGET_LIST='# Lines of `places` as a person reads them. Set by the shell: first, where rollback goes by itself; me, the program.

$1 == "can" { possible = possible "  " $2 ($2 == first ? "   (where rollback goes by itself)" : "") "\n" }
$1 == "no" { no_longer = no_longer "  " substr($0, 4) "\n" }
END {
  if (possible == "") printf "\nThere is no release to go back to.\n"
  else printf "\nCan be gone back to, by %s rollback RELEASE:\n%s", me, possible
  if (no_longer != "") printf "No longer:\n%s", no_longer
}
'

# The verb status: what serves, what is under way, and where one can go back to.

# Reads only, without the lock and without a file of its own: it works beside a transaction, and on a full disk.
status() {
  local code now since said disk
  print_unfinished; code=$?
  now=$(current)
  [ -n "$now" ] || { echo "$STACK: nothing was released here yet"; exit "$code"; }
  since=$(date -r "$ROOT/current" +%s)
  echo "$STACK: release $now serves since $(date -u -r "$ROOT/current" '+%Y-%m-%d %H:%M:%S UTC')" \
    "($(span $(($(date +%s) - since))))"
  { print_origin "$now"; print_identity "$now"; } | sed 's/^/  /'
  said=$(ask ps -a --format '{{.ID}}' 2>&1) || { echo "Docker does not answer: $said"; exit 1; }
  echo
  if [ "$code" = 30 ]; then
    compare "$now" | sed -e 's/, DRIFT$//' -e '/^$/,$d'
    echo "  (old and new side by side: what differs is judged when the transaction has ended)"
  else compare "$now" || [ "$code" != 0 ] || code=3; fi
  ! has_kept_pin || { printf '\n%s\n' "$(kept_pin_words)"; [ "$code" != 0 ] || code=3; }
  print_targets "$now"
  disk=$(docker_disk)
  [ -z "$disk" ] || printf '\n%s\n' "Docker's disk: ${disk% *} GB free, ${disk#* } GB used"
  exit "$code"
}
# The transaction that runs, or that was interrupted: said first, with what to type.
print_unfinished() {
  local id held
  id=$(intent_value release)
  if held=$(holder); then
    id=${id:-${held%% *}}
    echo "A transaction is in progress: $id, step $(last_step "$id"), since ${held##* since }"
    echo "  It ends by itself. To undo it: $ME abort"
    return 30
  fi
  [ -n "$id" ] || return 0
  if [ "$(result_of "$id")" = undo-failed ]; then
    echo "The transaction of $id could not be undone, A PERSON MUST ACT: $(reason_of "$id")"
    return 21
  fi
  echo "A transaction was interrupted: $id in step $(last_step "$id")." \
    "The next deploy ends it first; to end it now: $ME recover"
  return 1
}
last_step() {
  tail -n 1 "$ROOT/releases/$1/journal" 2>/dev/null | awk -F'\t' "$AWK_RECORDS"'{ read_event(); print step }'
}
print_origin() { awk "$AWK_META$AWK_ABOUT" "$ROOT/releases/$1/meta" | escape_controls; } # release
# Whose it is, and under which names Compose knows it.
print_identity() { awk "$AWK_META$AWK_IDENTITY_LINES" "$ROOT/releases/$1/meta" | escape_controls; } # release
print_targets() { # current
  rollback_targets "$1" | awk -v first="$(default_target "$1")" -v me="$ME" "$AWK_TARGET_LIST"
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_COMPARE='# What runs beside what was released: a line for each service, then each difference with what to type about it.
# Read: the file `services` of the release, then a line for each container as COMPARED_VIEW gives it.
# Set by the shell: release, its id; models, the folder of its Compose files; committed, when it became the current
# one; forgotten, `ID ADDRESS;` for each container that Docker does not know any more. Exit code 1: something differs.

FILENAME == ARGV[1] { remember_service(); next }
$0 == "" { next }
{ look_at_container() }
oneoff == "True" { next }
!(key in replicas_of) { is_no_part(); next }
class_of[key] == "one-shot" || has_done_its_work() { remember_end(); next }
state == "running" { running[key]++; if (health != "") with_health[key, health]++ }
{ compare_state(); compare_origin(); compare_settings() }
END {
  for (i = 1; i <= service_count; i++) print_service(services[i])
  count = split(forgotten, one, ";") - 1
  for (i = count; i > 0; i--) { split(one[i], part, " "); is_forgotten(part[1], part[2]) }
  print ""
  print difference_count ? "DRIFT: this differs from release " release ":" : "All runs as released."
  for (i = 1; i <= difference_count; i++) print "  " differences[i]
  for (i = 1; i <= remark_count; i++) print "  " remarks[i]
  exit difference_count > 0
}

function remember_service() {
  read_service()
  key = project "/" service
  services[++service_count] = key
  released_hash[key] = hash
  class_of[key] = class
  replicas_of[key] = replicas
  released_image[key] = image
  may_end[key] = check == "ends"
  released_name[key] = name
  released_policy[key] = restart
  if (length(key) > width) width = length(key)
}
function look_at_container(   i) {
  for (i = 1; i <= NF; i++) $i = unquoted($i)
  key = $1 "/" $2
  name = substr($3, 2)
  state = $4
  health = $5
  exit_code = $6
  created = $7
  hash = $8
  image = $9
  image_id = $10
  policy = restart_policy($11, $12)
  oneoff = $13
  # After the second of the commit: Docker writes fractions of a second, and `~` is behind all of them.
  by_hand = created > committed "~"
}

# A container that may end, and has ended well, is judged as a one-shot.
function has_done_its_work() { return may_end[key] && state == "exited" && exit_code == 0 }
# Of several the latest counts.
function remember_end() {
  class_of[key] = "one-shot"
  if (created > latest[key]) {
    latest[key] = created
    end_of[key] = state == "exited" ? "ran to its end, exit code " exit_code : state
  }
}

function print_service(key,   words) {
  words = class_of[key] == "one-shot" ? end_words(key) : count_words(key)
  if (class_of[key] != "one-shot" && running[key] + 0 != replicas_of[key] && !drifts[key])
    differs(key, running[key] + 0 " containers run where the release has " replicas_of[key] anew(key))
  printf "  %-" width "s  %s%s\n", key, words, drifts[key] ? ", DRIFT" : ""
}
function end_words(key) { return key in end_of ? end_of[key] : "ran to its end, its container is gone" }
# `2 of 3 running, healthy`, or `2 of 3 running, 1 healthy, 1 starting`.
function count_words(key,   words, states, i, count) {
  words = running[key] + 0 " of " replicas_of[key] " running"
  for (i = split("healthy starting unhealthy", states, " "); i > 0; i--) {
    count = with_health[key, states[i]]
    if (count) words = words ", " (count == running[key] ? "" : count " ") states[i]
  }
  return words
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_DIFFERENCES='# What is said of a container that is not as released, and what to type about it; behind compare.awk, which has read
# that container and its service.

function compare_state() {
  if (state == "running") {
    if (health == "unhealthy") differs(key, name " is unhealthy: docker logs --tail 50 " name)
  } else if (state == "exited") differs(key, name " is exited (exit code " exit_code "): docker start " name)
  else if (state == "paused") differs(key, name " is paused: docker unpause " name)
  else if (state == "restarting") differs(key, name " is restarting: docker logs " name)
  else differs(key, name " is " state ": docker start " name)
}
# A container without a hash was not made by a release.
function compare_origin() {
  if (hash == "") {
    if (by_hand) differs(key, name " was made by hand on " at_second(created) "," from_other_files())
    return
  }
  if (hash != released_hash[key]) differs(key, name " was made" from_other_files())
  if (image != released_image[key] && image_id != released_image[key])
    differs(key, name " runs the image " image anew(key))
  if (hash == released_hash[key] && by_hand)
    remarks[++remark_count] = key ": " name " was made anew on " at_second(created) ", from the files of the release"
}
function from_other_files() { return " from other files than the release has" anew(key) }
function compare_settings(   wanted) {
  wanted = released_policy[key]
  if (policy != wanted) differs(key, name " has the restart policy " policy " in place of " wanted \
    ": docker update --restart=" wanted " " name)
  wanted = released_name[key]
  if (wanted != "-" && name != wanted) differs(key, name " should be called " wanted ": docker rename " name " " wanted)
}
function is_no_part() {
  differs(key, name " (" state ") is no part of the release; " see_whose("docker inspect " name) ": docker rm -f " name)
}
function is_forgotten(id, address,   ctr) {
  ctr = "ctr -a " address " -n moby "
  differs("", "Docker has forgotten a container that still runs, and may give its address to another; " \
    see_whose(ctr "containers info " id) ", as root: " ctr "tasks rm -f " id)
}

function differs(key, words) {
  if (key != "") { drifts[key] = 1; words = key ": " words }
  differences[++difference_count] = words
}
function see_whose(look) { return "see whose it is (" look "), and if nobody needs it" }
# With a pause, as Compose does it. Dependencies are left alone: a migration among them would run again.
function anew(key,   part) {
  split(key, part, "/")
  return ": docker compose -p " part[1] " -f " models "/" part[1] ".json up -d --no-deps " part[2]
}
function at_second(time) { return substr(time, 1, 19) "Z" }
'

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

# shellcheck disable=SC2016 # the fields are awk's
AWK_SHIMS='# Id and containerd address of each container that Docker runs. Read: the words of each shim, one a line, an empty
# line behind each. Who is no root can start programs with such words, too: only what is no harm to type is passed on.

last == "-namespace" { space = $0 }
last == "-id" { id = $0 }
last == "-address" { address = $0 }
{ last = $0 }
$0 == "" {
  is_id = length(id) == 64 && id !~ /[^0-9a-f]/
  if (space == "moby" && is_id && address ~ /^\/[A-Za-z0-9._\/-]+$/) print id, address
  space = id = address = ""
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_FORGOTTEN='# Containers that run, and that Docker does not list, where it knows another one of the same containerd.
# Read: ids that Docker lists, a line `=`, then id and containerd address of each that runs.

$0 == "=" { runs = 1; next }
!runs { listed[$1]; next }
$0 == "" { next }
{ address[$1] = $2; if ($1 in listed) is_ours[$2] }
END { for (id in address) if (!(id in listed) && address[id] in is_ours) print id, address[id] }
'

# For status: containers that run and that Docker does not know any more.

# Of these files of /proc, by lines, the folders of processes of this machine itself: one in a container has a process
# id of its own there besides.
own_processes() {
  sed 's|[^/]*$|status|' | xargs grep -lsE '^NSpid:[[:space:]]+[0-9]+$' | sed 's|/status$||'
}
# Id and containerd's address of every container that runs.
shims() {
  local one
  for one in $(grep -ls containerd-shim /proc/[0-9]*/cmdline | own_processes); do
    { tr '\0' '\n' <"$one/cmdline"; echo; } 2>/dev/null
  done | awk "$AWK_SHIMS"
}
# Of these those that Docker does not list: a dockerd that is killed while it starts a container may forget it.
# Two Dockers may share one containerd: then nobody can tell.
forgotten() {
  local running known
  [ "$(grep -lsx dockerd /proc/[0-9]*/comm | own_processes | wc -l)" = 1 ] || return 0
  running=$(shims)
  known=$(ask ps -aq --no-trunc) || return 0
  printf '%s\n' "$known" = "$running" | awk "$AWK_FORGOTTEN"
}
# One that ends just now is none at the second look.
long_forgotten() {
  local first
  first=$(forgotten)
  [ -z "$first" ] || { pause 1; forgotten | grep -xF "$first"; }
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_HISTORY='# A release in a line, behind meta.awk, and below it why it did not come to serve, or why it was made.
# Set by the shell: id, mark (`*` for the current one), result, reason.

END {
  created = substr(meta["created_at"] "                    ", 1, 19)
  by = meta["actor"] != "" ? " by " meta["actor"] : ""
  printf "%s %-14s %-8s  %-11s  %s  %s%s\n", mark, id, meta["kind"], result, created, made_from(), by
  if (result != "committed" && reason != "") print "    " reason
  if (meta["reason"] != "") print "    " meta["reason"]
}
function made_from() {
  if (meta["kind"] == "rollback") return "to " meta["of"]
  return meta["kind"] == "adopted" ? "" : "commit " substr(meta["commit"], 1, 12)
}
'

# The verb history: each release, and how it ended.

history() {
  local now id mark result reason
  now=$(current)
  for id in $(history_ids); do
    mark=' '; [ "$id" != "$now" ] || mark='*'
    result=$(result_of "$id")
    # awk reads escapes in what it is given by -v.
    reason=$(reason_of "$id" | cut -c1-300 | sed 's/\\/\\\\/g')
    awk -v id="$id" -v mark="$mark" -v result="${result:-prepared}" -v reason="$reason" \
      "$AWK_META$AWK_HISTORY" "$ROOT/releases/$id/meta" 2>/dev/null
  done
}

# The verb logs: what the containers of a service say.

logs() { # service, options of docker logs
  local known want rows ids id name
  known=$(each_service 'project "/" service' "$(services_of "$(current)")")
  want=${1-}; [ -n "$want" ] || die 2 usage "logs SERVICE; there are: $(echo "$known" | tr '\n' ' ')"
  shift
  want=$(with_project "$want" "$known")
  rows=$(ps_of "$(services_of "$(current)")") || die 1 docker "Docker does not answer"
  ids=$(printf '%s\n' "$rows" | awk -F'\t' -v want="$want" '$2 "/" $3 == want { print $1, $7, "(" $8 ")" }')
  [ -n "$ids" ] || die 10 usage "there is no container of '$want'; there are: $(echo "$known" | tr '\n' ' ')"
  case " $* " in *" -f "* | *" --follow "*)
    # All at once, else the second would be shown when the first has ended.
    while read -r id name _; do log_of "$id" "$@" | sed "s/^/$name  /" & done <<E
$ids
E
    wait; return ;;
    *) ;;
  esac
  echo "$ids" | while read -r id name; do echo "--- $name"; log_of "$id" "$@"; done
}
# Without a limit of ours: a person looks on for as long as he likes, also into a pager.
log_of() { # container, options of docker logs
  local id="$1"
  shift
  command docker logs --tail 100 "$@" "$id" 2>&1 8>&- 9>&- </dev/null | escape_controls
}
# A service by its name alone, where one project has it, with its project.
with_project() { # word of a person, services `project/service`, one a line
  local found
  case $1 in
    */*) ;;
    *)
      found=$(echo "$2" | grep -xE "[^/]*/$(printf %s "$1" | sed 's/[^A-Za-z0-9_-]/./g')")
      case $found in '' | *"$NL"*) ;; *) echo "$found"; return ;; esac ;;
  esac
  printf '%s\n' "$1"
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_JOURNAL_WORDS='# Lines of a journal as a person reads them.

BEGIN {
  does["lock"] = "one at a time"
  does["intent"] = "writing down what runs"
  does["create"] = "making the new containers"
  does["pin"] = "pinning all routes to what runs"
  does["one-shot"] = "running what runs once"
  does["start"] = "starting the new ones; no request reaches them yet"
  does["swap"] = "swapping what must not run twice"
  does["switch"] = "all routes to the new ones, at once"
  does["stop"] = "stopping the old ones, which are kept"
  does["decide"] = "deciding"
  does["commit"] = "the new ones become what Docker keeps running"
  does["finish"] = "removing the old ones"
  does["undo"] = "back to what ran before"
}
{ read_event(); clock = substr(utc, 12, 8) }
{ words = (subject == "-" ? "" : subject ": ") text }
event == "begin" { printf "%s  %-9s %s\n", clock, step, does[step] (text == "" ? "" : ": " text) }
event == "note" || event == "end" && text != "" { print "                     " words }
event == "fail" { printf "%s  FAILED    %s\n", clock, words }
'

# Shows a person what a transaction does, and says at its end how it ended.

# Shows what is done in plain words until it has ended.
# Who leaves (Ctrl-C, a lost connection) ends nothing: it runs in a session of its own.
follow() { # pid, lines that the journal had, words for who leaves
  local shown="$2" leaving="$3" ended total
  trap 'printf "\n%s\n" "$leaving"; exit 30' INT TERM
  while :; do
    ended=''; kill -0 "$1" 2>/dev/null || ended=yes
    total=$(lines_of "$ROOT/journal")
    [ "$total" -le "$shown" ] || sed -n "$((shown + 1)),${total}p" "$ROOT/journal" | journal_words
    shown=$total
    [ -z "$ended" ] || break
    sleep 0.2
  done
  trap - INT TERM
}
journal_words() { # journal lines on stdin
  awk -F'\t' "$AWK_RECORDS$AWK_JOURNAL_WORDS" | escape_controls
}
# What the journal says of the endpoints, the last time that they were asked.
endpoint_words() { # release
  awk -F'\t' "$AWK_RECORDS"'{ read_event() }
    subject == "endpoints" { said = text }
    END { printf "%s", said == "" || said ~ /^0 / ? "No endpoint answered before. " : "Endpoints: " said ". " }' \
    "$ROOT/releases/$1/journal" 2>/dev/null
}
# The last words to a person, and the exit code: what serves now, and what to do if that is not what was wanted.
print_outcome() { # release
  local why
  why=$(reason_of "$1")
  case $(result_of "$1") in
    committed)
      echo "$STACK: committed. Release $1 serves now. $(endpoint_words "$1")It was proven on this server alone:" \
        "look at the site from outside, too."
      ! has_kept_pin || kept_pin_words
      exit 0 ;;
    undone) printf '%s\n' "$STACK: undone. What served before serves: release $(current). $1 failed: $why" \
      "Next: $ME status; all that happened is in $ROOT/releases/$1/journal"; exit 20 ;;
    undo-failed) printf '%s\n' "$STACK: UNDO FAILED, A PERSON MUST ACT: $why"; exit 21 ;;
    refused) printf '%s\n' "$STACK: refused, nothing was changed: release $(current) serves. Why: $why"
      case $(code_of "$1") in
        locked) exit 11 ;;
        stale) echo "Next: the same command once more" ;;
        *) ;;
      esac
      exit 10 ;;
    *) ;;
  esac
  die 1 killed "the program that ran $1 was killed; '$ME recover' ends it, and says what serves"
}

# The verb rollback, as a person calls it.

rollback_for_person() { # [--leave-data] [release]
  local held to now id from
  [ "${1-}" != --leave-data ] || { LEAVE_DATA=1; shift; }
  case $#,${1-} in 0,* | 1,[!-]*) ;; *) die 2 usage "rollback takes one release or none; '$ME help' says more" ;; esac
  held=$(holder) &&
    die 11 locked "nothing was changed: $held is at work; wait until it has ended, or undo it: $ME abort"
  to=$(target "$@") || exit $?
  to=${to%%"$NL"*} now=$(current)
  id=$(next_id "$to")
  printf 'order=%s\nactor=%s\ncreated_at=%s\nrun_url=\nproxy=%s\n' \
    "$(meta "$now" order)" "$(id -un)" "$(date -u +%Y-%m-%dT%H:%M:%SZ)" "$(meta "$now" proxy)" |
    prepare_rollback "$id" "$to" || exit 10
  echo "$STACK: from release $now back to $to, as release $id. Until it is proven, $now serves."
  from=$(lines_of "$ROOT/journal")
  launch "$id" host "$DEADLINE_S" "$LOCK_S" - -
  follow "$!" "$from" "It goes on by itself. How it stands: $ME status   To undo it: $ME abort"
  print_outcome "$id"
}

# The verb recover: ends what was interrupted, and gives Traefik its routes back where a pin has stayed.

# In a session of its own, as a transaction is: a lost connection must not interrupt it.
recover() {
  local id from worker
  [ $# -eq 0 ] || die 2 usage "recover takes no words; '$ME help' says more"
  id=$(intent_value release) from=$(lines_of "$ROOT/journal")
  detached /dev/null _recovery
  worker=$!
  follow "$worker" "$from" "It goes on by itself. How it stands: $ME status"
  wait "$worker"
  case $? in
    0) echo "$STACK: nothing to recover; release $(current) serves"; exit 0 ;;
    3 | 21) print_outcome "${id:-$(current)}" ;;
    4) echo "$STACK: Traefik has its routes back; release $(current) serves"; exit 0 ;;
    5)
      is_disconnected || die 1 traefik "the routes stay as they are. $(kept_pin_words)"
      die 1 traefik "Traefik does not run, or nothing shows that it gets events from Docker. $(disconnected_words)"
      ;;
    11) die 11 locked "locked: held by $(cat "$ROOT/holder" 2>/dev/null)" ;;
    *) die 1 unrecovered "recovery failed; the lines above say why. Run it again when the cause is gone" ;;
  esac
}
# Dies inside: whatever `recover_locked` leaves, which it can be given again.
recovery() { # exit code 3: there was something to recover, and its outcome says how that ended
  local id
  STEP=lock; mkdir -p "$TX"
  sweep
  take_lock 60 || exit 11
  id=$(intent_value release)
  recover_locked || exit 21
  [ -z "$id" ] || exit 3
  ! has_kept_pin || { give_back_routes && exit 4; exit 5; }
}

# The verb abort, for the runner and for people: what is under way is undone.

# Runner: abort RELEASE. Person: abort, and sees it end.
abort() {
  local id held from
  if [ $# -gt 0 ]; then
    # The runner's own may still be on its way.
    if valid_id "$1" && [ ! -d "$ROOT/releases/$1" ]; then call_off "$1"; return; fi
    need_release "$1"
    decide abort "$1" || die 1 decided "too late: $1 is decided ($(cat "$ROOT/releases/$1/decision"))"
    return
  fi
  id=$(intent_value release)
  held=$(holder) || {
    [ -z "$id" ] ||
      die 10 interrupted "the transaction of $id was interrupted, its program is dead; '$ME recover' ends it"
    die 10 idle "no transaction is running"
  }
  id=${held%% *}
  [ "$id" != recover ] || die 10 idle "a recovery is at work, and ends by itself"
  need_release "$id"
  from=$(lines_of "$ROOT/journal")
  decide abort "$id" || die 1 decided "too late: $id was confirmed, and will serve. To go back then: $ME rollback"
  follow "$(holder_pid)" "$from" "It goes on by itself. How it stands: $ME status"
  (print_outcome "$id") || case $? in 10 | 20) ;; *) return 1 ;; esac
}

# Where the program begins: which verb a call asks for.

# Dies inside: whatever the verb leaves; of a heartbeat, the one before.
main() {
  local verb="${1-}" owner
  [ $# -eq 0 ] || shift
  read_owner
  case $verb in
    facts | likeness | names | covered | resolve | prepare | run | deploy | watch | proceed | confirm | heartbeat)
      RUNNER=yes ;;
    *) ;;
  esac
  case $verb in
    prepare | deploy | watch) valid_id "${1-}" || die 2 usage "$verb RELEASE" ;;
    run | proceed | confirm | heartbeat) need_release "${1-}" ;;
    *) ;;
  esac
  case $verb in
    '') usage >&2; exit 2 ;;
    help | --help | -h) usage; exit ;;
    status | history) [ $# -eq 0 ] || die 2 usage "$verb takes no words; '$ME help' says more" ;;
    # Files that root makes here would stop the next deploy.
    rollback | recover | abort)
      owner=$(stat -c %U "$ROOT")
      [ "$owner" = "$(id -un)" ] ||
        die 2 usage "this stack belongs to $owner; as root: su $owner -c '$ME $verb'"
      ;;
    *) ;;
  esac
  case $verb in
    status | history | logs | rollback | recover | abort) "$verb" "$@" ;;
    facts | likeness | names | covered | resolve | prepare | run | deploy | watch | proceed) "$verb" "$@" ;;
    confirm) decide confirm "$1" || exit 20 ;;
    heartbeat) write_whole "$ROOT/releases/$1/heartbeat" "$(now_ms)" ;;
    _transaction) transaction "$@" ;;
    _recovery) recovery ;;
    *) die 2 usage "'$verb' is no command; '$ME help' lists them" ;;
  esac
}
main "$@"
