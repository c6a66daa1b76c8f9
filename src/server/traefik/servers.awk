# The containers that a pin points to, of lines of `ps_of`: project, service, id. Before them the intent and the
# candidates. `side`: `old`, or `new`.

FILENAME == ARGV[1] { read_old(); if ($1 == "old" && fate ~ /^(replace|remove|shrink)$/) old[id]; next }
FILENAME == ARGV[2] { new[$1]; next }
{ read_container() }
state != "running" || (side == "old" ? (id in new) : (id in old)) { next }
{ line = project OFS service OFS id OFS "" }
!(id in new) && !(id in old) && status ~ /unhealthy/ { ill[key] = ill[key] line ORS; next }
{ well[key]; print line }
END { for (key in ill) if (!(key in well)) printf "%s", ill[key] }
