# Routed services of whose containers, lines of `ps_of`, Docker calls not all healthy, in words, and before them `none`
# where it is none. `routes`: the file; `ill`: lines `sick`.

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
}
END {
  for (key in said) {
    split(key, part, FS)
    printf "%s%s: %s/%s: %s", sep, fit[key] ? "some" : "none", part[1], part[2], substr(said[key], 3)
    sep = "; "
  }
}
