# Of which services fewer run than did before, in words. Files: what ran before (container, project, service), lines of
# `ps_of`.

FILENAME == ARGV[1] { before[$2 "/" $3]++; next }
{ read_container() }
state ~ /running|restarting/ { now[project "/" service]++ }
END { for (at in before) if (now[at] + 0 < before[at]) print at ": " now[at] + 0 " of " before[at] " run" }
