# Compares what runs with what is wanted, and decides what becomes of each container. Prints lines of an intent: `want`
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
