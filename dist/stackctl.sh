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
C2=$(printf '\302') E2=$(printf '\342') # what begins a character that `visible` spells
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
HIRED=''
# What an outcome says besides; and whether a rollback may leave data behind.
BESIDE='' LEAVE_DATA=''
PROXY_BLIND='' # yes where Docker did not say what runs: that is no "none runs"
HARD_CAP_MS=900000
ENGINE_PID=/run/docker.pid # written when the engine starts, where it is this machine's own
# Docker's first "healthy" may come a whole interval after the start; the plan gives no container longer.
LONGEST_START=600

# The page to read first: a deploy as a list of steps, the way back as another, and which of the two a recovery takes.
# The steps are in the files below steps/, and each says what a death inside it leaves behind.

# Runs detached from the connection: a runner that dies takes nothing with it.
transaction() { # release gate deadline lock-timeout force ask
  local gate="$2" deadline="$3"
  ID=$1
  [ "$2" = runner ] && [ "$6" != ask ] || ASKS=yes
  step lock
  take_lock "$4" || refuse_locked "$4"
  mkdir -p "$TX"
  claim || refuse
  recover_locked || refuse unrecovered "an earlier transaction could not be recovered: $(why)"
  adopt
  fence "$5" || refuse
  alive || refuse
  link || refuse disk "cannot link $ME$(disk_words)"
  step_end
  step intent
  { write_intent "$gate" && drain_intent && trusted_way && one_writer; } || { rm -f "$TX/intent"; refuse; }
  step_end
  if nothing_to_do; then forward_unchanged; return; fi
  look_at_ways
  look_at_published
  if forward "$gate" "$deadline"; then step finish; finish || exit 1; step_end; exit 0; fi
  # Only a commit that wrote its marker cannot be taken back.
  if [ -e "$TX/done" ]; then exit 1; fi
  undo "$(why_code)" "$(why)"
}
# Dies inside: each step says what it leaves.
forward() { # gate deadline
  local holding created
  # Neither needs the other: what is created does not run, and what is held are the old ones.
  { step hold; hold && step_end; } &
  holding=$!
  step create; create && step_end; created=$?
  wait "$holding" && [ "$created" = 0 ] || return 1
  start_early || return 1
  if [ -n "$(swapped)" ]; then step swap; swap || return 1; step_end; fi
  step switch; true >"$TX/switched" || return 1; { switch_new && drain_switch; } && answers_hold || return 1; step_end
  if [ "$1" = runner ]; then step gate; await proceed "$2" || return 1; step_end; fi
  step stop; { stop_old && answers_hold; } || return 1; step_end
  step decide
  if [ "$1" = runner ]; then await decision "$2" || return 1; else decide confirm || { alive; return 1; }; fi
  step_end
  step commit; commit || return 1; step_end
}
# What answered before the transaction answers as well. Dies inside: nothing was changed here.
# shellcheck disable=SC2046 # a list of ids
answers_hold() { ways_hold && published_hold "$ID" $(new_or_kept); }
# Same containers, but the files may differ (a label nobody restarts for, a commit): the release becomes the current
# one. Dies inside: the marker says that it goes forward.
forward_unchanged() {
  step commit
  if write_ended && whole "$TX/done" "$ID" && whole "$ROOT/current" "$ID"; then
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
  engine_back || { undo_failed; return; }
  giving_up=$(($(now_ms) + 120000))
  until go_back; do
    # dockerd died inside, or a person took away what was about to start: another look finds what there is now.
    turns=$((turns + 1))
    if [ "$turns" -ge 3 ] || [ "$(now_ms)" -gt "$giving_up" ] || ! engine_back; then undo_failed; return; fi
    WHY=''; rm -f "$TX/why"
    pause 0.5
  done
  if ways_back && published_back; then
    step_end
    outcome undone "$1" "$2; $(before_words)$BESIDE"
    BESIDE=''
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
  let_go
  [ -f "$TX/intent" ] || { rm -f "$TX"/*; return 0; }
  settle || return 1
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

# One transaction at a time: the lock, who holds it, and what is asked before anything is written down.

# Waits for the other one and says who it is. Dies inside: the lock goes with the last process that holds it; `holder`
# names one that is dead.
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
# Who holds the lock, as he wrote it down; false if nobody does, he is dead, or all that is left for him to do is to go.
holder() {
  local pid who
  pid=$(holder_pid)
  [ -n "$pid" ] && tr '\0' ' ' 2>/dev/null <"/proc/$pid/cmdline" | grep -qF "$ROOT/" || return 1
  read -r who <"$ROOT/holder"
  [ -e "$TX/intent" ] || [ ! -e "$ROOT/releases/${who%% *}/outcome" ] || return 1
  echo "$who"
}
holder_pid() { sed -n 's/.* (pid \([0-9]*\) on .*/\1/p' "$ROOT/holder" 2>/dev/null; }
# Nothing changed yet. Two equal inspections: a killed holder's `docker stop` may still be at work in the daemon.
settle() {
  local one two
  engine_back || return 1
  one=$(ask ps -a --no-trunc --format '{{.ID}} {{.State}}') || { fail docker "does not answer"; return 1; }
  for _ in 1 2 3 4 5 6 7 8 9 10; do
    two=$(ask ps -a --no-trunc --format '{{.ID}} {{.State}}')
    [ "$one" != "$two" ] || return 0
    one=$two; sleep 0.3
  done
}
# Nothing changed. A late run must not put older code back, and a plan made on another release than the current one is
# stale.
fence() { # force
  local now order committed
  now=$(current)
  order=$(meta "$ID" order) committed=$(meta "${now:-none}" order)
  if [ "$1" != force ] && [ "${order:-0}" -lt "${committed:-0}" ] 2>/dev/null; then
    fail superseded "run $order is older than release $now (run $committed)"; return 1
  fi
  [ "$(meta "$ID" previous)" = "$now" ] ||
    fail stale "the plan was made on release '$(meta "$ID" previous)', but '$now' is current"
}
# People go on with the program of the last transaction that began: what was only planned, or refused before, is none
# of their business. Dies inside: the link of before, and one of another name.
link() {
  case $SELF in "$ROOT"/bin/stackctl-*) ;; *) return 0 ;; esac
  [ "$(readlink "$ME")" != "bin/${SELF##*/}" ] || return 0
  ln -s "bin/${SELF##*/}" "$ME.$$" && mv -fT "$ME.$$" "$ME" 2>/dev/null && return
  rm -f "$ME.$$"
  ln -sfn "bin/${SELF##*/}" "$ME"
}
# What ran before us becomes a release, so that the first deploy can be undone. Dies inside: it is adopted by the next
# run, or is already.
adopt() {
  local id
  id=$(meta "$ID" adopt)
  [ -n "$id" ] && [ -z "$(current)" ] && [ -d "$ROOT/releases/$id" ] || return 0
  [ -e "$ROOT/releases/$id/outcome" ] || whole "$ROOT/releases/$id/outcome" "committed${TAB}ran before stack-actions"
  whole "$ROOT/current" "$id" && note "$id" "adopted"
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
AWK_BECOMES='# What becomes of each container, and what is to be created: lines `want`, `sick` and `old` of an intent, and `lost`
# where data would go with what is stopped. Files: services of what serves (`serving`) and of what is to (`coming`);
# then lines as POLICY_VIEW gives them, those of `ps_of`, and `=`, without which not all was told. `nets`: networks of
# the server. `deaf`: the file of a pin that has stayed, or nothing.

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
  if (state == "running" && status !~ /unhealthy/) { well[key]++; if (status !~ /health: starting/) fit[key]++ }
  if (state !~ /running|restarting|paused/) next
  live[key]++
  if ((key in new_hash) && (hash != "" ? hash != new_hash[key] : by_hand(id, key))) drift[key] = 1
}

# A line as POLICY_VIEW gives it. `stuck`: it cannot be started as it is, for a network that it needs is gone.
function read_settings(   parts, net, i) {
  id = $2
  policy_of[id] = restart_policy($3, $4)
  image_name[id] = plain($5); image_id[id] = $6; own_data[id] = $7
  stuck[id] = plain($8) == "container:"
  parts = split($9, net, " ")
  for (i = 1; i <= parts; i++) if (!index(nets, " " net[i] " ")) stuck[id] = 1
}
# Without our label it ran before us and was kept, or somebody started it by hand, which another image gives away.
function by_hand(id, key) {
  return new_class[key] != "one-shot" && (new_image[key] ~ /^sha256:/ ? image_id[id] : image_name[id]) != new_image[key]
}
# Stopped, and what is wanted: started as it is where it has data that no other one gets, or where only one may be.
function comes_back(id, key) {
  return old_hash[key] == new_hash[key] && new_class[key] != "one-shot" && state_of[id] == "exited" && !stuck[id] &&
    (hash_of[id] != "" ? hash_of[id] == new_hash[key] : !by_hand(id, key)) &&
    (own_data[id] != "" || new_class[key] == "exclusive")
}
function waits(key,   i) {
  for (i = 1; i <= n[key]; i++) if (comes_back(container[key, i], key)) return 1
  return 0
}
function changes(key) {
  if (old_hash[key] != new_hash[key] || drift[key]) return 1
  return new_class[key] != "one-shot" && !up[key] && new_replicas[key] > 0 && (live[key] || !waits(key))
}

END {
  if (!ended) exit 1
  for (j = 1; j <= services; j++) decide(order[j])
  tell_sick()
  for (j = 1; j <= services_there; j++) if (!(keys[j] in new_hash)) tell_of_no_service(keys[j])
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
    tell(key, id, class == "one-shot" ? "spent" : "replace", class)
    if (class != "one-shot" && old_hash[key] == new_hash[key] && !live[key]) tell_lost(key, id)
  }
}
# A new one in its place would not get what it has.
function tell_lost(key, id,   part) {
  if (state_of[id] != "exited" || own_data[id] == "") return
  split(key, part, FS); print "lost", part[1], part[2], name_of[id]
}
function keep_all(key, class,   i) { for (i = 1; i <= n[key]; i++) tell(key, container[key, i], "keep", class) }
# Keeps as many as are wanted, and gives how many of them are missing.
function keep_enough(key, class,   i, id, kept, missing, leaving, left) {
  missing = new_replicas[key] - (up[key] < new_replicas[key] ? up[key] : new_replicas[key])
  kept = 0
  for (i = 1; i <= n[key]; i++) {
    id = container[key, i]
    if (state_of[id] == "running" && kept < new_replicas[key]) { kept++; tell(key, id, "keep", class) }
    else if (missing > 0 && comes_back(id, key)) { missing--; tell(key, id, "again", class) }
    else { leaving[++left] = id; tell(key, id, "shrink", class) }
  }
  if (missing > 0) for (i = 1; i <= left; i++) tell_lost(key, leaving[i])
  return missing
}
# Under a pin that has stayed what Docker calls unhealthy may answer all the same. What is starting, and is left as it
# is, may crash over and over: its routes stay its own until it is up, as without us.
function tell_sick(   key, part, ill) {
  if (deaf != "") while ((getline <deaf) > 0) if ($1 == "sick") ill[$2 FS $3]
  for (key in live) {
    if (!live[key] || (well[key] && (fit[key] || (key in wanted))) || (deaf != "" && !(key in ill))) continue
    split(key, part, FS); print "sick", part[1], part[2]
  }
}
function tell_of_no_service(key,   i, class, fate) {
  class = (key in old_class) ? old_class[key] : "exclusive"
  fate = !(key in old_hash) ? "keep" : class == "one-shot" ? "spent" : "remove"
  for (i = 1; i <= n[key]; i++) tell(key, container[key, i], fate, class)
}
function tell(key, id, fate, class,   part) {
  split(key, part, FS); print "old", part[1], part[2], id, fate, policy_of[id], class, state_of[id], name_of[id]
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
# Lines of an intent, of what serves and what is to serve. Reads only; false where it was not told all.
becomes() { # services of what serves, of what is to; stdin: lines as POLICY_VIEW gives them, those of `ps_of`, `=`
  awk -F'\t' -v OFS='\t' -v serving="$1" -v coming="$2" -v deaf="$(! kept_pin || echo "$ROOT/deaf")" \
    -v nets=" $(printf '%s' "$NETS" | tr '\n' ' ') " "$AWK_PLAIN$AWK_RECORDS$AWK_BECOMES" "$1" "$2" -
}
is_routed() {
  cat "$(routes_of "$ID")" "$(routes_of "$(current)")" "$(ways_of "$ID")" "$(ways_of "$(current)")" | grep -q .
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
  room || return 1
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
    ! cat "$(routes_of "$ID")" "$(routes_of "$(current)")" | grep -q . || hire_writer
  fi
  # Half of it would say that nothing is to be done.
  lines=$(printf 'release\t%s\nprevious\t%s\ngate\t%s\nproxy\t%s\n' "$ID" "$(current)" "$1" "$PROXY"
    { sed "s/^/=$TAB/" "$TX/policies"; cat "$TX/ps"; echo '='; } | becomes "$old_services" "$new_services") ||
    { fail killed awk "was ended"; return 1; }
  lost=$(printf '%s\n' "$lines" | awk -F'\t' '$1 == "lost" { print $2 "/" $3 " (docker start " $4 ")" }')
  [ -z "$lost" ] || { fail data "$(lost_words "$lost")"; return 1; }
  held=$(ports_held "$ID" "$lines" "$all" "$looked")
  [ -z "$held" ] || { fail ports "$held"; return 1; }
  [ -f "$ROOT/releases/$ID/ports" ] || [ "$(meta "$ID" kind)" != rollback ] ||
    note ports "of this release were not written down when it was made: whether somebody holds them is known when its\
 containers are started"
  whole "$TX/intent" "$lines" || return 1
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
  room || return 1
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
  local kind name args is arg oldIFS="$IFS"
  [ -f "$ROOT/releases/$ID/resources" ] || return 0
  while IFS=$TAB read -r kind name args; do
    if is=$(ask "$kind" inspect -f "$OWNER_LABEL" "$name" 2>/dev/null); then
      case $is in '' | "\"$OWNER\"") continue ;; *) fail identity "$name" "this $kind is of $is"; return 1 ;; esac
    fi
    IFS=$US; set -f
    # shellcheck disable=SC2086 # split at the unit separator
    if [ "$args" = - ]; then set --; else set -- $args; fi
    IFS=$oldIFS; set +f
    for arg; do shift; set -- "$@" "$(printf %b "$arg")"; done
    act "$kind" create "$@" "$name" || return 1
    note "$name" "$kind created"
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
  old again | awk -F'\t' -v OFS='\t' 'FILENAME == ARGV[1] { wave[$1 FS $2] = $8; next }
    { print $4, $2, $3, $7, wave[$2 FS $3], "again" }' "$ROOT/releases/$ID/services" - >>"$TX/found"
  room || return 1
  # shellcheck disable=SC2046 # a list of ids
  [ ! -s "$TX/found" ] || act update --restart=no $(cut -f1 "$TX/found") || return 1
  lines=$(cat "$TX/found") && whole "$TX/candidates" "$lines"
}

# Holds all routes on what runs now, so that what is created and started beside it gets no request.

