# What is to become of each service and container, in words for the journal: of an intent.

$1 == "want" { read_want(); print project "/" service "\t" change ": " count " x " class }
$1 == "old" { read_old(); line = project "/" service "\t"; short = substr(id, 1, 12) }
$1 == "old" && fate == "again" { print line "again: " short }
$1 == "old" && fate ~ /^(replace|remove|shrink)$/ { print line short ": " fate }
