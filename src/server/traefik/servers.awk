# The containers that a pin leads to: project, service, id. Input: the intent, the candidates, then lines of `ps_of`.
# `side`: `old` or `new`, of what changes. A service without a change gets its containers that are not unhealthy, and
# the unhealthy ones only where it has no other: they may answer in a moment, and the pin stays for long.

FILENAME == ARGV[1] { read_old(); if ($1 == "old" && fate ~ /^(replace|remove|shrink)$/) old[id]; next }
FILENAME == ARGV[2] { new[$1]; next }
{ read_container() }
state != "running" || (side == "old" ? (id in new) : (id in old)) { next }
{ line = project OFS service OFS id OFS "" }
!(id in new) && !(id in old) && status ~ /unhealthy/ { unhealthy[key] = unhealthy[key] line ORS; next }
{ has_other[key]; print line }
END { for (key in unhealthy) if (!(key in has_other)) printf "%s", unhealthy[key] }
