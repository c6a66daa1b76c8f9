# Decides who is drained in this transaction. Prints lines `drained` (a service whose new containers start drained),
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
