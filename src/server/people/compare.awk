# What runs beside what was released: a line for each service, then each difference with what to type about it.
# Read: the file `services` of the release, then a line for each container as COMPARED_VIEW gives it.
# Set by the shell: release, its id; models, the folder of its Compose files; committed, when it became the current
# one; forgotten, `ID ADDRESS;` for each container that Docker does not know any more. Exit code 1: something differs.

FILENAME == ARGV[1] { read_service(); next }
$0 == "" { next }
{ read_container() }
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

function read_service() {
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
function read_container(   i) {
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
  policy = $11 == "" ? "no" : $11 == "on-failure" && $12 > 0 ? $11 ":" $12 : $11
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
