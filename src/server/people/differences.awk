# What is said of a container that is not as released, and what to type about it; behind compare.awk, which has read
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
