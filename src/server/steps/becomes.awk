# What becomes of each container, and what is to be created: lines `want`, `sick` and `old` of an intent, and `lost`
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
  image_name[id] = unquoted($5); image_id[id] = $6; own_data[id] = $7
  stuck[id] = unquoted($8) == "container:"
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
