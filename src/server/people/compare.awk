# What runs beside what was released: a line for each service, then each difference with what to type about it.
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
