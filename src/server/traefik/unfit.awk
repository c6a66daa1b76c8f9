# Routed services of whose containers, lines of `ps_of`, Docker calls not all healthy: a code, TAB, and in words, before
# them `none` where it is none. The code: `some` where of each service one is healthy; else `ill` where of one that has
# none some are unhealthy, restarting or paused, and `starting` where they are only not healthy yet.
# `routes`: the file; `ill`: lines `sick`.

BEGIN {
  while ((getline <routes) > 0) { read_route(); if (section == "services") routed[key] }
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
