# Prints the lines of an intent, from what reconcile.awk has read and decided.

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
