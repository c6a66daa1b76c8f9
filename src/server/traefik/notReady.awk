# Which routed services have containers that Docker does not call healthy. Prints a code, TAB, and words that begin with
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