# The pin is in memory: a crash of Traefik keeps it, a power cut takes it away, and the old ones answer either way.
hold() {
  write_addresses || return 1
  # shellcheck disable=SC2046 # a list of ids
  always_back $(old_running) || return 1
  switches || return 0
  proxy_back || no_proxy || return 1
  [ -n "$PROXY" ] || return 0
  can_switch || { fail traefik "has no file provider that can be spoken to"; return 1; }
  put_pin old
}
# After `docker stop` under unless-stopped a container stays down at a reboot. Dies inside: old ones that come back
# after a power cut in any case; the intent has their own policy for undo.
always_back() { [ $# -eq 0 ] || act update --restart=always "$@"; }

# Starts the new containers beside the old ones, and runs to its end what runs once.

# Candidates run dark beside the old ones, with restart=no: a power cut leaves only the old.
start_early() {
  local wave
  for wave in $(early | cut -f5 | sort -nu); do
    early | awk -F'\t' -v w="$wave" '$5 == w && $4 == "one-shot"' >"$TX/shots"
    room || return 1
    if [ -s "$TX/shots" ]; then step one-shot; one_shots <"$TX/shots" || return 1; step_end; fi
    early | awk -F'\t' -v w="$wave" '$5 == w && $4 != "one-shot"' >"$TX/starts"
    room || return 1
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
      alive || return 1
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
# some run, dark and with restart=no: recovery removes them.
start_all() { # release; lines of candidates on stdin
  local release="$1" running=0 ids='' id project svc how
  while IFS=$TAB read -r id project svc _ _ how; do
    alive || return 1
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
  docker start "$1" 8>&- </dev/null >/dev/null 2>"$said" || journal fail "$2" "docker start: $(blank <"$said")" docker
  ! starts_dark "${2%%/*}" "${2#*/}" || flag up "$1"
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
  swapped | sort -t "$TAB" -k5,5n | cut -f2,3 | awk '!seen[$0]++' >"$TX/swaps"
  room || return 1
  while IFS=$TAB read -r project svc; do
    olds=$(old replace shrink | awk -F'\t' -v p="$project" -v s="$svc" '$2 == p && $3 == s { print $4 }')
    # shellcheck disable=SC2086 # a list of ids
    { hold_below "$(had_addresses $olds)"; stop_kept $olds; } || return 1
    rm -f "$TX/proxy" # it may have been Traefik
    note "$project/$svc" "old stopped"
    swapped | awk -F'\t' -v p="$project" -v s="$svc" '$2 == p && $3 == s' >"$TX/starts"
    room || return 1
    start_all "$ID" <"$TX/starts" || return 1
  done <"$TX/swaps"
  let_go
  # shellcheck disable=SC2046 # a list of ids
  tell_moved "$(moved $(swapped | cut -f1))" || :
}

# All routes change to the new containers at once.

# One rename: before it all routes answer with the old, after it with the new. Dies inside: the old pin or the new
# one; both versions run.
switch_new() {
  switches || return 0
  proxy_back || no_proxy || return 1
  [ -n "$PROXY" ] || return 0
  if ! can_switch; then
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
  if by_address && switches && can_switch; then put_pin new || return 1; fi
  old replace remove shrink | cut -f2,3 | let_finish "$(intent_value previous)"
  drain_again || return 1
  # shellcheck disable=SC2046 # a list of ids
  stop_kept $(old_running)
}
# Dies inside: Docker goes on to stop them; recovery starts them again, a power cut as well.
stop_kept() { # ids…
  local stops='' stopped=yes id stop up stays
  [ $# -gt 0 ] || return 0
  for id; do
    { exec 8>&-; docker stop "$id" </dev/null >/dev/null 2>"$TX/err.$(short "$id")"; } &
    stops="$stops $!"
  done
  for stop in $stops; do wait "$stop" || stopped=''; done
  [ -z "$stopped" ] || return 0
  # What does not answer has not stopped anything.
  engine_back || return 1
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
  whole "$ROOT/releases/$ID/waiting" "$1" || return 1
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
  alive
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
  at = plain($1) "/" plain($2)
  print at "\t" $3 " " (image_of[at] ~ /^sha256:/ ? $6 : plain($4)) " " substr($5, 1, 12)
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_ALL_RUN='# Whether all of these run, or have ended where they may: services, then lines of `running_now`.

FILENAME == ARGV[1] { read_service(); if (check == "ends") may_end[key]; next }
$3 != "running" && !($3 == "exited" && (plain($1) FS plain($2)) in may_end) { exit 1 }
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
  whole "$TX/done" "$ID" || return 1
  # At once: a power cut while both have a policy brings up both. `finish` does it again where this fails.
  # shellcheck disable=SC2046 # a list of ids
  { exec 8>&-; docker update --restart=no $(old replace remove shrink | cut -f4) </dev/null >/dev/null 2>&1; } &
  whole "$ROOT/current" "$ID" || return 1
  report_running
  wait
  outcome committed "$(verdict)"
}
# Which of the services that may end have ended: what runs now is no one-shot, whatever exit code it has when it is
# stopped one day. Dies inside: the release says it, or not; whoever commits it writes it again.
write_ended() {
  local may over ended lines
  grep -q "${TAB}ends$TAB" "$ROOT/releases/$ID/services" || return 0
  may=$(candidates | awk -F'\t' 'FILENAME == ARGV[1] { if ($10 == "ends") may[$1 FS $2]; next }
    ($2 FS $3) in may { print $1 }' "$ROOT/releases/$ID/services" -)
  # shellcheck disable=SC2086 # a list of ids
  over=$([ -z "$may" ] || ask inspect -f '{{if eq .State.Status "exited"}}{{.ID}}{{end}}' $may) ||
    { fail docker "does not answer"; return 1; }
  ended=$(candidates | awk -F'\t' -v over=" $(printf '%s' "$over" | tr '\n' ' ') " '
    index(over, " " $1 " ") { printf "%s%s/%s", (n++ ? " " : ""), $2, $3 }')
  lines=$(grep -v '^ended=' "$ROOT/releases/$ID/meta"; echo "ended=$ended") && whole "$ROOT/releases/$ID/meta" "$lines"
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
    awk -F'\t' "$AWK_PLAIN$AWK_RECORDS$AWK_RUNNING" "$ROOT/releases/$ID/services" - | notes
}
# Behind project and service.
RUNNING_VIEW='{{.State.Status}}{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}{{.Id}}{{"\t"}}{{.Image}}'
running_now() {
  # shellcheck disable=SC2046 # a list of ids
  ask inspect -f "$PROJECT_LABEL$TAB$SERVICE_LABEL$TAB$RUNNING_VIEW" $(new_or_kept) 2>/dev/null
}
all_run() { # lines of running_now
  printf '%s\n' "$1" | awk -F'\t' "$AWK_PLAIN$AWK_RECORDS$AWK_ALL_RUN" "$ROOT/releases/$ID/services" -
}
verdict() { echo "$STACK serves release $ID"; }
# Dies inside: as in `commit`.
say_committed() {
  step commit "after a death"
  whole "$ROOT/current" "$ID"
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
finish() { put_away || { engine_back && put_away; }; }
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
  if { ! nothing_to_do || kept_pin; } && switches; then
    if proxy_back; then
      ! pin_may_go "$ID" || remove_pin || return 1
    elif [ -n "$PROXY_BLIND" ]; then
      return 1
    else
      gone_with_pin
    fi
  fi
  [ -z "$BESIDE" ] || { outcome "$(result_of "$ID")" "$(code_of "$ID")" "$(reason_of "$ID")$BESIDE"; BESIDE=''; }
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
  rm -rf "$ROOT"/files/.spoilt-* 2>/dev/null
  read -r _ after <<E
$(docker_disk)
E
  note space "${before:-?} GB used on Docker's disk before, ${after:-?} GB after;\
 removed: $images images, $removed releases"
}
# Of one that failed what tells why stays.
keep_why() { # folder of a release
  rm -rf "$1/models" "$1/env" "$1/secrets" "$1/journal" "$1/stderr" "$1/services" "$1/routes" "$1/ways" "$1/storage" \
    "$1/names" "$1/resources" "$1/binds" "$1/ports" "$1/release.json"
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
  ours=$(echo "$1" | cut -s -f7 | sed -n 's|^\(stack-actions/[^/]*/\).*|\1|p' | head -n 1)
  [ -n "$ours" ] || return 0
  tags=$(ask images --filter "reference=$ours*" --format '{{.Repository}}:{{.Tag}}' 2>/dev/null)
  # Asked after the tags: a release that is prepared meanwhile may count on one of them.
  named=$({
    echo "$1"
    cat "$ROOT"/releases/.incoming-*/release/services "$ROOT"/releases/.new-*/services 2>/dev/null
  } | cut -s -f6,7 | tr '\t' '\n' | sort -u)
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
  proxy_back || no_proxy || return 1
  previous=$(intent_value previous)
  find_new || return 1
  hold_places
  # An exclusive old one cannot start while the new one holds its port or its data.
  # shellcheck disable=SC2046 # a list of ids
  stop_kept $(awk -F'\t' '$4 == "exclusive" { print $1 }' "$TX/undo") || return 1
  restore_old || return 1
  if switches && [ -n "$PROXY" ] && [ -n "$previous" ] && can_switch; then put_pin old || return 1; fi
  drain_back || return 1
  let_new_finish
  unpin_leaving "$(cut -f1 "$TX/undo"; old again | cut -f4)"
  stop_new || return 1
  remove_new || return 1
  policies_back || return 1
  if switches && [ -n "$PROXY" ]; then
    # Of a first deploy nothing is left that a pin could keep.
    { [ -n "$previous" ] && ! pin_may_go "$previous"; } || remove_pin || return 1
  fi
  as_before
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
  stop_kept $again
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
policies_back() {
  local policies
  policies=$(old replace remove shrink again | awk -F'\t' '{ print $4, $6 }' | existing) ||
    { fail docker "does not answer"; return 1; }
  printf '%s\n' "$policies" | set_policies
}
# A person's `docker compose up -d` may be at work beside us: it plans once and carries that out to its end, so that
# only then it is known what it took away.
as_before() {
  local begun missing
  [ -s "$TX/before" ] || return 0
  if compose_at_work; then
    note - "somebody's docker compose is at work: waiting until it has ended, 15 s at most"
    begun=$(now_ms)
    while compose_at_work && [ "$(now_ms)" -lt $((begun + 15000)) ]; do pause 0.3; done
    # The time is his, not the undo's.
    giving_up=$((giving_up + $(now_ms) - begun))
    ! compose_at_work || BESIDE="; somebody's docker compose is still at work: look at '$ME status' when it has ended"
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
    [ -n "$state" ] || { engine_back || return 1; state=$(ask inspect -f '{{.State.Status}}' "$id" 2>/dev/null); }
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
  start_in_place && start_all "$previous" <"$TX/again" || return 1
  # shellcheck disable=SC2046 # a list of ids
  find_anew $(cut -f1 "$TX/before" "$TX/again" | sort -u)
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

# What a transaction has written down about itself, as its steps read it: the intent, the candidates, the decision.

intent() { awk -F'\t' -v k="$1" '$1 == k' "$TX/intent" 2>/dev/null; }
intent_value() { # the first word of its line
  local line value
  while IFS=$TAB read -r line value _; do
    [ "$line" != "$1" ] || { echo "$value"; return; }
  done 2>/dev/null <"$TX/intent"
}
candidates() { cat "$TX/candidates" 2>/dev/null; } # id project service class wave how
serving() { awk -F'\t' '$4 != "one-shot" { print $1 }' "$TX/candidates" 2>/dev/null; } # ids of the new ones that go on
# Candidates by class and how they came: all that start before the swap, that is all but exclusive ones that replace
# what is up. One whose old one is down (a database that dockerd left stopped) has nothing to wait for, and others
# wait for it.
swapped() { candidates | awk -F'\t' '$4 == "exclusive" && $6 == "changed"'; }
early() { candidates | awk -F'\t' '!($4 == "exclusive" && $6 == "changed")'; }
# Old containers by what becomes of them: replace, remove, shrink, again (and spent: old one-shots); fields as in the
# intent.
old() { awk -F'\t' -v want=" $* " '$1 == "old" && index(want, " " $5 " ")' "$TX/intent" 2>/dev/null; }
old_running() { old replace remove shrink | awk -F'\t' '$8 == "running" { print $4 }'; } # ids of those that leave
new_or_kept() { serving; old keep | awk -F'\t' '$7 != "one-shot" && $8 == "running" { print $4 }'; }
nothing_to_do() { [ -z "$(intent want)" ] && [ -z "$(old replace remove shrink again)" ]; }
no_proxy() { [ -z "$(intent_value proxy)" ]; }
undecided() { [ ! -e "$ROOT/releases/$ID/decision" ] || [ "$(cat "$ROOT/releases/$ID/decision")" = confirm ]; }
alive() {
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
  set -- "$1" "$2" "$([ -z "${3-}" ] || printf %s "$3" | blank)"
  WHY="$STEP: $2${3:+: $3}" WHY_CODE=$1
  journal fail "$2" "$3" "$1"
  case $WHY in
    *[[:cntrl:]]* | *"$C2"* | *"$E2"*) printf 'stackctl: %s: %s\n' "$2" "$3" | visible >&2 ;;
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
AWK_PLAIN='# A text as Docker printed it by %q, without its quotes. One that needs an escape
# keeps them, and equals nothing of ours.
function plain(text) { return text ~ /^"[^\\"]*"$/ ? substr(text, 2, length(text) - 2) : text }
# A restart policy as `docker update` takes it, of its name and its most retries as `docker inspect` says them.
# src/release/plan/likeness/containerAsService.ts says the same for the runner.
function restart_policy(name, retries) {
  if (name == "on-failure" && retries > 0) return name ":" retries
  return name == "" ? "no" : name
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_SPELLING='# A script for sed that spells what steers a terminal: control characters, and what turns text around. Colours go away.
# A tab and the end of a line stay. Characters of more than one byte are written by their bytes: LC_ALL is C.

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
AWK_BLANK='# Text without what is secret, which becomes ***. Read: files `secrets` (a form of a secret a line) or `env`, then the
# text. Secrets are found by their letters, never as patterns, and may overlap. A line that is longer than `most` is cut
# there; a secret that begins before that place is hidden whole.

FILENAME ~ /\/secrets$/ { remember($0); next }
FILENAME ~ /\/env$/ { sub(/^[^=]*=/, ""); gsub(/^["\047]|["\047]$/, ""); remember($0); next }
{
  is_long = length($0) > most
  text = is_long ? substr($0, 1, most + longest) : $0
  shown = find_secrets() ? without_secrets() : substr(text, 1, most)
  print shown (is_long ? "…" : "")
}

# What is shorter is in too many words that are no secret.
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
AWK_RECORDS='# The fields of lines that several programs read, by name. `key` is a service: its project and its name, for arrays.

# A service of a release: its file `services`.
function read_service() {
  project = $1; service = $2; hash = $3; class = $4; replicas = $5; image = $6; wave = $8; check = $10; key = $1 FS $2
}
# A container: a line of `ps_of`.
function read_container() {
  id = $1; project = $2; service = $3; hash = $4; state = $5; name = $7; status = $8; key = $2 FS $3
}
# What is to be created: a line `want` of an intent.
function read_want() { project = $2; service = $3; count = $4; class = $5; change = $6; wave = $7; key = $2 FS $3 }
# A container that was there before, and what becomes of it: a line `old` of an intent.
function read_old() {
  project = $2; service = $3; id = $4; fate = $5; policy = $6; class = $7; state = $8; name = $9; key = $2 FS $3
}
# A new container: a line of `candidates`.
function read_candidate() { id = $1; project = $2; service = $3; class = $4; wave = $5; how = $6; key = $2 FS $3 }
# A line of the file `routes` of a release.
function read_route() {
  section = $1; project = $2; service = $3; name = $4; definition = $5
  scheme = $6; port = $7; sticky = $8; network = $9; key = $2 FS $3
}
# How the routes of a service can be moved: a line of the file `ways` of a release.
function read_way() { project = $1; service = $2; way = $3; seconds = $4; labels = $5; key = $1 FS $2 }
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_HEX='# The number that hexadecimal digits say.
function hex(text,   i, sum) {
  sum = 0
  for (i = 1; i <= length(text); i++) sum = sum * 16 + index("0123456789abcdef", tolower(substr(text, i, 1))) - 1
  return sum
}
'

# Names, labels, paths and variables of containers and images are anybody's. Docker prints them quoted (Go's %q) or as
# JSON, never bare: whatever they hold, each is one field of one line, without a tab, a unit separator or a line break.
# Who reads them takes the quotes away by `plain`, and what needs an escape keeps them: it equals nothing of ours.

PROJECT_LABEL='{{with .Config.Labels}}{{with index . "com.docker.compose.project"}}{{printf "%q" .}}{{end}}{{end}}'
SERVICE_LABEL='{{with .Config.Labels}}{{with index . "com.docker.compose.service"}}{{printf "%q" .}}{{end}}{{end}}'
TITLE_LABEL='{{with .Config.Labels}}{{with index . "org.opencontainers.image.title"}}{{printf "%q" .}}{{end}}{{end}}'
ONEOFF_LABEL='{{with .Config.Labels}}{{with index . "com.docker.compose.oneoff"}}{{printf "%q" .}}{{end}}{{end}}'
HASH_LABEL='{{with .Config.Labels}}{{with index . "stack-actions.hash"}}{{printf "%q" .}}{{end}}{{end}}'
# Words of others on a terminal: control characters and what turns text around are spelt, colours left away.
# Lines stay lines. By sed, which shows each line as it comes.
visible() {
  [ -n "$SPELLING" ] || SPELLING=$(awk "$AWK_SPELLING")
  sed "$SPELLING"
}
SPELLING=''
# The lines of a text as one, told apart by a sign: a journal has one line an event, an outcome one in all.
one_line() {
  tr -d '\000' | tr '\t' ' ' | visible | awk 'NR > 1 { printf "%s", " ⏎ " } { printf "%s", $0 }'
}
# Text without what the release knows to be secret: each line of its file `secrets` is one form of a value, as the
# runner
# has found them (runtime/masking.ts); of a release that was made before there was one, the values of its env file.
# What is long is cut. Whatever others print goes through here before it is written.
blank() { # text on stdin
  local known
  set --
  # An undo starts what ran before, which prints its own.
  for known in "${ID:--}" "$(current)" "$(intent_value previous)"; do
    known=$ROOT/releases/${known:--}
    if [ -f "$known/secrets" ]; then set -- "$@" "$known/secrets"
    elif [ -f "$known/env" ]; then set -- "$@" "$known/env"; fi
  done
  awk -v most=4000 "$AWK_BLANK" "$@" -
}
last_words() { ask logs --tail "$2" "$1" 2>&1 | blank; } # container lines
short() { printf %.12s "$1"; }

# Files are written whole or not at all, also where the disk is full.

# Writes a file whole; on a full disk the ballast gives way, so that an undo can still write.
# Dies inside: the old file is there.
whole() { # file, its lines
  local try
  for try in 1 2; do
    printf %s "${2:+$2$NL}" >"$1.new" && { sync "$1.new" 2>/dev/null || sync; } && mv -f "$1.new" "$1" && return 0
    [ "$try" = 2 ] || rm -f "$ROOT/ballast"
  done 2>/dev/null
  fail disk "$1" "cannot be written$(disk_words)"
}

disk_words() { df -Pk "$ROOT" 2>/dev/null | awk 'NR == 2 { print " (" $4 " KiB free on " $6 ")" }'; }

# What was written to $TX just now is whole: a disk that is full has no room for one block more.
# Asked wherever a file that was cut short would pass for one that says less. `blocks` counts the calls.
room() {
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
claim() {
  local says lines
  must_own "$ROOT/releases/$ID/meta" || return 1
  [ -n "$says" ] && { [ -z "$OWNER" ] || [ "$(meta "$ID" kind)" = deploy ]; } || return 0
  lines="label=$says$NL$(sed -n '/^\(repository\|repository_id\|name\|environment\)=/p' "$ROOT/releases/$ID/meta")"
  [ "$lines" = "$(cat "$ROOT/identity" 2>/dev/null)" ] || whole "$ROOT/identity" "$lines" || return 1
  OWNER=$says
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_META='# The lines `key=value` of a release as meta[key].
{ equals = index($0, "="); meta[substr($0, 1, equals - 1)] = substr($0, equals + 1) }
'

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
  # shellcheck disable=SC2034 # every field has its name, used or not
  while IFS=$TAB read -r s_project s_service s_hash s_class s_replicas s_image s_tag s_wave s_drain s_check s_probe \
    s_name s_timeout s_restart s_parallelism; do
    [ "$s_project" = "$2" ] && [ "$s_service" = "$3" ] && return 0
  done 2>/dev/null <"$ROOT/releases/$1/services"
  return 1
}
services_of() { part_of "$1" services; }
routes_of() { part_of "$1" routes; }
ways_of() { part_of "$1" ways; }
storage_of() { part_of "$1" storage; }
names_of() { part_of "$1" names; }
# A file of a release that is always one that can be read: nothing, where the release has none, or there is no release.
part_of() { # release file
  if [ -n "$1" ] && [ -f "$ROOT/releases/$1/$2" ]; then echo "$ROOT/releases/$1/$2"; else echo /dev/null; fi
}
result_of() {
  local result
  [ ! -s "$ROOT/releases/$1/outcome" ] || { IFS=$TAB read -r result _ <"$ROOT/releases/$1/outcome"; echo "$result"; }
}
reason_of() { cut -f2 "$ROOT/releases/$1/outcome" 2>/dev/null | visible | sed 's/ *$//'; }
code_of() { cut -f3 "$ROOT/releases/$1/outcome" 2>/dev/null; } # empty of what was committed
# Dies inside: there is none yet; recovery writes it.
outcome() { # result [code] words
  [ $# -gt 2 ] || set -- "$1" '' "$2"
  set -- "$1" "$2" "$(printf '%s' "$3" | one_line)"
  whole "$ROOT/releases/$ID/outcome" "$1$TAB${3:--}${2:+$TAB$2}"
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
engine_back() {
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
AWK_THEIRS='# Of a table as PS_VIEW gives it, the containers of some releases that are ours. Read: their files `services`,
# then, behind the operand table=1, the table. Set by the shell: owner, the stack. Exit code 1 where it is no table.
# Without a label of ours a container is, if it is of a service of theirs.

!table { is_project[$1]; is_service[$1 FS $2]; next }
$0 == "" { next }
NF != 9 { is_no_table = 1; exit }
{
  for (i = 2; i <= NF; i++) $i = plain($i)
  project = $2; service = $3; oneoff = $6; stack = $9
}
(project in is_project) && oneoff != "True" && (stack == "" ? (project FS service) in is_service : stack == owner)
END { exit is_no_table }
'

# Which containers are of this stack, and which of some are still there.

PS_VIEW='{{.ID}}'\
'\t{{printf "%q" (.Label "com.docker.compose.project")}}'\
'\t{{printf "%q" (.Label "com.docker.compose.service")}}'\
'\t{{printf "%q" (.Label "stack-actions.hash")}}'\
'\t{{.State}}'\
'\t{{printf "%q" (.Label "com.docker.compose.oneoff")}}'\
'\t{{printf "%q" .Names}}'\
'\t{{.Status}}'\
'\t{{printf "%q" (.Label "stack-actions.stack")}}'
# Containers of these releases' projects that are this stack's: id project service hash state oneoff name status.
# Without a label of ours one is, if it is of a service of theirs: it ran before us, or somebody started it by hand.
# What another stack's label holds never is. False where Docker does not answer in that form.
# Sets all: the table, with the containers of everybody.
ps_of() { # services files
  all=$(ask ps -a --no-trunc --format "$PS_VIEW") || return 1
  printf '%s\n' "$all" | theirs "$@"
}
# The same of a table as PS_VIEW gives it.
theirs() { # services files
  awk -F'\t' -v OFS='\t' -v owner="$OWNER" "$AWK_PLAIN$AWK_THEIRS" "$@" table=1 -
}
# Not by a file: on a full disk Docker's list would be empty, and everything would count as removed.
existing() { # lines on stdin that begin with an id
  local listed
  listed=$(ask ps -aq --no-trunc) || return 1
  { printf '%s\n=\n' "$listed"; cat; } |
    awk '$0 == "=" { listed = 1; next } !listed { exists[$1]; next } $1 in exists'
}
# Docker answers, and lists it no more. By its list: to look at one that hangs has no answer either.
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
    alive || return 1
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
  if [ "$v_health" = unhealthy ] && [ "$STEP" != undo ] && ! starts_dark "$v_project" "$v_service"; then
    WHY_VERIFY="Docker calls $(short "$v_id") unhealthy; its check said: $(health_words "$v_id"); $(said_last "$v_id")"
    return 1
  fi
  # Docker's own probe comes within a second where it knows start_interval, and STOP waits for it anyway: only where
  # it is late we ask, too.
  if [ "$v_health" = starting ] && ! starts_dark "$v_project" "$v_service" && [ "$waited" -lt 1500 ] &&
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
    END { if (said) print last }' | tail -n 2 | blank | tail -c 300
}
said_last() { printf 'its last words: %s' "$(last_words "$1" 5)"; } # container
out_of_memory() { [ "$v_oom" != true ] || echo ", out of memory"; }
verify_late() {
  [ "$waited" -lt $((s_timeout * 1000)) ] ||
    WHY_VERIFY="not healthy within $s_timeout s;\
 its check said: $(blank <"$TX/said" | tail -c 300); $(said_last "$v_id")"
}

# Asks Docker which containers it calls healthy, and waits for that.

HEALTH_VIEW='{{.ID}} {{.State.Status}} {{with .State.Health}}{{.Status}}{{else}}none{{end}}'\
' {{.State.ExitCode}} {{len .Config.ExposedPorts}}'
# Of lines as HEALTH_VIEW gives them, in words, those that have not ended as they may: new ones that nobody calls,
# that have no check and no port, and that nothing starts again.
unless_ended() {
  local may
  may=$(awk -F'\t' -v ORS=' ' 'FILENAME == ARGV[1] { if ($10 == "ends") may[$1 FS $2]; next }
    ($2 FS $3) in may { print $1 }' "$(services_of "$ID")" "$TX/candidates" 2>/dev/null)
  awk -v may=" $may" '$2 " " $3 " " $4 " " $5 == "exited none 0 0" && index(may, " " $1 " ") { next }
    { print substr($1, 1, 12) " is " $2 " and " $3 }'
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
    alive || return 1
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
AWK_WAYS_IN='# What can be asked from here: rank, number, scheme, address, port, name. On stdin: ports that are published (inside,
# address, port, container) and lines `name NAME` of routes. `skip`: rules of stack.yml, as in health/skips.ts.

BEGIN {
  skips = split(skip, rule, " ")
  n = split("21 22 25 53 110 143 389 465 587 636 993 995 1433 1521 1883 3306 3389 4222 5432 5433 5672 6379 6380 6432 " \
    "8883 9042 9092 11211 27017 27018 27019", list, " ")
  for (i = 1; i <= n; i++) silent[list[i]]
}
/^name / {
  way("http", "127.0.0.1", 80, substr($0, 6), 2, "")
  way("https", "127.0.0.1", 443, substr($0, 6), 2, "")
  next
}
$1 ~ /\/tcp$/ && $3 ~ /^[0-9]+$/ && $3 > 0 { published($1 + 0, $2, $3, $4) }

# Its own port tells what it speaks.
function published(own, ip, port, container,   scheme, address) {
  has[container, port + 0]
  if (own in silent) return
  address = ip == "" || ip == "0.0.0.0" ? "127.0.0.1" : ip == "::" ? "[::1]" : ip ~ /:/ ? "[" ip "]" : ip
  scheme = own ~ /443$/ || port ~ /443$/ ? "https" : "http"
  way(scheme, address, port, "-", own ~ /^(80|443)$/ || port ~ /^(80|443)$/ ? 0 : 1, container)
}
function way(scheme, address, port, name, rank, container) {
  if (skipped(port, name) || seen[scheme, address, port, name]++) return
  count++
  line[count] = scheme " " address " " port " " name
  rank_of[count] = rank; port_of[count] = port + 0; container_of[count] = container
}
# Of four numbers in a row none has a page of its own: which it is of them.
function place(container, port,   low, high) {
  low = high = port
  while ((container, low - 1) in has) low--
  while ((container, high + 1) in has) high++
  return high - low > 2 ? port - low : -1
}
# Only `/` is asked here.
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
    row = rank_of[i] == 2 ? -1 : place(container_of[i], port_of[i])
    print (row < 0 ? rank_of[i] : 3 + row), i, line[i]
  }
}
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_WORSE='# What does not answer as well as before, in words. Files: ways in with their answers before, and now.

function rank(status) { return status == 0 ? 0 : status >= 500 ? 1 : status >= 400 && status != 401 ? 2 : 3 }
{ way = $1 "://" $2 ":" $3 ($4 == "-" ? "" : " for " $4); status = $5 }
FILENAME == ARGV[1] { was[way] = status; next }
(way in was) && rank(status) < rank(was[way]) {
  print way ": " (status == 0 ? "no answer" : status) ", before it was " was[way]
}
'

# Where no runner can ask, the server asks each port that the stack publishes: before anything is changed, after the
# switch and after the stop.
# What answered before must answer as well. By HTTP alone: a database's port is nothing that could be asked here
# without harm.

ASKS='' # yes where this transaction asks
# Sets ASKER to what this server has that can ask; empty where it has nothing.
find_asker() {
  for ASKER in curl wget bash; do ! command -v "$ASKER" >/dev/null 2>&1 || return 0; done
  ASKER=''
  return 1
}
# shellcheck disable=SC2016 # Go's template
BINDINGS_VIEW='{{range $p, $b := .HostConfig.PortBindings}}{{range $b}}'\
'{{$p}}{{"\t"}}{{.HostIp}}{{"\t"}}{{.HostPort}}{{"\t"}}{{$.Id}}{{"\n"}}{{end}}{{end}}'
# Ports that these containers publish by number, and 80 and 443 for each name that Traefik's routes know; the most
# important first, as in health/portOrder.ts. Lines: scheme address port name, or - for the bare address.
# After the switch only names of the new release: what it routes no more was taken away on purpose. So was what
# stack.yml takes out (`skip` in meta).
ways_in() { # before|after, ids…
  local when="$1" bound=''
  shift
  # Who does not say what is published does not say that nothing is.
  [ $# -eq 0 ] || bound=$(ask inspect -f "$BINDINGS_VIEW" "$@" 2>/dev/null) || [ "$when" = before ] || return 1
  {
    printf '%s\n' "$bound"
    # shellcheck disable=SC2016 # backticks of a rule
    { cat "$(routes_of "$ID")"; [ "$when" = after ] || cat "$(routes_of "$(current)")"; } |
      grep -oE 'Host\(`[A-Za-z0-9.-]+`\)' | tr -d '()`' | sed 's/^Host/name /' | sort -u
  } | awk -F'\t' -v skip="$(meta "$ID" skip) $(meta "$(current)" skip)" "$AWK_WAYS_IN" |
    sort -n -k1,1 -k2,2 | cut -d' ' -f3-
}
# shellcheck disable=SC2016 # for the shell inside
BY_BASH='
  exec 3<>"/dev/tcp/$1/$2" && printf "GET / HTTP/1.1\r\nHost: %s\r\nConnection: close\r\n\r\n" "$3" >&3 &&
    IFS=" " read -r -t 5 _ status _ <&3 && echo "$status"
'
# What one way in answers: a status, or nothing.
ask_way() { # scheme address port name
  local name="$4" address
  [ "$4" != - ] || name=$2:$3
  case $ASKER,$1,$4 in
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
# Asks all at once. Stdin: ways; stdout: each with its answer, 0 where there was none.
ask_ways() {
  local count=0 asks='' way one
  while read -r way; do
    count=$((count + 1))
    # shellcheck disable=SC2086 # four words
    { printf '%s %s\n' "$way" "$(ask_way $way || echo 0)" >"$TX/way.$count"; } &
    asks="$asks $!"
  done
  count=0
  for one in $asks; do count=$((count + 1)); wait "$one"; cat "$TX/way.$count"; done
}
# Nothing changed. Dies inside: nothing is there to compare with, and nobody compares.
look_at_ways() {
  local left
  [ -n "$ASKS" ] || return 0
  if ! find_asker; then
    note "ways in" "were not asked: this server has neither curl nor wget nor bash"
    return 0
  fi
  # shellcheck disable=SC2046 # a list of ids
  ways_in before $(awk -F'\t' '$5 == "running" { print $1 }' "$TX/ps") >"$TX/all.ways"
  head -n 32 "$TX/all.ways" | ask_ways >"$TX/before.ways"
  note "ways in" "$(grep -c ' [1-9][0-9]*$' "$TX/before.ways") answer before anything is changed"
  left=$(awk 'NR > 32 { printf "%s%s://%s:%s%s", (NR == 33 ? "" : " "), $1, $2, $3, ($4 == "-" ? "" : " for " $4) }' \
    "$TX/all.ways")
  [ -z "$left" ] || note "ways in" "not asked, there are too many: $left"
}
# False where something that answered before does not answer as well, for longer than the patience. What is published
# no more was taken away on purpose. Dies inside: nothing was changed here.
ways_hold() {
  [ -s "$TX/before.ways" ] || return 0
  # shellcheck disable=SC2046 # a list of ids
  ways_in after $(new_or_kept) >"$TX/all.ways" ||
    { fail ways "ways in" "Docker does not say what is published"; return 1; }
  awk 'FILENAME == ARGV[1] { sub(/ [0-9]+$/, ""); was[$0]; next } $0 in was' \
    "$TX/before.ways" "$TX/all.ways" >"$TX/now.ways"
  room || return 1
  as_well
}
# The same after an undo, of all of them: the old ones run again. Whoever recovers looks anew for what can ask.
ways_back() {
  [ -s "$TX/before.ways" ] && find_asker || return 0
  cut -d' ' -f1-4 "$TX/before.ways" >"$TX/now.ways"
  as_well
}
# Whether the ways in `now.ways` answer as well as in `before.ways`.
as_well() {
  local limit tries=0 worse
  # An edge that counts failures lets nobody through for a while after a stop (nginx: 10 s).
  limit=$(($(now_ms) + $([ -n "$(swapped)" ] && echo 15000 || echo 3000)))
  while :; do
    ask_ways <"$TX/now.ways" >"$TX/after.ways"
    room || return 1
    worse=$(awk "$AWK_WORSE" "$TX/before.ways" "$TX/after.ways")
    if [ -z "$worse" ]; then
      note "ways in" "$(grep -c ' [1-9][0-9]*$' "$TX/after.ways") answer as before"
      return 0
    fi
    tries=$((tries + 1))
    if [ "$tries" -ge 3 ] && [ "$(now_ms)" -ge "$limit" ]; then
      fail ways "ways in" "what answered before does not answer as well any more: $worse"
      return 1
    fi
    alive || return 1
    pause 0.3
  done
}

# nginx and its like go on calling the address that they have once found for a name. Docker gives a container that
# starts the lowest free one of each network, and a fixed one only on networks whose subnet the user has written: so
# what takes another's place gets its address when all lower ones are taken for that moment, by containers that sleep.
# They are called nothing, have no policy, end by themselves, and Docker removes them then.

# Each network of a container, with the addresses that it has there; none where the Compose file gives a fixed one.
# shellcheck disable=SC2016 # Go's template
ADDRESS_VIEW='{{$c := .}}{{range .NetworkSettings.Networks}}{{$c.ID}}'\
'{{"\t"}}{{with $c.Config.Labels}}{{with index . "com.docker.compose.project"}}{{printf "%q" .}}{{end}}'\
'{{"\t"}}{{with index . "com.docker.compose.service"}}{{printf "%q" .}}{{end}}{{end}}'\
'{{"\t"}}{{.NetworkID}}{{"\t"}}{{.IPAddress}}{{"\t"}}{{.GlobalIPv6Address}}'\
'{{"\t"}}{{with .IPAMConfig}}{{.IPv4Address}}{{.IPv6Address}}{{end}}{{"\n"}}{{end}}'

# Lines: container project service network address, of these containers.
addresses_of() { # ids…
  [ $# -gt 0 ] || return 0
  ask inspect -f "$ADDRESS_VIEW" "$@" 2>/dev/null | awk -F'\t' -v OFS='\t' "$AWK_PLAIN"'
    $7 ~ /[0-9]\.|:/ { next }
    { for (i = 5; i <= 6; i++) if ($i ~ /[0-9]\.|:/) print $1, plain($2), plain($3), $4, $i }'
}
# Written down before anything is stopped: who had which address, for the swap and for the way back. Dies inside:
# nothing was changed.
write_addresses() {
  local stops
  stops=$(old replace remove shrink | awk -F'\t' '$7 == "exclusive" && $8 == "running" { print $4 }')
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$stops" ] || ask inspect -f . $stops >/dev/null 2>&1 || { fail docker "does not answer"; return 1; }
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$stops" ] || whole "$TX/addresses" "$(addresses_of $stops)"
}
had_addresses() { awk -F'\t' -v ids=" $* " 'index(ids, " " $1 " ")' "$TX/addresses" 2>/dev/null; } # ids…; lines
# Of these containers, which are at no address that one of their service had before. Lines as addresses_of gives them.
moved() { # ids…
  [ -s "$TX/addresses" ] && [ $# -gt 0 ] || return 0
  addresses_of "$@" | awk -F'\t' '{ service = $2 FS $3 FS $4; address = service FS $5 }
    FILENAME == ARGV[1] { known[service]; had[address]; next }
    (service in known) && !(address in had)' "$TX/addresses" -
}
tell_moved() { # lines as addresses_of gives them
  printf '%s\n' "$1" | awk -F'\t' 'NF { print $2 "/" $3 "\t" substr($1, 1, 12) " has the address " $5 \
    " now, another than before: what keeps addresses does not find it" }' | notes
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_FREE_BELOW='# A network for each free address that Docker would give before those that are wanted: what lies between the first of
# the range and the address, and is not taken. On stdin: lines as `had_addresses` gives them, `=`, lines as
# SUBNET_VIEW does.

$0 == "=" { looked = 1; next }
!looked { if (NF > 4) { wants++; network_of[wants] = $4; wanted[wants] = $5 } next }
$1 == "taken" { take($2, $3); take($2, $4) }
$1 == "pool" { read_pool($2, $3, $4, $5) }

# Some engines do not say which they took for the gateway: it is the first.
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
# Some engines say `invalid IP` where there is none.
function is_address(text) { return text ~ /[0-9]\.|:/ }
function family(text) { return text ~ /:/ ? 6 : 4 }
# Of IPv6 the last 32 bits: no network here has more that are its own.
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

# Takes the free addresses below the one that a container is to get, by containers that sleep.

# shellcheck disable=SC2016 # Go's template
SUBNET_VIEW='{{if eq .Driver "bridge"}}{{range .IPAM.Config}}'\
'pool{{"\t"}}{{$.ID}}{{"\t"}}{{.Subnet}}{{"\t"}}{{.IPRange}}{{"\t"}}{{.Gateway}}{{"\n"}}{{end}}'\
'{{range .Containers}}taken{{"\t"}}{{$.ID}}{{"\t"}}{{.IPv4Address}}{{"\t"}}{{.IPv6Address}}{{"\n"}}{{end}}{{end}}'
# A network for each free address that Docker would give before these: the number of what lies between the first of
# its range and the address, and is not taken.
free_below() { # lines as had_addresses gives them
  local networks
  networks=$(printf '%s\n' "$1" | cut -s -f4 | sort -u)
  # shellcheck disable=SC2086 # a list of ids
  { printf '%s\n=\n' "$1"; ask network inspect -f "$SUBNET_VIEW" $networks 2>/dev/null; } |
    awk -F'\t' "$AWK_HEX$AWK_FREE_BELOW"
}
# Takes all addresses that Docker would give before these. Dies inside: containers that sleep, which the next run
# removes, or Docker within a quarter of an hour.
hold_below() { # lines as had_addresses gives them
  local before free begun network
  [ -n "$1" ] || return 0
  before=''
  for _ in 1 2 3; do
    free=$(free_below "$1")
    # What nobody gets is free to the eye alone: Docker keeps some back.
    [ -n "$free" ] && [ "$free" != "$before" ] || return 0
    before=$free
    if [ "$(printf '%s\n' "$free" | wc -l)" -gt 32 ] || ! find_sleeper; then
      note addresses \
        "lower ones are free and cannot be held, so that what starts now may get another address than what it replaces"
      return 0
    fi
    true >"$TX/holds"
    # A few at a time: what serves on a small machine must not wait for them.
    begun=0
    for network in $free; do
      hold_one "$network" &
      begun=$((begun + 1)); [ $((begun % 4)) != 0 ] || wait
    done
    wait
  done
}
# The same for all that is about to go back, while what is there in its place still serves. Dies inside: as in
# `hold_below`.
hold_places() {
  local up
  [ -s "$TX/addresses" ] || return 0
  # shellcheck disable=SC2046 # a list of ids
  up=$(ask inspect -f '{{if .State.Running}}{{.ID}}{{end}}' $(cut -f1 "$TX/addresses" | sort -u) 2>/dev/null)
  hold_below "$({ printf '%s\n=\n' "$up"; cat "$TX/addresses"; } |
    awk -F'\t' '$0 == "=" { looked = 1; next } !looked { up[$1]; next } !($1 in up)')"
}
hold_one() { # network
  sleeper_of "$SLEEPER" 900 -d --network "$1" --label "stack-actions.holds=$STACK"
}
# One that sleeps, and is called nothing: an image that Compose built bears its labels. Dies inside: as in `hold_below`.
sleeper_of() { # image seconds, words for `docker run`…
  local image="$1" seconds="$2"
  shift 2
  ask run --rm --no-healthcheck --entrypoint sleep --label com.docker.compose.project= \
    --label com.docker.compose.service= --label traefik.enable=false "$@" "$image" "$seconds" >/dev/null 2>&1
}
# Sets SLEEPER to an image of what is stopped, else of what runs, that has a program to sleep. Dies inside: a
# container that ends at once, and that Docker removes.
find_sleeper() {
  SLEEPER=$(cat "$TX/sleeper" 2>/dev/null)
  [ -z "$SLEEPER" ] || return 0
  # shellcheck disable=SC2046 # lists of ids
  for SLEEPER in $(ask inspect -f '{{.Image}}' $(cut -f1 "$TX/addresses") $(ask ps -q --no-trunc) 2>/dev/null |
    awk '!seen[$0]++' | head -n 12); do
    ! sleeper_of "$SLEEPER" 0 --network none || { echo "$SLEEPER" >"$TX/sleeper"; return 0; }
  done
  return 1
}
sleepers() { ask ps -aq --no-trunc --filter "label=stack-actions.holds=$STACK"; }
# Nobody sleeps any more. Dies inside: some do; the next run removes them, or Docker.
let_go() {
  local asleep
  [ -e "$TX/holds" ] && asleep=$(sleepers) || return 0
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$asleep" ] || ask rm -f -v $asleep >/dev/null 2>&1
  rm -f "$TX/holds"
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_PLACE_OF='# The place to which a container (`id`) goes back: its own lines of addresses, or those of one of its service that is
# gone. Files: what starts again, addresses.

FILENAME == ARGV[1] { again[$1]; next }
$1 == id { own = own $0 "\n" }
$2 == project && $3 == service && !($1 in again) {
  if (gone == "") gone = $1
  if ($1 == gone) others = others $0 "\n"
}
END { printf "%s", own != "" ? own : others }
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_KEEPERS='# Proxies that keep an address once they have found it, in a network of what has moved: container, name, `nginx` or
# `other`. On stdin: lines as `addresses_of` gives them, `=`, lines as KEEPER_VIEW does.

function last(word) { sub(/@.*/, "", word); sub(/:[^\/:]*$/, "", word); sub(/.*\//, "", word); return word }
$0 == "=" { looked = 1; next }
!looked { moved[$1]; at[$4]; next }
$1 in moved { next }
{ id = $1; name = $2; image = plain($3); program = plain($4); variables = $5; networks = $6 }
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

# Puts old containers back to their addresses. Where somebody else has taken one, the proxies of the stack look its
# name up anew.

# The place to which a container goes back: its own, or that of one of its service that is gone.
place_of() { # container project service; lines as had_addresses gives them
  awk -F'\t' -v id="$1" -v project="$2" -v service="$3" "$AWK_PLACE_OF" "$TX/again" "$TX/addresses"
}
# Starts what goes back to an address, one after the other in the order of the release, each when all lower addresses
# are taken. Dies inside: some run again, and some sleep; it can be run again.
start_in_place() {
  local id project svc place
  [ -s "$TX/addresses" ] || return 0
  awk -F'\t' -v OFS='\t' 'FILENAME == ARGV[1] { at[$2 FS $3]; next }
    FILENAME == ARGV[2] { wave[$1 FS $2] = FNR; next }
    ($2 FS $3) in at { print wave[$2 FS $3] + 0, $0 }' \
    "$TX/addresses" "$(services_of "$(intent_value previous)")" "$TX/again" | sort -n >"$TX/places"
  room || return 1
  while IFS=$TAB read -r _ id project svc; do
    place=$(place_of "$id" "$project" "$svc")
    [ ! -e "$TX/holds" ] || free_place "$place"
    hold_below "$place"
    act_start "$id" "$project/$svc"
  done <"$TX/places"
  let_go
}
# One that sleeps may have got it. Dies inside: it sleeps, or not.
free_place() { # lines as had_addresses gives them
  local there
  # shellcheck disable=SC2046 # a list of ids
  there=$({ printf '%s\n=\n' "$1"; addresses_of $(sleepers); } | awk -F'\t' '$0 == "=" { looked = 1; next }
    !looked { want[$4 FS $5]; next }
    ($4 FS $5) in want { print $1 }')
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$there" ] || ask rm -f -v $there >/dev/null 2>&1
}
KEEPER_VIEW='{{.ID}}{{"\t"}}{{slice .Name 1}}{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}{{printf "%q" .Path}}'\
'{{"\t"}}{{printf "%q" .Config.Env}}{{"\t"}}{{range .NetworkSettings.Networks}}{{.NetworkID}} {{end}}'
# The last resort of an undo, where somebody else has taken an old container's address: the stack's own proxies that
# keep addresses look the name up anew. Lines: container name nginx|other.
keepers() { # lines as addresses_of gives them
  local known
  known=$(ps_of "$(services_of "$previous")" | awk -F'\t' '$5 == "running" { print $1 }')
  # shellcheck disable=SC2086 # a list of ids
  { printf '%s\n=\n' "$1"; [ -z "$known" ] || ask inspect -f "$KEEPER_VIEW" $known 2>/dev/null; } |
    awk -F'\t' -v OFS='\t' "$AWK_PLAIN$AWK_KEEPERS"
}
# Dies inside: one is restarted, or not yet; it can be run again.
find_anew() { # ids of what is back
  local gone id name kind
  gone=$(moved "$@")
  [ -n "$gone" ] || return 0
  tell_moved "$gone"
  keepers "$gone" >"$TX/keepers"
  while IFS=$TAB read -r id name kind; do
    # nginx takes a configuration that it can read without a pause, and is left as it is where it cannot.
    if [ "$kind" = nginx ] && ask exec "$id" nginx -t >/dev/null 2>&1 &&
      ask exec "$id" nginx -s reload >/dev/null 2>&1; then
      note "$name" "was told to look up names anew"
    elif [ "$kind" = nginx ] && ask exec "$id" nginx -v >/dev/null 2>&1; then
      note "$name" "cannot read its configuration: $(ask exec "$id" nginx -t 2>&1 | tail -n 2 | blank)"
    else act restart "$id" && note "$name" "was restarted, to look up names anew"; fi
  done <"$TX/keepers"
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
  if (!($1 in named)) named[$1] = $2
  else if (named[$1] != $2) named[$1] = ""
  next
}
FILENAME == services { image_of[$1 "/" $2] = program($6) }
FILENAME == services || FILENAME == serving { ours[$1 "/" $2]; next }
FILENAME == had && $3 ~ /^\// { knows++; knew[knows] = $1 "/" $2; knew_place[knows] = server_place($4) }
FILENAME == storage && $3 !~ /^\// { is_database[$1 "/" $2]; next }
FILENAME == storage {
  rows++
  has[rows] = $1 "/" $2; target[rows] = $3; place[rows] = server_place($4); shared[rows] = $5 == "shared"
}
FILENAME == had || FILENAME == storage { next }
$1 == "s" { starts[$2 "/" $3] = $4 }
$1 == "v" && plain($3) == "local" && path($5) != "" {
  type[$2] = path($4); device[$2] = path($5); options_of[$2] = path($6)
}
$1 == "=" {
  service = plain($3) "/" plain($4); label = plain($5); once = plain($6) == "True"; image = program(plain($7))
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
  at = kind == "volume" ? volume(plain(name_of_volume)) : kind == "bind" ? folder(path(source)) : ""
  if (at == "") return
  writers++
  writes[writers] = at; within[writers] = inside; image_by[writers] = image; called[writers] = name
  service_by[writers] = service; mine[writers] = label == "" || label == owner; one_off[writers] = once
  up[writers] = runs; made[writers] = created; ended[writers] = finished
  whose[writers] = label == "" ? (service == "/" ? "" : service) : label == owner ? service : label
}
function has_it(key, at,   i) {
  for (i = 1; i <= rows; i++) if (has[i] == key && meet(place[i], at)) return 1
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
  for (i = 1; i <= rows; i++) if (meet(place[i], at) && !((">" has[i]) in seen)) { seen[">" has[i]]; m++ }
  return n >= 2 && m >= 2
}
# Whether row i may start beside writer j: no store of data is in it, or it was there with it before.
function may(i, key, j, until,   starts_store, runs_store) {
  starts_store = (key in is_database) || is_store(image_of[key], target[i])
  runs_store = is_store(image_by[j], within[j])
  if (leaves(j) && !starts_store && !runs_store && both(place[i])) return 1
  if (runs_store || image_by[j] == image_of[key]) return 0
  if (!starts_store && place[i] ~ /^the (folder |volume [^ ]+ )/) return 1
  return !leaves(j) && (made[j] < until || (starts[key] == "one-shot" && joins(i, key, j)))
}
# Another service of the stack, which keeps the place, runs beside that writer: so may what runs once.
function joins(i, key, j,   k) {
  for (k = 1; k <= writers; k++) {
    if (!up[k] || one_off[k] || !mine[k] || service_by[k] == key || !meet(writes[k], place[i])) continue
    if (meet(writes[k], writes[j]) && has_it(service_by[k], place[i])) return 1
  }
  return 0
}
function judge(i, key,   j, own, until) {
  own = 0; until = ""
  for (j = 1; j <= knows; j++) if (knew[j] == key && meet(knew_place[j], place[i])) until = substr(since, 1, 19)
  for (j = 1; j <= writers; j++) {
    if (!is_of(j, key) || !meet(writes[j], place[i])) continue
    if (up[j]) own = 1; else if (ended[j] > until) until = ended[j]
  }
  if (own && starts[key] != "one-shot") return
  for (j = 1; j <= writers; j++) {
    if (!up[j] || !meet(writes[j], place[i])) continue
    if (!is_of(j, key)) {
      if (own || (mine[j] && service_by[j] != key && has_it(service_by[j], place[i])) || may(i, key, j, until)) continue
    }
    if (!said[key, called[j]]++) tell(i, key, j)
  }
}
function tell(i, key, j) {
  printf "%s%s would write to %s while the container %s%s writes there; if that one is no longer needed, " \
    "stop it first: docker stop %s", sep, key, place[i], called[j], whose[j] == "" ? "" : " (" whose[j] ")", called[j]
  sep = "; "
}
END { for (i = 1; i <= rows; i++) if ((has[i] in starts) && !shared[i]) judge(i, has[i]) }
'

# Refused: what would start and write where another container writes already.

# What of it is other than in the current release, so that it would start.
would_start() { # release
  awk -F'\t' -v OFS='\t' -v now="$(services_of "$(current)")" 'FILENAME == now { same[$1 FS $2 FS $3]; next }
    !(($1 FS $2 FS $3) in same) { print "s", $1, $2, $4 }' "$(services_of "$(current)")" "$(services_of "$1")"
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
    "$AWK_PLAIN$AWK_PLACES$AWK_WRITERS" \
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
AWK_HELD_PORTS='# Ports that cannot be had, one a line, with who holds them. On stdin: an intent, `=`, lines as BOUND_VIEW gives them,
# `=`, what the server listens on; then the ports that are wanted (the file `wanted`).

FILENAME == wanted { if (($1 FS $2) in wave_of) judge($1, $2, $3, $4 == "-" ? "" : $4, $5, $6); next }
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
part == 1 { if ($1 == "bound" && $3 == "up") bound($2, plain($4), $5, $6, plain($7), $8 == "" ? $9 : $8); next }
split($0, word, /[ :]/) == 3 { listens(word[1], kernel(word[2]), hex(word[3])) }

# A container, with its ports: each what it is inside, address and number.
function bound(id, name, project, service, network, ports,   list, n, i, port, kind, whose) {
  if (network == "host") host[++hosts] = id
  whose = ""
  if (project != "")
    whose = " (service " substr(plain(service), 1, 200) " of the Compose project " substr(plain(project), 1, 200) ")"
  n = split(ports, list, "\037")
  for (i = 1; i < n; i += 3) {
    port = plain(list[i + 2])
    if (port !~ /^[0-9]+$/) continue
    kind = plain(list[i]); sub(/.*[\/]/, "", kind)
    bindings++
    container[bindings] = id; address_of[bindings] = full(plain(list[i + 1]))
    called[bindings] = "the container " name whose
    at[kind, port + 0] = at[kind, port + 0] " " bindings
  }
}
# What listens for a port of a container is Docker.
function listens(kind, address, port,   list, n, i) {
  n = split(at[kind, port], list, " ")
  for (i = 1; i <= n; i++) if (overlap(address_of[list[i]], address)) return
  programs[kind, port] = programs[kind, port] " " address
}
# What is stopped before its service (`key`) gets its new one holds nothing.
function leaves(id, key,   own) {
  own = service_of[id]
  return (own in swaps) && (own == key || ((key in swaps) && wave_of[own] + 0 < wave_of[key] + 0))
}
# Who holds a port, in words. What a container in the network of the host listens on nobody can tell from what else
# does.
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
# Of a range one that is free is enough.
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

# What somebody holds cannot be published. Docker says so only when the new container is started, and its old one may
# be stopped by then: so it is judged before anything is changed, by what will be started.
# release/plan/refusals/hostPorts.ts has the same rule, for the plan of a deploy.

# Of a container what holds ports: id, `up`, name, project, service, mode of its network, ports that it has, ports
# that it is to have. Of each port what it is inside, address and number.
# shellcheck disable=SC2016 # Go's template
BOUND_PORTS='{{range $b}}{{printf "%q" $p}}{{"\x1f"}}{{printf "%q" .HostIp}}{{"\x1f"}}'\
'{{printf "%q" .HostPort}}{{"\x1f"}}{{end}}{{end}}'
# shellcheck disable=SC2016 # Go's template
BOUND_VIEW='bound{{"\t"}}{{.Id}}{{"\t"}}{{if or .State.Running (eq .State.Status "restarting")}}up{{end}}'\
'{{"\t"}}{{printf "%q" (slice .Name 1)}}{{"\t"}}'$PROJECT_LABEL'{{"\t"}}'$SERVICE_LABEL\
'{{"\t"}}{{printf "%q" .HostConfig.NetworkMode}}{{"\t"}}{{range $p, $b := .NetworkSettings.Ports}}'$BOUND_PORTS\
'{{"\t"}}{{range $p, $b := .HostConfig.PortBindings}}'$BOUND_PORTS

# Ports that cannot be had, one a line, with who holds them. Of a range one that is free is enough.
held_ports() { # release; stdin: lines of an intent, `=`, lines as BOUND_VIEW gives them
  { cat; echo '='; listening; } | awk -F'\t' -v wanted="$ROOT/releases/$1/ports" \
    "$AWK_PLAIN$AWK_RECORDS$AWK_HEX$AWK_NETWORK_ADDRESS$AWK_HELD_PORTS" - "$ROOT/releases/$1/ports"
}
# Why ports of a release cannot be had, in words; nothing where they can. Reads only.
ports_held() { # release, lines of an intent, all containers as PS_VIEW gives them, what BOUND_VIEW says of them
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
  taken=$(printf '%s\n=\n%s\n' "$2" "$4" | held_ports "$1") ||
    { echo "who holds ports of the server could not be found out"; return; }
  [ -z "$taken" ] || echo "$(printf '%s\n' "$taken" | awk 'NR > 1 { printf "; " } { printf "%s", $0 }')." \
    "Stop what holds it, if nobody needs it, and begin again; if a service of this stack does," \
    "go first to a release in which none has it"
}
TABLE='' LOOKED=''
# Sets TABLE and LOOKED, for as many releases as are judged. False where Docker does not answer.
look_around() {
  [ -z "$TABLE" ] || return 0
  TABLE=$(ask ps -a --no-trunc --format "$PS_VIEW") || { TABLE=''; return 1; }
  # shellcheck disable=SC2046 # a list of ids
  LOOKED=$([ -z "$TABLE" ] ||
    ask inspect -f "$POLICY_VIEW$NL$BOUND_VIEW" $(printf '%s\n' "$TABLE" | cut -f1) 2>/dev/null)
}
# The same for a release to go back to, without a file and without the lock. What is at work, or was interrupted, ends
# first, and then it is judged again.
ports_taken() { # release
  local old_services new_services unclear rows lines
  [ -s "$ROOT/releases/$1/ports" ] && [ -z "$(intent_value release)" ] || return 0
  look_around || { echo "Docker does not say which ports of the server are held"; return; }
  old_services=$(services_of "$(current)") new_services=$(services_of "$1")
  unclear='who holds ports of the server could not be found out'
  rows=$(printf '%s\n' "$TABLE" | theirs "$old_services" "$new_services") || { echo "$unclear"; return; }
  lines=$({ printf '%s\n' "$LOOKED" | grep "^=$TAB"; printf '%s\n=\n' "$rows"; } |
    becomes "$old_services" "$new_services") || { echo "$unclear"; return; }
  ports_held "$1" "$lines" "$TABLE" "$LOOKED"
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_PUBLISHED='# Published ports, and whether a program listens behind each. For each container a line `of`, with what PUBLISHED_VIEW
# says of it, and then the tables of the kernel for its network namespace, each behind the word tcp or udp. Prints
# project, service, protocol, address, port, and 1 where somebody listens, else 0.
BEGIN { FS = OFS = "\t" }
$1 == "of" {
  id = $2; project = plain($4); service = plain($5)
  count = split($6, word, "\037")
  for (at = 1; at < count; at += 3) {
    port = plain(word[at + 2])
    if (port !~ /^[0-9]+$/ || port + 0 == 0) continue
    inside = plain(word[at]); kind = inside
    sub(/\/.*/, "", inside); sub(/.*\//, "", kind)
    if (kind != "tcp" && kind != "udp") continue
    has[id, kind, port + 0]
    ways++
    whose[ways] = id; way[ways] = id SUBSEP kind SUBSEP sprintf("%04X", inside)
    protocol[ways] = kind; number[ways] = port + 0
    said[ways] = project OFS service OFS kind OFS plain(word[at + 1]) OFS port + 0
  }
  next
}
$0 == "tcp" || $0 == "udp" { kind = $0; next }
{
  split($0, column, " ")
  # Of TCP what listens (0A); of UDP what is bound and speaks to nobody in particular (07).
  if (column[4] != (kind == "tcp" ? "0A" : "07")) next
  split(column[2], place, ":")
  if (!inner(place[1])) heard[id, kind, place[2]]
}
END {
  for (at = 1; at <= ways; at++)
    if (!ranged(whose[at], protocol[at], number[at])) print said[at], (way[at] in heard) + 0
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

# A port that says nothing by itself (UDP, a database, mail) cannot be asked without harm. That a program listens
# behind it is seen in the kernel's tables of the container's network namespace: what was listened on before the
# deploy must be so after it. What comes back is not seen.

# Of a container: id, its process, project, service, ports that it is to have, as in BOUND_PORTS.
# shellcheck disable=SC2016 # Go's template
PUBLISHED_VIEW='{{.Id}}{{"\t"}}{{.State.Pid}}{{"\t"}}'$PROJECT_LABEL'{{"\t"}}'$SERVICE_LABEL\
'{{"\t"}}{{range $p, $b := .HostConfig.PortBindings}}'$BOUND_PORTS

# Each published port, and whether something listens there. False where Docker does not answer.
published() { # ids…
  [ $# -gt 0 ] || return 0
  # One that went meanwhile is none that listens. Where nothing is said of any, nothing was seen.
  local looked id pid rest kind
  looked=$(ask inspect -f "$PUBLISHED_VIEW" "$@" 2>/dev/null) || [ -n "$looked" ] || return 1
  case $looked in */*) ;; *) return 0 ;; esac
  printf '%s\n' "$looked" | while IFS=$TAB read -r id pid rest; do
    printf 'of\t%s\t%s\t%s\n' "$id" "$pid" "$rest"
    for kind in tcp udp; do
      echo "$kind"
      cat "/proc/$pid/net/$kind" "/proc/$pid/net/${kind}6" 2>/dev/null
    done
  done | awk "$AWK_PLAIN$AWK_PUBLISHED"
}
# Nothing changed. Dies inside: nothing is there to compare with, and nobody compares.
look_at_published() {
  # shellcheck disable=SC2046 # a list of ids
  published $(awk -F'\t' '$5 == "running" { print $1 }' "$TX/ps") | awk -F'\t' '$6' >"$TX/before.published"
  [ ! -s "$TX/before.published" ] ||
    note "published ports" "$(grep -c . "$TX/before.published") are listened on before anything is changed"
}
# False where nothing listens any more behind a port that is still published, for longer than its service may take to
# start.
# Dies inside: nothing was changed here.
published_hold() { # release, ids…
  [ -s "$TX/before.published" ] || return 0
  local release begun now silent
  release=$1; shift
  begun=$(now_ms)
  while :; do
    now=$(published "$@") || { engine_back && now=$(published "$@"); } ||
      { fail docker "does not answer"; return 1; }
    silent=$(printf '%s\n' "$now" |
      awk -F'\t' '{ port = $3 FS $4 FS $5 } FILENAME == ARGV[1] { heard[port]; next } NF && !$6 && (port in heard)' \
        "$TX/before.published" -)
    [ -n "$silent" ] || { note "published ports" "are listened on as before"; return 0; }
    alive || return 1
    [ "$(now_ms)" -lt $((begun + $(printf '%s\n' "$silent" | longest_start "$release") * 1000)) ] || break
    pause 0.3
  done
  silent=$(printf '%s\n' "$silent" | port_words)
  fail ways "published ports" "nothing listens any more where something did before: $silent"
  return 1
}
# The same of what serves again after an undo.
published_back() {
  [ -s "$TX/before.published" ] || return 0
  ps_of "$(services_of "$previous")" >"$TX/ps" || { fail docker "does not answer"; return 1; }
  # shellcheck disable=SC2046 # a list of ids
  published_hold "$previous" $(awk -F'\t' '$5 == "running" { print $1 }' "$TX/ps")
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
AWK_DRAINED='# What the switch by the health that Docker sees needs: lines `dark` (services that start dark), `leave` (containers
# that leave), and `fault`, for what would drop requests. Files: old containers that test the flag (`tested`), the
# ways of what is to serve (`coming`) and of what serves (`serving`), the intent. `by`: how the routes go: `file`,
# `drain`, `new` without Traefik.

FILENAME == tested { health[$1] = $2; next }
FILENAME == coming { read_way(); way_new[key] = way; seconds_new[key] = seconds; labels_new[key] = labels; next }
FILENAME == serving { read_way(); way_old[key] = way; seconds_old[key] = seconds; labels_old[key] = labels; next }
$1 == "want" { read_want(); judge_new() }
$1 == "old" { read_old(); if (state == "running") judge_old() }

# A release that was made before there was a second way says nothing of its routes.
function routed(key) { return (key in way_old) || (serving == "/dev/null" && (key in way_new)) }
function by_health(key) {
  if (by == "drain") return (key in way_new) && way_new[key] != "other" || routed(key)
  if (by != "file") return 0
  return (key in way_new) && way_new[key] ~ /drain|none/ || (key in way_old) && way_old[key] ~ /drain|none/
}
function through_another(key) { return (key in way_new) && way_new[key] == "other" }
function fault(words) { print "fault", project "/" service, words }
function judge_new() {
  if (change != "new" && through_another(key)) fault("goes through another Traefik than the one that is spoken to")
  else if (by_health(key) && class == "start-first" && (key in way_new)) {
    if (way_new[key] ~ /both|drain/) print "dark", project, service, seconds_new[key]
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

# Traefik routes to what Docker calls healthy. Where no file can carry a route, a flag decides who that is: the
# containers' healthchecks test it first. New ones start with it and are dark, old ones get it to leave. It lies in
# the container's own memory: after a restart or a power cut it is gone, and the container serves.

FLAG=/dev/shm/.stack-drain
TEST_VIEW='{{.ID}}{{"\t"}}{{with .State.Health}}{{.Status}}{{end}}'\
'{{"\t"}}{{with .Config.Healthcheck}}{{json .Test}}{{end}}'
DARK='' # lines of the services that start dark in this transaction
PROVIDER='docs/traefik.md: --providers.file.directory=/run/stack-actions, that folder as a volume, --ping=true'
# Nothing changed. Adds to the intent by which way the routes go, which old containers leave and which services start
# dark, so that recovery goes the same way; refuses what would drop requests.
drain_intent() {
  local way ids faults lines
  # Nothing of it where the plan has seen that a file does it all.
  [ "$(meta "$ID" way)" != file ] ||
    cut -f3 "$(ways_of "$ID")" "$(ways_of "$(current)")" | grep -qE 'drain|none|other' || return 0
  way=new
  seen=$TX
  if proxy; then way=drain; ! can_pin || way='file'; fi
  ids=$(old replace remove shrink | cut -f4)
  # shellcheck disable=SC2086 # a list of ids
  { [ -z "$ids" ] || ask inspect -f "$TEST_VIEW" $ids | grep -F "$FLAG"; } >"$TX/tested"
  awk -F'\t' -v OFS='\t' -v by="$way" -v serving="$(ways_of "$(current)")" -v coming="$(ways_of "$ID")" \
    -v tested="$TX/tested" "$AWK_RECORDS$AWK_DRAINED" \
    "$TX/tested" "$(ways_of "$ID")" "$(ways_of "$(current)")" "$TX/intent" | sort -u >"$TX/ways"
  room || return 1
  faults=$(awk -F'\t' '$1 == "fault" { print $2 " " $3 "." }' "$TX/ways")
  [ -z "$faults" ] || { fail routes "$faults Give Traefik its file provider ($PROVIDER)"; return 1; }
  [ "$way" != drain ] || [ ! -s "$TX/ways" ] ||
    note traefik "has no file provider that can be used: routes follow Docker's health"
  DARK=$(cat "$TX/ways")
  lines=$(cat "$TX/intent" "$TX/ways" && printf 'way\t%s\n' "$way") && whole "$TX/intent" "$lines"
}
can_pin() {
  [ "$PROXY_DIR" != - ] && [ "$PROXY_ACK" != none ] && { [ "$(meta "$ID" way)" = file ] || proxy_in_memory; }
}
leaving() { intent leave | cut -f2; }
dark() { candidates | of_dark -; }
# Ids of those whose service starts dark.
of_dark() { # file of lines: id project service
  awk -F'\t' 'FILENAME == ARGV[1] { if ($1 == "dark") dark[$2 FS $3]; next } ($2 FS $3) in dark { print $1 }' \
    "$TX/intent" "$1"
}
starts_dark() { # project service
  [ "$STEP" = start ] && case $DARK in *"dark$TAB$1$TAB$2$TAB"*) ;; *) false ;; esac
}
drains() { grep -qE "^(dark|leave)$TAB" "$TX/intent"; }
# Nothing changed. The drain test needs a shell in the image.
drain_shells() { # release folder
  local at image
  awk -F'\t' 'FILENAME == ARGV[1] { if ($3 ~ /both|drain/) test[$1 FS $2]; next }
    FILENAME == ARGV[2] { had[$1 FS $2 FS $3]; next }
    ($1 FS $2) in test && !(($1 FS $2 FS $3) in had) { print $1 "/" $2, $6 }' \
    "$1/ways" "$(services_of "$(current)")" "$1/services" >"$WORK/shells"
  while read -r at image; do
    docker run --rm --network none --entrypoint /bin/sh "$image" -c : 8>&- </dev/null >/dev/null 2>&1 && continue
    complain routes "$at cannot be switched by health: its image has no /bin/sh. Give Traefik its file provider\
 ($PROVIDER)"
    return 1
  done <"$WORK/shells"
}

# Sets and takes away the flag, and waits until Docker and Traefik have followed.

# Inside both versions answer, each verified: recovery lets the old ones serve again and drains the new ones.
drain_switch() {
  drains || return 0
  # shellcheck disable=SC2046 # lists of ids
  { flag down $(dark); await_healthy $(dark); } || return 1
  if [ -n "$(leaving)" ]; then
    drain_off "$(leaving)" "$(dark)"
  elif [ -n "$(dark)" ]; then
    await_routes "$(dark)" ""
  fi
}
# An old one that started again meanwhile has lost its flag. Dies inside: as in `drain_switch`.
drain_again() {
  drains || return 0
  # shellcheck disable=SC2046 # a list of ids
  [ -z "$(health_of $(leaving) | awk '$2 == "running" && $3 != "unhealthy"')" ] || drain_off "$(leaving)" "$(dark)"
}
# The old ones serve again, as far as they did, then the new ones leave; those that never were healthy are in no
# route. Dies inside: it can be run again.
drain_back() {
  local back away up
  drains || return 0
  back=$({ intent leave | awk -F'\t' '$4 != "unhealthy" { print $2 }'; of_dark "$TX/again"; } | sort -u | existing)
  # shellcheck disable=SC2046,SC2086 # lists of ids
  { away=$(health_of $back | awk '$3 != "healthy"'); flag down $(leaving); await_healthy $back; } || return 1
  # shellcheck disable=SC2046 # a list of ids
  up=$(health_of $(dark | existing) | awk '$2 == "running" && $3 != "starting" { print $1 }')
  if [ -n "$up" ]; then drain_off "$up" "$back"; elif [ -n "$away" ]; then await_routes "$back" ""; fi
}
# Takes containers out of Traefik while others stay in it: those are healthy for Docker before it calls the first of
# these unhealthy, so that Traefik never sees neither. Dies inside: both lists serve as Docker calls them healthy;
# recovery goes back.
drain_off() { # ids that leave, ids that stay
  local begun limit
  begun=$(now_ms)
  limit=$({ intent leave | cut -f3; intent dark | cut -f4; } | sort -n | tail -n 1)
  # shellcheck disable=SC2086 # lists of ids
  { flag up $1; await_gone $((limit + 60)) $1; } && await_routes "$2" "$1" || return 1
  note - "drained in $((($(now_ms) - begun) / 1000)) s"
}
# Dies inside: some have it. Recovery takes it from those that go on serving; a restart does, too.
flag() { # up|down ids…: in those that run
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
  still "$open" "$2"
}
judge_gone() { # states, late
  local open
  open=$(echo "$1" | awk '$2 == "running" && $3 ~ /^(healthy|none)$/ {
    print substr($1, 1, 12) " is " $2 " and " $3 }')
  [ -n "$open" ] || return 0
  still "$open" "$2"
}
still() { # what is open, late
  [ -n "$2" ] || return 2
  fail health "$1, still; $(cat "$TX"/flag.* 2>/dev/null)"
}
# Until Traefik routes to each of the first list and to none of the second: by its API, else by the time that its
# throttle takes at most.
await_routes() { # ids, ids
  local said
  rm -f "$TX/proxy"; proxy || return 0 # this transaction may have replaced it
  if [ "$PROXY_ACK" = api ]; then
    routed "$1" "$2"; said=$?
    if [ "$said" = 4 ] && await_starts && look_again; then
      rm -f "$ROOT/deaf"
      routed "$1" "$2"; said=$?
    fi
    case $said in
      0) return 0 ;;
      4) fail traefik "does not route to $(echo "$1" | cut -c1-12 | tr '\n' ' ')alone"; return 1 ;;
      *) ;;
    esac
  fi
  await_starts
  if settle_proxy; then rm -f "$ROOT/deaf"; return 0; fi
  # What ran before is what it knows, as far as it knows anything.
  [ "$STEP" = undo ] || fail traefik "hears nothing of Docker"
}
routed() { # ids, ids; exit code 4: not so, 3: it cannot be asked
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
    exit 4' - "$(addresses "$1")" "$(addresses "$2")" $((PROXY_THROTTLE / 100 + 100)) "$PROXY_AT" \
    >/dev/null 2>&1 8>&- 9>&- </dev/null
}
addresses() { # ids: for each the addresses that it has, joined by |
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
AWK_WHY_NONE='# Why none of these Traefiks, lines as `traefiks_of` gives them, can be spoken to; nothing where none is set up.

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

# Finds the Traefik that the routes of this stack go through, and says why there is none that can be told.

# What `pick_proxy` reads of a container: its id where it runs, networks, mounts, project and service and name, when it
# was started, image, its title, program and arguments, `=`, variables that may set Traefik up. Where it has no
# networks, `=` and its mode: `container:ID` has another's.
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
  PROXY_BLIND=yes
  ids=$(ask ps -q --no-trunc) || { PROXY=''; return 1; }
  [ -n "$ids" ] || { PROXY='' PROXY_BLIND=''; return 1; }
  # shellcheck disable=SC2086 # a list of ids
  views=$(ask inspect -f "$PROXY_VIEW" $ids 2>/dev/null)
  # One that hangs holds up the answer for all: then the one that is known is asked for by itself.
  [ -n "$views" ] || [ -z "$(intent_value proxy)" ] ||
    views=$(ask inspect -f "$PROXY_VIEW" "$(intent_value proxy)" 2>/dev/null)
  [ -z "$views" ] || PROXY_BLIND=''
  pick_proxy "$views"
}
# By a pipe, not by a here-document, which bash may keep in a file: on a full disk there would be no Traefik.
# The running Traefik that has Docker's labels as a provider; where there are several, the one of which the release says
# that its routes go through it. Else PROXY_WHY says why none can be spoken to, and PROXY_OUTSIDE which one runs that no
# container's image or command tells of. Dies inside: as in `read_static`.
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
  PROXY_WHY=$(printf '%s\n' "$traefiks" | awk -F'\t' "$AWK_WHY_NONE")
  case $traefiks in *"${NL}asks$TAB"* | *"${NL}unknown$TAB"*) ;; *) PROXY_OUTSIDE=$(outside) ;; esac
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
# Traefik as this transaction has found it: looked for again only where it may be another one since.
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
# The Traefik that ran when the transaction began may be starting again: waits for it, half a minute at most. False
# where none runs.
proxy_back() {
  local patience
  proxy && return 0
  [ -n "$(intent_value proxy)" ] || return 1
  patience=$(($(now_ms) + 30000))
  until proxy; do [ "$(now_ms)" -lt "$patience" ] || { fail traefik "runs no more"; return 1; }; pause 0.2; done
}
# A Traefik of which no container's image or command tells: a process of the machine itself, or of a container that
# hides it.
outside() {
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
AWK_REACH='# What a container reaches: its networks, its mounts, and who tells it of containers.

# The networks of a container, each with a blank behind it. One that has none has `=` and its mode.
function listed(quoted,   part, n, i, list) {
  if (quoted ~ /^=/) { list = plain(substr(quoted, 2)); return "=" (list ~ /[" ]/ ? "odd" : list) " " }
  n = split(quoted, part, "\037"); list = ""
  for (i = 1; i < n; i++) if (plain(part[i]) ~ /^[^" =]+$/) list = list plain(part[i]) " "
  return list
}
# Its own, or of the container whose network it has.
function networks(own,   other) {
  if (own !~ /^=container:/) return own
  other = substr(own, 12); sub(/ .*/, "", other)
  return (other in networks_of) ? networks_of[other] : own
}
function alone(has) { return has == "" || has == "none " || (has ~ /^=/ && has !~ /^=container:/) }
# Mounts: where, and from where, each with a unit separator behind it.
function places(quoted,   part, n, i, list) {
  n = split(quoted, part, "\037"); list = ""
  for (i = 1; i < n; i++) list = list plain(part[i]) "\037"
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
# Who tells it of containers: Docker by its own socket (`socket`), whoever is at its endpoint, or nobody.
function teller(mounts, endpoint,   part, n, i, there) {
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

# What a release says of a file of this sum. Releases of before say less of one and the same file.
function read_known(   eq, sum) {
  eq = index($0, "="); sum = substr($0, 9, eq - 9)
  if (length($0) - eq > length(known[sum])) known[sum] = substr($0, eq + 1)
}
# Project and service, or its own name.
function name(quoted,   part) {
  split(quoted, part, "\037")
  return (part[1] == "" ? "" : plain(part[1]) "/") plain(part[2] == "" ? part[3] : part[2])
}
# By the title or the name of its image, its program, or an argument that only Traefik has. Its arguments go to `arg`;
# `variables` is where its variables begin.
function is_traefik(image, title,   i, mine, text) {
  mine = plain(title) == "Traefik"
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
  else if (path ~ /^\//) set_up_by_file()
  else {
    if (args == 0) read_variables(variables)
    if (!on("providers.docker") || on("providers.docker.swarmmode")) print "\nelse\t" called "\t" id
    else set_up_by_words()
  }
}
# Of a file a release says: whether it asks Docker, folder, throttle, sign, which containers, entry point, address,
# endpoint of Docker.
function set_up_by_file(   said, is) {
  if (!(sum in known)) {
    if (alone(networks(own_networks))) tell("", "")
    else print "\nunknown\t" called "\t" id "\t" path
    return
  }
  said = split(known[sum], is, "\037")
  if (is[1] != 1) { print "\nelse\t" called "\t" id; return }
  tell(is[2] "\t" is[3] "\t" is[4] "\t" source(mounts, is[2]) "\t" is[5] "\t" is[6] "\t" is[7], \
    said < 8 ? "unsaid:" : is[8])
}
function set_up_by_words(   folder, throttle, lists) {
  find_sign()
  folder = set["providers.file.directory"]
  if (length(folder) > 1) sub(/\/+$/, "", folder)
  if (folder == "" || set["providers.file.watch"] ~ /^[Ff]alse$/) folder = "-"
  # What has no shell can be told nothing.
  if (path == "?") { folder = "-"; sign = "none" }
  throttle = set["providers.providersthrottleduration"]
  throttle = throttle == "" ? 2000 : ms(throttle)
  lists = set["providers.docker.constraints"] == "" ? "all" : "some"
  tell(folder "\t" throttle "\t" sign "\t" source(mounts, folder) "\t" lists "\t" entry "\t" where, \
    set["providers.docker.endpoint"])
}
function tell(fields, endpoint,   has, by, trust) {
  has = networks(own_networks); by = teller(mounts, endpoint)
  if (alone(has)) print "\nnot\t" called "\t" id "\tit is in no network"
  else if (by == "") print "\nnot\t" called "\t" id "\tit has neither the socket of Docker nor an endpoint"
  else {
    trust = by == "docker" && program == "traefik" ? "sure" : "unproven"
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
# src/host/traefik/identity.ts says the same for the runner.
traefiks_of() { # stdin: lines as PROXY_VIEW gives them, `=`, the same once more
  { grep -hs '^traefik_' "$ROOT"/releases/*/meta; echo '='; cat; } |
    awk -F'\t' -v root="$ROOT/.traefik/" -v socket="$(docker_socket)" \
      "$AWK_PLAIN$AWK_SETTINGS$AWK_REACH$AWK_TRAEFIKS"
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

# The pin: this stack's own file in the folder of Traefik's file provider, which says where all routes lead.

can_switch() { proxy && [ "$PROXY_DIR" != - ] && [ "$PROXY_ACK" != none ]; }
# Nothing to pin before the first route exists, or where no Traefik runs.
switches() {
  [ "$(intent_value way)" != drain ] || return 1
  [ -s "$(routes_of "$ID")" ] || [ -s "$(routes_of "$(intent_value previous)")" ]
}
# The file provider's directory must be tmpfs: a pin has to vanish in a power cut. A folder of the host is looked at
# there, which is quicker.
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
pin() { echo "stack-actions-$STACK.yml"; }
# Writes the pin and waits until Traefik shows it; without that sign the text before is put back. Dies inside: the old
# pin or the new one, both whole.
put_pin() { # old|new
  local pin_nonce pin_limit proven said
  pin_nonce=$(short "$ID")-$1-$(now_ms)
  previous=$(intent_value previous)
  pin_limit=$(($(now_ms) + 30000))
  while :; do
    proven_proxy; proven=$?
    nonce=$pin_nonce # what it is proven by has one of its own
    if [ "$proven" != 0 ]; then
      unproven_words >"$TX/pin.err"
    elif make_pin "$1"; then
      ask_hired; said=$?
      case $said in 0 | 4) ;; *) begin_writer; said=$? ;; esac
      case $said in 0) return 0 ;; 4) break ;; *) ;; esac
    fi
    [ "$(now_ms)" -le "$pin_limit" ] || break
    # It is being started again, or another one runs by now.
    rm -f "$TX/proxy"
    proxy_back || break
    pause 0.2
  done
  fail traefik "did not take the routes within its throttle ($(tail -n 2 "$TX/pin.err"))"
}
# False where Traefik runs and could not be spoken to: a pin that stays would point to containers that go. Dies inside:
# the pin is there or gone, and `finish` or `undo` takes it away again.
remove_pin() {
  local try
  for try in 1 2 3; do
    rm -f "$TX/proxy"
    proxy_back || { [ -z "$PROXY_BLIND" ] || continue; gone_with_pin; return 0; }
    [ "$PROXY_DIR" != - ] || { rm -f "$ROOT/deaf"; return 0; }
    act exec -u 0 "$PROXY" rm -f "$PROXY_DIR/$(pin)" && { rm -f "$ROOT/deaf"; return 0; }
    pause 1
  done
  return 1
}
# A Traefik that goes for good takes its pin along, also one that runs no more: its folder is the machine's, where the
# next one would find the addresses of nobody. Where another one stays on that folder, the pin is his. Dies inside: the
# pin is there or gone; it can be done again.
unpin_leaving() { # ids of the containers that go
  local stays="$PROXY" folder="$PROXY_SOURCE" views
  [ -n "$1" ] && switches || return 0
  # shellcheck disable=SC2086 # a list of ids
  views=$(ask inspect -f "{{.Id}}$TAB$PROXY_VIEW" $1 2>/dev/null | cut -f1,3-)
  if pick_proxy "$views" && [ "$PROXY_DIR" != - ] &&
    { [ "$PROXY" = "$stays" ] || [ "$PROXY_SOURCE" != "$folder" ]; }; then
    docker exec -u 0 "$PROXY" rm -f "$PROXY_DIR/$(pin)" >/dev/null 2>&1 8>&- </dev/null ||
      docker run --rm --network none --no-healthcheck -u 0 --volumes-from "$PROXY" \
        --entrypoint rm "$(ask inspect -f '{{.Image}}' "$PROXY")" -f "$PROXY_DIR/$(pin)" \
        >/dev/null 2>"$TX/err.unpin" 8>&- </dev/null ||
      note traefik "$PROXY_SOURCE/$(pin) could not be removed, and whatever Traefik comes next would take it:\
 $(tail -n 1 "$TX/err.unpin")"
  fi
  rm -f "$TX/proxy"
  if [ "$PROXY" = "$stays" ]; then read_proxy ''; else proxy || :; fi
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_PINNED='# The lines of routes that go into a pin, each router, service and middleware once. What was sick before and is left as
# it is stays with its labels: where Traefik has answered 404 for it, a pin would lead to what does not answer.
# `intent`: the file.

BEGIN {
  while ((getline <intent) > 0) {
    if ($1 == "sick") sick[$2 FS $3]
    if ($1 == "want") want[$2 FS $3]
  }
}
{ read_route() }
section == "routers" && (key in sick) && !(key in want) { next }
!seen[section FS name]++
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_SERVERS='# The containers that a pin points to, of lines of `ps_of`: project, service, id. Before them the intent and the
# candidates. `side`: `old`, or `new`.

FILENAME == ARGV[1] { read_old(); if ($1 == "old" && fate ~ /^(replace|remove|shrink)$/) old[id]; next }
FILENAME == ARGV[2] { new[$1]; next }
{ read_container() }
state != "running" || (side == "old" ? (id in new) : (id in old)) { next }
{ line = project OFS service OFS id OFS "" }
!(id in new) && !(id in old) && status ~ /unhealthy/ { ill[key] = ill[key] line ORS; next }
{ well[key]; print line }
END { for (key in ill) if (!(key in well)) printf "%s", ill[key] }
'

# shellcheck disable=SC2016 # the fields are awk's
AWK_RENDER='# The text of a pin. On stdin: servers, `=`, lines of routes. `nonce`, `stack`; `entry`: the entry point that shows the
# nonce; `traefik_nets`: networks of Traefik; `named`: containers are known to it by name.

$0 == "=" { routes = 1; next }
!routes {
  key = plain($1) FS plain($2)
  n[key]++; server[key, n[key]] = substr($3, 1, 12); nets[key, n[key]] = $4
  next
}
{
  read_route()
  if (section == "services") definition = with_servers(definition)
  if (section == "dark") section = "routers"
  text[section] = text[section] "    \"" name "\": " definition "\n"
}
function with_servers(definition,   at, i, list) {
  for (i = 1; i <= n[key]; i++) list = list (i > 1 ? "," : "") "{\"url\":\"" scheme "://" host_of(i) ":" port "\"}"
  at = index(definition, "\"@SERVERS@\"")
  return substr(definition, 1, at - 1) "[" list "]" substr(definition, at + 11)
}
# A sticky cookie names its server by address.
function host_of(i,   host) {
  host = sticky == "1" || !named ? address(nets[key, i], network) : ""
  return host == "" ? server[key, i] : host
}
# Of `"network"=address`, each ended by a unit separator: the address in that network, else in one of Traefik.
function address(addresses, wanted,   list, i, n, at, net, ip, any) {
  n = split(addresses, list, "\037"); any = ""
  for (i = 1; i < n; i++) {
    at = index(list[i], "\"="); net = plain(substr(list[i], 1, at)); ip = substr(list[i], at + 2)
    if (net ~ /[" =]/ || ip !~ /^[0-9a-fA-F.:]+$/) continue
    if (wanted != "-" ? net == wanted : index(" " traefik_nets, " " net " ")) return ip
    if (any == "") any = ip
  }
  return named ? "" : any
}
END {
  text["routers"] = text["routers"] "    \"" stack "-ack-" nonce "\": {\"rule\":\"PathPrefix(`/.stack-actions/" nonce \
    "`)\",\"priority\":2000000,\"entryPoints\":[\"" entry "\"],\"service\":\"noop@internal\"}\n"
  print "http:"
  m = split("routers services middlewares serversTransports", order, " ")
  for (i = 1; i <= m; i++) if (text[order[i]] != "") printf "  %s:\n%s", order[i], text[order[i]]
}
'

# The text of a pin: the routes of a release, with the containers that they lead to.

# `pin_text`: the routes of what serves, or of what is to, and behind them a line that says that the text is whole.
make_pin() { # old|new
  routes=$({ if [ "$1" = old ]; then held_routes; else grep -v "^dark" "$(routes_of "$ID")"; fi; } |
    awk -F'\t' -v intent="$TX/intent" "$AWK_RECORDS$AWK_PINNED")
  find_servers "$1" && pin_text=$(printf '%s\n=\n%s\n' "$servers" "$routes" | render "$nonce") || return 1
  pin_text="$pin_text$NL# $nonce is whole$NL"
}
# What HOLD writes: the old routes, and below all of them, in place of each route that did not exist before, one that
# answers 404 as before.
held_routes() {
  grep -v "^dark" "$(routes_of "$previous")"
  awk -F'\t' 'FILENAME == ARGV[1] { if ($1 == "routers") had[$4]; next }
    ($1 == "dark" && !($4 in had)) || ($1 == "middlewares" && $3 == "-")' \
    "$(routes_of "$previous")" "$(routes_of "$ID")"
}
# The containers that a pin points to, of those that run: the old ones or the candidates of what changes, and of the
# rest what is not unhealthy, as long as there is such a one: what Docker calls unhealthy now may answer in a moment,
# and the pin is there for long.
# Into `servers`, and from `routes`, not by files: on a full disk a pin would be made of half of them.
find_servers() { # old|new
  local rows candidates=/dev/null
  rows=$(ps_of "$(services_of "$([ "$1" = old ] && intent_value previous || echo "$ID")")") || return 1
  [ ! -f "$TX/candidates" ] || candidates=$TX/candidates
  servers=$(printf '%s\n' "$rows" |
    awk -F'\t' -v OFS='\t' -v side="$1" "$AWK_RECORDS$AWK_SERVERS" "$TX/intent" "$candidates" -) || return 1
  # A sticky cookie names its server by address; all else goes by name where names are known to Traefik, which costs no
  # look at the networks.
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
    -v named="$(by_address || echo 1)" "$AWK_PLAIN$AWK_RECORDS$AWK_RENDER"
}
# In the network of the host, or in Docker's default one, nobody knows containers by name.
by_address() { case " $PROXY_NETS" in *" host "* | *" bridge "*) ;; *) false ;; esac; }

# Writes a pin from inside Traefik's container, and waits there until Traefik shows it.

# Inside Traefik's container: waits until it has a router of ours, for so many seconds: how long each answer takes is
# known to nobody.
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
# Runs inside Traefik's container, and writes each pin that comes: a line with nonce and bytes, then those. Answers
# `ok NONCE` or `no NONCE`. Ends with its stdin.
# shellcheck disable=SC2016 # for the shell inside
WRITER="$SHOWN"'
  # Traefik reads subfolders too, and all of them or nothing: what is staged must not end in .yml, else the reload of
  # another stack would find half a file.
  cd "$1" && mkdir -p .stack-actions && { chmod 755 .stack-actions 2>/dev/null || :; } || exit 3
  # Middlewares hold secrets, and the folder belongs to the host: who Traefik runs as reads them, and nobody else.
  umask 077
  who=0
  while read -r key _ id _; do [ "$key" != Uid: ] || who=$id; done </proc/1/status
  new=.stack-actions/$2.new before=.stack-actions/$2.before
  while echo ready && read -r nonce bytes; do
    rm -f "$new"
    head -c "$bytes" >"$new" && tail -n 1 "$new" | grep -q "^# $nonce is whole" || exit 3
    # Where the container must give nothing away (cap_drop), Traefik would not read it, nor any other file beside it.
    [ "$who" = 0 ] || chown "$who" "$new" 2>/dev/null || chmod 644 "$new" || exit 3
    cp -fp "$2" "$before" 2>/dev/null || rm -f "$before"
    mv -f "$new" "$2" || exit 3
    said=no; ! shown 20 "$3" "$4-ack-$nonce@file" "$nonce" "$5" || said=ok
    if [ $said = ok ]; then rm -f "$before"; elif [ -f "$before" ]; then mv -f "$before" "$2"; else rm -f "$2"; fi
    echo "$said $nonce"
  done'
writer() {
  docker exec -i -u 0 "$PROXY" sh -c "$WRITER" - "$PROXY_DIR" "$(pin)" "$PROXY_ACK" "$STACK" "$PROXY_AT" \
    2>"$TX/pin.err" 8>&-
}
request() { printf '%s %s\n%s' "$nonce" "${#pin_text}" "$pin_text"; }
# Exit code 4: it runs, but Traefik did not take the file. Dies inside: the writer ends by itself, with the old file
# or the new one; until then it holds the lock.
begin_writer() { heard "$(request | writer | tail -n +2 | head -n 1)"; }
heard() { case $1 in "ok $nonce") ;; "no $nonce") return 4 ;; *) return 1 ;; esac; }
# To begin a writer takes longer than all that it does: one is begun before it is needed, beside other work. It hears
# fd 7 and speaks at fd 6. Dies inside: as in `begin_writer`.
hire_writer() {
  rm -f "$TX/to.writer" "$TX/of.writer"
  can_switch && mkfifo "$TX/to.writer" "$TX/of.writer" || return 0
  # Both ends for a moment: to open one alone would wait for the other.
  exec 4<>"$TX/to.writer" 5<>"$TX/of.writer"
  # No child of ours, else a `wait` for others would wait for it; by `exec`, else its shell would keep what it closes.
  ({ exec <"$TX/to.writer" >"$TX/of.writer" 4>&- 5>&- 8>&-; SPEAK_S=$FETCH_S; writer; } &)
  exec 7>"$TX/to.writer" 6<"$TX/of.writer" 4>&- 5>&-
  HIRED=$PROXY
}
# Exit code 1: nobody is hired for this Traefik, or is there any more, and nothing was asked; or it has gone in the
# middle.
# 4: as in `begin_writer`.
ask_hired() {
  local word
  [ -n "$PROXY" ] && [ "$HIRED" = "$PROXY" ] || return 1
  word=$(word_of_hired "$ANSWER_S") && [ "$word" = ready ] && (request >&7) 2>/dev/null || return 1
  word=$(word_of_hired "$SHOW_S") && heard "$word"
}
# One line, and not a byte more: the next one may be there already.
# shellcheck disable=SC2016 # for the shell inside
word_of_hired() { within "$1" 'docker exec' sh -c 'read -r word && echo "$word"' <&6 8>&- 9>&-; }

# shellcheck disable=SC2016 # the fields are awk's
AWK_STARTING='# Whether a service that Traefik routes to has a container that is starting: files of ways, files of routes, then lines
# of `ps_of`.

FILENAME ~ /\/ways$/ { routed[$1 FS $2]; next }
FILENAME != "-" { routed[$2 FS $3]; next }
{ read_container() }
(key in routed) && status ~ /health: starting/ { found = 1 }
END { exit !found }
'

# Before a pin goes, Traefik must have looked anew at what runs: how it is made to, and how that is seen.

# False where Traefik hears nothing of Docker. How long it takes until it has heard is known to nobody: it is seen, not
# assumed.
settle_proxy() {
  local looked
  look_again; looked=$?
  [ "$looked" != 2 ] || outlast_throttle
  [ "$looked" != 1 ]
}
outlast_throttle() { pause "$(awk -v ms="$PROXY_THROTTLE" 'BEGIN { printf "%.1f", ms / 1000 + 1 }')"; }
# Traefik asks Docker first which containers there are, and then to be told of changes: what gets healthy in between it
# learns of with the next change, were that a week later. A container that starts is one, and a router among its labels
# shows that Traefik has looked again; where it does not, that one came too early as well. It takes no address, ends by
# itself, and Docker removes it. Exit code 1: it was never shown, or no Traefik runs; 2: nobody could ask. Dies
# inside: it runs for a minute.
look_again() {
  local look_limit asked='' heard='' sent
  # Docker may have been away for long, and Traefik asks ever less often; one that was deaf before is not waited for.
  look_limit=$(($(now_ms) + $(is_deaf && echo 5000 || echo 60000)))
  while [ -z "$heard" ] && [ "$(now_ms)" -lt "$look_limit" ]; do
    rm -f "$TX/proxy"
    proxy_back || { [ -n "$(intent_value proxy)" ] && continue; return 1; }
    send_looker; sent=$?
    case $sent in
      0)
        asked=yes
        ! await_look || heard=yes
        ask rm -f "$looker" >/dev/null 2>&1 ;;
      # There is no such program in its image, however often it is asked for.
      126 | 127) break ;;
      *) pause 1 ;;
    esac
  done
  if [ -n "$heard" ]; then note traefik "it has looked anew at what runs"; return 0; fi
  if [ -z "$asked" ]; then
    note traefik "nobody can say whether it has looked anew at what runs:\
 $(tail -n 1 "$TX/err.look" 2>/dev/null | blank)"
    return 2
  fi
  pin_stays
  note traefik "it hears nothing of Docker any more, and goes on with the routes that it has, and with those of each\
 deploy to come. $(deaf_words)"
  return 1
}
# A container of Traefik's own image, whose labels say that there is a router: `looker`, `router`, `nonce`.
send_looker() { # an answer that the router gives, and a file of further labels; or nothing
  nonce=$(short "$ID")-look-$(now_ms)
  router=$STACK-look-${nonce##*-}
  [ -z "${1-}" ] || set -- --label-file "$2" --label "traefik.http.routers.$router.middlewares=$router" \
    --label "traefik.http.middlewares.$router.redirectregex.regex=.*" \
    --label "traefik.http.middlewares.$router.redirectregex.replacement=http://127.0.0.1:1/$1"
  # An image that Compose built bears its labels.
  looker=$(ask run -d --rm --no-healthcheck --network "container:$PROXY" --entrypoint sleep \
    --label com.docker.compose.project= --label com.docker.compose.service= --label "stack-actions.look=$STACK" \
    --label traefik.enable=true --label "traefik.http.services.$router.loadbalancer.server.port=1" \
    --label "traefik.http.routers.$router.rule=PathPrefix(\`/.stack-actions/$nonce\`)" \
    --label "traefik.http.routers.$router.priority=2000000" \
    --label "traefik.http.routers.$router.entrypoints=$PROXY_ENTRY" \
    --label "traefik.http.routers.$router.service=noop@internal" \
    "$@" "$(ask inspect -f '{{.Image}}' "$PROXY")" 60 2>"$TX/err.look")
}
# By what it shows; one that shows nothing, or not every container, has at least been told.
await_look() {
  [ "$PROXY_ACK" != none ] && [ "$PROXY_LISTS" = all ] || { outlast_throttle; return 0; }
  # shellcheck disable=SC2016 # for the shell inside
  ask exec "$PROXY" sh -c "$SHOWN"'shown "$@"' - \
    $((PROXY_THROTTLE / 1000 + 5)) "$PROXY_ACK" "$router@docker" "$nonce" "$PROXY_AT" >/dev/null 2>&1
}
# What begins to answer only now must not be what Traefik misses: waits for what is routed, two minutes at most.
await_starts() {
  local look_limit
  look_limit=$(($(now_ms) + 120000))
  while something_starts && [ "$(now_ms)" -lt "$look_limit" ]; do pause 0.5; done
  return 0
}
# Who does not say what runs does not say that nothing starts.
something_starts() {
  local before starts
  before=$(intent_value previous)
  starts=$(ps_of "$(services_of "$before")" "$(services_of "$ID")") || return 0
  printf '%s\n' "$starts" | awk -F'\t' "$AWK_RECORDS$AWK_STARTING" \
    "$(ways_of "$before")" "$(ways_of "$ID")" "$(routes_of "$before")" "$(routes_of "$ID")" -
}

# shellcheck disable=SC2016 # the fields are awk's
AWK_UNFIT='# Routed services of whose containers, lines of `ps_of`, Docker calls not all healthy: a code, TAB, and in words, before
# them `none` where it is none. The code: `some` where of each service one is healthy; else `ill` where of one that has
# none some are unhealthy, restarting or paused, and `starting` where they are only not healthy yet.
# `routes`: the file; `ill`: lines `sick`.

BEGIN {
  while ((getline <routes) > 0) if ($1 == "services") routed[$2 FS $3]
  n = split(ill, line, "\n"); for (i = 1; i <= n; i++) sick[substr(line[i], 6)]
}
{ read_container() }
!(key in routed) || (key in sick) || state !~ /^(running|restarting|paused)$/ { next }
state == "running" && status !~ /unhealthy|health: starting/ { fit[key]++; next }
{
  health = status ~ /unhealthy/ ? " and unhealthy" : status ~ /starting/ ? " and starting" : ""
  said[key] = said[key] ", " substr(id, 1, 12) " is " state health
  if (state != "running" || status ~ /unhealthy/) broken[key]
}
END {
  for (key in said) {
    split(key, part, FS)
    if (!fit[key]) { none = 1; if (key in broken) is_ill = 1 }
    words = words sep (fit[key] ? "some" : "none") ": " part[1] "/" part[2] ": " substr(said[key], 3)
    sep = "; "
  }
  if (words != "") printf "%s\t%s", none ? (is_ill ? "ill" : "starting") : "some", words
}
'

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
  whole "$ROOT/deaf" "${PROXY:-$(intent_value proxy)}${1:+$TAB$1}${NL}boot$TAB$(boot)${ill:+$NL$ill}"
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

# Whether what is set up as Traefik is the one that reads the labels of this Docker.

# Nothing changed. What moves must not go through one that runs outside of Docker, or that has not shown who it is.
trusted_way() {
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
  nothing_to_do || [ -z "$(current)" ] || ! switches || ! can_switch || proven_proxy ||
    fail traefik "$(unproven_words)"
}
# Whether Traefik may be told our routes, whose middlewares hold secrets. One that has Docker's own socket can read them
# there. Any other container has to show once that Docker's labels reach it: by an answer that stands in the labels of
# another one alone, and that is compared out here. Dies inside: that one runs for a minute.
proven_proxy() {
  local answer shown
  [ "$PROXY_TRUST" != sure ] && [ ! -e "$ROOT/.traefik/$PROXY.shown" ] || return 0
  answer=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
  [ ${#answer} = 32 ] && own_labels >"$TX/labels" && send_looker "$answer" "$TX/labels" || return 1
  shows_answer "$answer"; shown=$?
  ask rm -f "$looker" >/dev/null 2>&1
  [ "$shown" = 0 ] && whole "$ROOT/.traefik/$PROXY.shown" "$answer"
}
shows_answer() { # answer
  local answer="$1" look_limit
  look_limit=$(($(now_ms) + PROXY_THROTTLE + 5000))
  case $PROXY_ACK in
    api) set -- -q -O - "http://$PROXY_AT/api/http/middlewares/$router@docker" ;;
    *) set -- -S -O /dev/null "http://$PROXY_AT/.stack-actions/$nonce" ;;
  esac
  until ask exec "$PROXY" timeout 2 wget "$@" 2>&1 | grep -qF "$answer"; do
    [ "$(now_ms)" -lt "$look_limit" ] || return 1
    pause 0.1
  done
}
# Where Traefik looks at some containers only: the labels by which it may know ours, as far as its own settings name
# them.
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

FILENAME == services { has_service[$1 FS $2]; next }
{ project = $1; service = $2; target = $3; place = $4; row = project FS service FS target FS place }
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
places() { # current
  local all first gone id why
  all=$(history_ids | grep -vxF "$1"); first=$(default_target "$1")
  # shellcheck disable=SC2086 # a list of ids
  gone=$(gone_images $all)
  for id in $all; do [ ! -s "$ROOT/releases/$id/ports" ] || { look_around; break; }; done
  for id in $first $(echo "$all" | grep -vxF "$first"); do
    if why=$(why_not "$id" "$gone"); then echo "can $id"
    elif [ "$(result_of "$id")" = committed ]; then echo "no $id: $why"; fi
  done
}
# Why a release cannot be gone back to, in words; true if it can.
why_not() { # release, images that are gone
  local lost bad how twice taken
  [ "$1" != "$(current)" ] || { echo "it is the current one"; return 1; }
  [ "$(result_of "$1")" = committed ] || {
    echo "it was never proven to serve: $(cut -f1,2 "$ROOT/releases/$1/outcome" 2>/dev/null || echo prepared only)"
    return 1
  }
  [ "$(meta "$1" kind)" != adopted ] || {
    echo "it ran before stack-actions, which has no files to start it from"
    return 1
  }
  lost=$([ -z "$2" ] || cut -f6 "$ROOT/releases/$1/services" | sort -u | grep -xF -e "$2" | tr '\n' ' ')
  [ -z "$lost" ] || { echo "no longer on this server: ${lost% }"; return 1; }
  # shellcheck disable=SC2046 # names of sums
  bad=$(unproven $(contents_of "$ROOT/releases/$1/models") | head -n 1)
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
  taken=$(ports_taken "$1")
  [ -z "$taken" ] || { echo "$taken"; return 1; }
}
# Where the current release's services have written to, and this release would not have it at the same path; nothing
# where it has all.
left_behind() { # release
  local services had
  services=$(services_of "$1") had=$(storage_of "$1")
  awk -F'\t' -v services="$services" -v had="$had" "$AWK_LEFT_BEHIND" \
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
targets() { # current
  local can id why
  [ -z "$1" ] || places "$1" | while read -r can id why; do
    id=${id%:}
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$can" "$id" "$(meta "$id" kind)" "$(meta "$id" created_at)" \
      "$(meta "$id" commit)" "$(meta "$id" actor)" "$why"
  done
}

# Which images of earlier releases this server has no more, and how one that lost its name gets it back.

# Images of these releases that this server has no more; one call to Docker where it has all.
gone_images() { # ids…
  local id ref refs
  for id; do shift; set -- "$@" "$ROOT/releases/$id/services"; done
  refs=$([ $# -eq 0 ] || cut -f6 "$@" 2>/dev/null | sort -u)
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
  awk -F'\t' -v ref="$ref" '{ image = $6; tag = $7 } image == ref { print tag }' "$@" | sort -u |
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
  live_in "$new"
  cp -r "$from/models" "$from/services" "$from/routes" "$from/resources" "$from/env" "$new/" ||
    die 10 release "release $2 is not whole"
  for part in ways binds ports storage names secrets; do [ ! -f "$from/$part" ] || cp "$from/$part" "$new/"; done
  own_places "$new" "$(services_of "$(current)")" >/dev/null || exit 10
  tag_again "$new/services"
  cat >"$new/meta.over"
  meta_of_rollback "$1" "$2" "$new/meta.over" >"$new/meta"
  rm "$new/meta.over"
  json_of_rollback "$1" "$2" >"$new/release.json"
  for tagging in $tags; do wait "$tagging" || die 10 image "an image of $2 cannot be tagged"; done
  whole "$ROOT/seq" "${1%%-*}" && mv "$new" "$dir" && rm -f "$dir/.alive" && exec 8>&-
}
# The tag keeps the image from `docker image prune`; a person may have taken it away. Neither name has a blank or a bar.
# Sets tags: what is at work, to be waited for. Dies inside: tags more on the server.
tag_again() { # services
  local pair
  tags=''
  for pair in $(cut -f6,7 "$1" | sort -u | tr '\t' '|'); do
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
AWK_UNSAID='# Which of these containers Docker has said nothing of: `ID -` each. Read: what it said, then the ids.

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
  held >"$seen/held" &
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
  live_in "$seen"
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
    targets "$now" >"$seen/targets"
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
  missing=$(printf '%s\n' "$ids" | awk "$AWK_UNSAID" "$seen/all" -)
  [ -z "$missing" ] || missing=$(printf '%s\n' "$missing" | existing) || missing=unknown
  [ -z "$missing" ] || { wait; die 10 docker "Docker does not answer for the container $(short "$missing")"; }
  [ "$(wc -c <"$seen/all")" -le 33554432 ] ||
    die 10 docker "Docker says more of this server's containers than can be planned with (32 MiB): the largest has $(
      awk 'length($0) > most { most = length($0); beginning = substr($0, 1, 90) }
        END { print most " characters, and begins " beginning }' "$seen/all" | visible)"
}
look_at_proxy() {
  ! pick_proxy "$(cat "$seen/all")" || remember .proxy-folder "$PROXY_SOURCE"
  [ -n "$back" ] || listening >"$seen/listening"
  echo "$PROXY_OUTSIDE" >"$seen/outside"
  ! kept_pin || pin_words >"$seen/pin"
}
look_at_releases() {
  local name
  releases >"$seen/releases"
  (cd "$ROOT/releases" && grep -s '^built=' -- */meta /dev/null) >"$seen/built" &
  ls "$ROOT/files" >"$seen/files"
  # shellcheck disable=SC2046 # names of sums
  unproven $(contents_of "$ROOT/releases/${now:-.}/models") |
    while read -r name; do
      [ ! -e "$ROOT/files/$name" ] || echo "$name"
    done >"$seen/spoilt" &
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
  for part in containers listening volumes networks images held checkouts outside; do
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
  sections "$@" key "$ROOT/.key" secrets "$seen/secrets" env "$seen/env" \
    releases "$seen/releases" built "$seen/built" seq "$ROOT/seq" \
    files "$seen/files" spoilt "$seen/spoilt" pin "$seen/pin" identity "$ROOT/identity"
  printf '== unfinished\n %s\n' "$(intent_value release)"
}
sections() { awk "$AWK_SECTIONS" "$@"; } # name file name file…
# What these releases know to be secret; of one that was made before there was a list, its env file.
# Dies inside: as in `facts`.
secrets_of() { # releases
  local id folder
  for id; do
    folder=$ROOT/releases/${id:--}
    if [ -f "$folder/secrets" ]; then cat "$folder/secrets" >>"$seen/secrets"
    elif [ -f "$folder/env" ]; then cat "$folder/env" >>"$seen/env"; fi
  done
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
  awk -F'\t' -v owner="$OWNER" "$AWK_PLAIN"'
    NF == 9 { id = $1; project = plain($2); stack = plain($9) }
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
held() {
  local other now projects whose project
  for other in "${ROOT%/*}"/*/; do
    other=${other%/}
    [ "$other" != "$ROOT" ] && [ -s "$other/identity" ] && [ -s "$other/current" ] || continue
    read -r now <"$other/current"
    projects=$(cut -f1 "$other/releases/$now/services" 2>/dev/null | sort -u)
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
  live_in "$seen"
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
  at_work_in "$ROOT"
  live_in "$WORK"
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

# Folders for a while: they are ours while we live, and swept away by the next one when we were killed.

# A throwaway folder for what is written down meanwhile. Dies inside: it is swept away by the next one.
at_work_in() { # folder
  WORK=$(mktemp -d "$1/.work.XXXXXX") || die 1 disk "cannot write to $ROOT"
  trap 'log_out; rm -rf "$WORK" ${incoming:+"$incoming"}' EXIT
  trap 'exit 1' INT TERM HUP
}
# A folder that is ours while we live, and litter from then on: its lock says so, which no program of Docker holds
# (8>&-): a pull goes on for long after us. The file gets its name when the lock is held.
# Dies inside: a folder without a lock, swept away after an hour.
live_in() {
  # A redirection that fails in `exec` ends some shells at once.
  {
    true >"$1/.alive.$$" && exec 8>"$1/.alive.$$" && flock -n 8 && mv "$1/.alive.$$" "$1/.alive"
  } 2>/dev/null || die 10 disk "cannot write to $1$(disk_words)"
}
# What was killed before it could clean up, old programs, a long journal. What is at work holds its lock, whatever the
# clock says. Dies inside: the rest is swept away by the next one.
sweep() {
  local logins dir
  # Of a folder where everybody may write only what is ours. Names without blanks.
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
  live_in "$incoming"
  trap 'rm -rf "$incoming"' EXIT
  trap 'exit 1' INT TERM HUP
  receive "$id"
  at_work_in "$incoming"
  take_contents "$incoming/files" || exit 10
  prove_contents "$incoming/release" & proving=$!
  make_staging &
  running=$incoming/adopt/services
  [ -z "$(current)" ] || running=$(services_of "$(current)")
  made=$(own_places "$incoming/release" "$running") || exit 10
  preflight || exit 10
  read_models "$incoming/release/models" & reading=$!
  pull_images "$incoming/release/services" || exit 10
  wait "$reading" || exit 10
  [ ! -s "$incoming/release/ways" ] || drain_shells "$incoming/release" || exit 10
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
  chmod 600 "$incoming/release/env" "$incoming/release/secrets" 2>/dev/null
  # The number first: one that is skipped does no harm, one that is given twice stops every later deploy.
  whole "$ROOT/seq" "${1%%-*}" || exit 10
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

# Contents have their own sum as their name, so that whoever put one there, it can be proven whole; a number behind it
# tells one apart from one that was spoilt. Names of those that the models in this folder mount.
contents_of() { # folder
  grep -ohE '/files/[0-9a-f]{64}(-[0-9]+)?["/]' "$1"/*.json 2>/dev/null | sed -e 's|^/files/||' -e 's|["/]$||' | sort -u
}
# The names among these that are not there as they were sent: what lies there has another sum or mode, or nothing does.
unproven() ( # names
  [ $# -gt 0 ] || exit 0
  # Where the folder of all of them is gone, each of them is.
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
# What may be secret has another name than its sum, by which anybody would find what is short.
keyed() { { cat "$ROOT/.key"; echo "$1"; } 2>/dev/null | sha256sum | cut -c1-64; } # sum
# The key of these names: nobody but this server knows it, and who deploys to it.
# Dies inside: as in `facts`, or it is there.
make_key() {
  [ ! -s "$ROOT/.key" ] || return 0
  {
    printf '%s\n' "$(od -An -tx1 -N32 /dev/urandom | tr -d ' \n')" >"$seen/.key" &&
      [ "$(wc -c <"$seen/.key")" -eq 65 ] && ln "$seen/.key" "$ROOT/.key"
  } 2>/dev/null || :
}
# As `summed` in stack/content.ts. An executable file: a word and its bytes; a folder: its names, their modes and sizes,
# links, then all bytes.
sum_of() ( # an executable file or a folder
  if [ -d "$1" ]; then
    cd "$1" || exit 1
    { find . -print0 | sort -z
      find . -print0 | sort -z | xargs -0 stat -c '%f %s' | awk '/^4/ { $2 = 0 } { print }'
      find . -type l -print0 | sort -z | xargs -0 -r -n 1 readlink
      find . -type f -print0 | sort -z | xargs -0 -r cat; } | sha256sum | cut -c1-64
  else { echo executable; cat "$1"; } | sha256sum | cut -c1-64; fi
)
# Puts what came to its place. What lies there spoilt gives way: a container that mounts it keeps it until it is
# replaced.
# Sets came: their names. Dies inside: contents more, which a later release uses or `retain` removes.
take_contents() { # folder of them
  local file name
  came=''
  for file in "$1"/*; do
    [ -e "$file" ] || continue
    name=${file##*/}
    if [ -e "$ROOT/files/$name" ]; then
      [ -n "$(unproven "$name")" ] || continue
      give_way "$name" || return 1
    fi
    mv "$file" "$ROOT/files/" || return 1
    came="$came $name"
  done
}
give_way() { # name
  mv "$ROOT/files/$1" "$ROOT/files/.spoilt-$1.$$" 2>/dev/null && return 0
  complain contents "$ROOT/files/$1 is not what was sent, and cannot be moved away"
  echo "→ as root: rm -rf '$ROOT/files/$1'" >&2
  return 1
}
# A power cut must not leave them empty. A few files each by itself: all that is written beside them, such as an image
# that is pulled, may take long. Dies inside: as in `take_contents`.
keep_contents() (
  cd "$ROOT/files" || exit 1
  # shellcheck disable=SC2086 # names of sums
  if [ "$(find $came | wc -l)" -le 200 ]; then find $came -type f -exec sync {} +
  else sync -f .; fi 2>/dev/null || sync
)
# Everything that this release mounts is here as it was sent, and on the disk. What an earlier release brought and
# somebody changed since gives way and is sent again: the plan is stale. Dies inside: as in `take_contents`.
prove_contents() { # folder of the release
  local bad name
  [ -z "$came" ] || keep_contents
  # shellcheck disable=SC2046 # names of sums
  bad=$(unproven $(contents_of "$1/models"))
  for name in $bad; do
    case "$came " in
      *" $name "*)
        complain contents "files/$name is not on the disk as it was sent: $(why_spoilt)"
        return 1 ;;
      *) ;;
    esac
    [ ! -e "$ROOT/files/$name" ] || give_way "$name" || return 1
  done
  [ -z "$bad" ] || {
    bad=$(echo "$bad" | tr '\n' ' ')
    complain stale "stale: the server has lost what a service mounts, or somebody changed it: files/$bad"
    return 1
  }
}
why_spoilt() { echo "the file system of $ROOT keeps no permissions or links, or the disk is failing$(disk_words)"; }

# For prepare: the server's own files and folders that services mount.

# The server's own files and folders that services mount are there before anything begins: Docker would make an empty
# folder in place of each that is not. What runs as it is wanted is passed over. Prints what it made: folders of the
# stack, for whatever user a container has. Dies inside: folders more.
own_places() { # folder of the release, services that run
  local runs=/dev/null lost='' kind project svc path
  [ -s "$1/binds" ] || return 0
  [ ! -f "$2" ] || runs=$2
  awk -F'\t' '
    FILENAME == ARGV[1] { runs[$1 FS $2 FS $3]; next }
    FILENAME == ARGV[2] { if (($1 FS $2 FS $3) in runs) is_same[$1 FS $2]; next }
    { project = $2; service = $3 }
    !((project FS service) in is_same)' "$runs" "$1/services" "$1/binds" | {
    while IFS=$TAB read -r kind project svc path; do
      if [ -e "$path" ] || out_of_sight "$path"; then continue; fi
      if [ "$kind" = make ] && (umask 022; mkdir -p "$path") 2>/dev/null; then printf '%s ' "$path"; continue; fi
      lost=yes
      say_lost "$path" "$project/$svc"
    done
    [ -z "$lost" ]
  }
}
say_lost() { # path, project/service
  complain places "$1, which $2 mounts, is not on this server, and Docker would make an empty folder of it"
  case $1 in
    "$ROOT"/data/*)
      echo "→ put it there; or have it in the checkout when you deploy, by a commit or a step before," \
        "and it travels with the release" ;;
    *) printf "→ if it is a folder: sudo mkdir -p '%s'; if it is a file, put it there\n" "$1" ;;
  esac >&2
}
# Whether this user cannot see if something is there: then Docker tells, which makes nothing (create_host_path).
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
  cut -f6,7 "$1" | sort -u >"$WORK/images"
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
  local id="$1" gate=host deadline=420 lock=300 force=- asks=-
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
  local n="${2:-1}" dir="$ROOT/releases/$1" looks=0 part='' result reason code waiting dead line
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
    result='' code='' waiting='' dead=''
    [ ! -f "$dir/outcome" ] || IFS=$TAB read -r result reason code <"$dir/outcome"
    [ ! -f "$dir/waiting" ] || read -r waiting <"$dir/waiting"
    [ $((looks % 10)) -ne 0 ] || ! flock -n "$dir/alive" true 7<&- || dead=yes
    # A line is printed when it is whole.
    while IFS= read -r line <&7 || { part=$part$line; false; }; do printf '%s\n' "$part$line"; part=''; done
    end_as "$result"
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
# Of `watch`: reason and code.
end_as() { # result, if there is one
  case $1 in
    committed) exit 0 ;;
    undone) say_code "$code"; exit 20 ;;
    undo-failed) say_reason "$reason"; say_code "$code"; exit 21 ;;
    refused)
      say_reason "$reason"
      say_code "$code"
      case $code in locked) exit 11 ;; *) exit 10 ;; esac ;;
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
proceed() { whole "$ROOT/releases/$1/proceed" yes; }

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
  cat <<E
stackctl: the stack $STACK on this server. Nothing here needs GitHub, and a rollback needs no registry.

  status              what runs and since when, whether it is what was released, where one can go back to; changes nothing
  history             the releases that are kept, and how each ended; changes nothing
  logs [SERVICE]      last log lines of SERVICE or PROJECT/SERVICE; -f, --since 10m and the like go to docker logs; changes nothing
  rollback [RELEASE]  back to the release before this one, or to RELEASE: a deploy like any other. The old version starts beside the new
                      one, proves itself and gets all routes at once; if it cannot, what runs now stays. No database is set back.
                      Refused where what was written since would be out of sight; --leave-data before RELEASE says that it may
  recover             ends a deploy whose program was killed: forward if it was confirmed, else back. The next deploy does it, too
  abort               undoes the deploy that runs now, unless it is confirmed already

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

Exit codes: 0 done; of status: all runs as released. 1 a fault of ours, 2 wrong words, 3 of status: DRIFT, or routes that were not given
back, 10 refused and 11 locked (nothing was changed), 20 undone (what served before serves), 21 undo failed (a person must act), 30 in
progress.
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
AWK_WHOSE='# Whose a release is, and under which names Compose knows it, behind meta.awk.

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
AWK_SAY_PLACES='# Lines of `places` as a person reads them. Set by the shell: first, where rollback goes by itself; me, the program.

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
  standing; code=$?
  now=$(current)
  [ -n "$now" ] || { echo "$STACK: nothing was released here yet"; exit "$code"; }
  since=$(date -r "$ROOT/current" +%s)
  echo "$STACK: release $now serves since $(date -u -r "$ROOT/current" '+%Y-%m-%d %H:%M:%S UTC')" \
    "($(span $(($(date +%s) - since))))"
  { about "$now"; whose "$now"; } | sed 's/^/  /'
  said=$(ask ps -a --format '{{.ID}}' 2>&1) || { echo "Docker does not answer: $said"; exit 1; }
  echo
  if [ "$code" = 30 ]; then
    compare "$now" | sed -e 's/, DRIFT$//' -e '/^$/,$d'
    echo "  (old and new side by side: what differs is judged when the transaction has ended)"
  else compare "$now" || [ "$code" != 0 ] || code=3; fi
  ! kept_pin || { printf '\n%s\n' "$(pin_words)"; [ "$code" != 0 ] || code=3; }
  say_places "$now"
  disk=$(docker_disk)
  [ -z "$disk" ] || printf '\n%s\n' "Docker's disk: ${disk% *} GB free, ${disk#* } GB used"
  exit "$code"
}
# The transaction that runs, or that was interrupted: said first, with what to type.
standing() {
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
last_step() { tail -n 1 "$ROOT/releases/$1/journal" 2>/dev/null | cut -f4; }
about() { awk "$AWK_META$AWK_ABOUT" "$ROOT/releases/$1/meta" | visible; } # release
# Whose it is, and under which names Compose knows it.
whose() { awk "$AWK_META$AWK_WHOSE" "$ROOT/releases/$1/meta" | visible; } # release
say_places() { # current
  places "$1" | awk -v first="$(default_target "$1")" -v me="$ME" "$AWK_SAY_PLACES"
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
!(key in replicas) { is_no_part(); next }
class[key] == "one-shot" || has_done_its_work() { remember_end(); next }
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
  key = $1 "/" $2
  services[++service_count] = key
  released_hash[key] = $3
  class[key] = $4
  replicas[key] = $5
  released_image[key] = $6
  may_end[key] = $10 == "ends"
  released_name[key] = $12
  released_policy[key] = $14
  if (length(key) > width) width = length(key)
}
function look_at_container(   i) {
  for (i = 1; i <= NF; i++) $i = plain($i)
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
  class[key] = "one-shot"
  if (created > latest[key]) {
    latest[key] = created
    end_of[key] = state == "exited" ? "ran to its end, exit code " exit_code : state
  }
}

function print_service(key,   words) {
  words = class[key] == "one-shot" ? end_words(key) : count_words(key)
  if (class[key] != "one-shot" && running[key] + 0 != replicas[key] && !drifts[key])
    differs(key, running[key] + 0 " containers run where the release has " replicas[key] anew(key))
  printf "  %-" width "s  %s%s\n", key, words, drifts[key] ? ", DRIFT" : ""
}
function end_words(key) { return key in end_of ? end_of[key] : "ran to its end, its container is gone" }
# `2 of 3 running, healthy`, or `2 of 3 running, 1 healthy, 1 starting`.
function count_words(key,   words, states, i, count) {
  words = running[key] + 0 " of " replicas[key] " running"
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
      -v forgotten="$forgotten" "$AWK_PLAIN$AWK_COMPARE$AWK_DIFFERENCES" "$services" -
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
  known=$(cut -f1,2 "$(services_of "$(current)")" | tr '\t' '/')
  want=${1-}; [ -n "$want" ] || die 2 usage "logs SERVICE; there are: $(echo "$known" | tr '\n' ' ')"
  shift
  want=$(with_project "$want" "$known")
  rows=$(ps_of "$(services_of "$(current)")") || die 1 docker "Docker does not answer"
  ids=$(printf '%s\n' "$rows" | awk -F'\t' -v want="$want" '$2 "/" $3 == want { print $1, $7, "(" $8 ")" }')
  [ -n "$ids" ] || die 10 usage "there is no container of '$want'; there are: $(echo "$known" | tr '\n' ' ')"
  case " $* " in *" -f "* | *" --follow "*)
    # All at once, else the second would be heard when the first has ended.
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
  command docker logs --tail 100 "$@" "$id" 2>&1 8>&- 9>&- </dev/null | visible
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
AWK_PLAIN_WORDS='# Lines of a journal as a person reads them.

BEGIN {
  does["lock"] = "one at a time"
  does["intent"] = "writing down what runs"
  does["create"] = "making the new containers"
  does["hold"] = "holding all routes on what runs"
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
{ clock = substr($1, 12, 8); step = $4; event = $5; subject = $6; text = $7 }
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
    [ "$total" -le "$shown" ] || sed -n "$((shown + 1)),${total}p" "$ROOT/journal" | plain_words
    shown=$total
    [ -z "$ended" ] || break
    sleep 0.2
  done
  trap - INT TERM
}
plain_words() { # journal lines on stdin
  awk -F'\t' "$AWK_PLAIN_WORDS" | visible
}
# What was found of the ways in, the last time that they were asked.
asked_words() { # release
  awk -F'\t' '$6 == "ways in" { said = $7 }
    END { printf "%s", said == "" || said ~ /^0 / ? "No way in answered before. " : "Ways in: " said ". " }' \
    "$ROOT/releases/$1/journal" 2>/dev/null
}
# The last words to a person, and the exit code: what serves now, and what to do if that is not what was wanted.
tell() { # release
  local why
  why=$(reason_of "$1")
  case $(result_of "$1") in
    committed)
      echo "$STACK: committed. Release $1 serves now. $(asked_words "$1")It was proven on this server alone:" \
        "look at the site from outside, too."
      ! kept_pin || pin_words
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
  launch "$id" host 420 300 - -
  follow "$!" "$from" "It goes on by itself. How it stands: $ME status   To undo it: $ME abort"
  tell "$id"
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
    3 | 21) tell "${id:-$(current)}" ;;
    4) echo "$STACK: Traefik has its routes back; release $(current) serves"; exit 0 ;;
    5)
      is_deaf || die 1 traefik "the routes stay as they are. $(pin_words)"
      die 1 traefik "Traefik does not run, or nothing shows that it hears Docker. $(deaf_words)"
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
  ! kept_pin || { hear_again && exit 4; exit 5; }
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
  (tell "$id") || case $? in 10 | 20) ;; *) return 1 ;; esac
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
    heartbeat) whole "$ROOT/releases/$1/heartbeat" "$(now_ms)" ;;
    _transaction) transaction "$@" ;;
    _recovery) recovery ;;
    *) die 2 usage "'$verb' is no command; '$ME help' lists them" ;;
  esac
}
main "$@"
