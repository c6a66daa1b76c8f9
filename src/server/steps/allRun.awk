# Whether all of these run, or have ended where they may: services, then lines of `running_now`.

FILENAME == ARGV[1] { read_service(); if (check == "ends") may_end[key]; next }
$3 != "running" && !($3 == "exited" && (unquoted($1) FS unquoted($2)) in may_end) { exit 1 }
