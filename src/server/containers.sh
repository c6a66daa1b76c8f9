# Which containers are of this stack, and which of some are still there.

PS_VIEW='{{.ID}}\t{{printf "%q" (.Label "com.docker.compose.project")}}\t{{printf "%q" (.Label "com.docker.compose.service")}}\t{{printf "%q" (.Label "stack-actions.hash")}}\t{{.State}}\t{{printf "%q" (.Label "com.docker.compose.oneoff")}}\t{{printf "%q" .Names}}\t{{.Status}}\t{{printf "%q" (.Label "stack-actions.stack")}}'
# Containers of these releases' projects that are this stack's: id project service hash state oneoff name status. Without a label of ours one is,
# if it is of a service of theirs: it ran before us, or somebody started it by hand. What another stack's label holds never is. False where Docker does not answer in that form.
ps_of() { # services files
  all=$(ask ps -a --no-trunc --format "$PS_VIEW") || return 1
  printf '%s\n' "$all" | theirs "$@"
}
# The same of a table as PS_VIEW gives it.
theirs() { # services files
  awk -F'\t' -v OFS='\t' -v owner="$OWNER" "$AWK_PLAIN"'
    !table { mine[$1]; known[$1 FS $2]; next }
    $0 == "" { next }
    NF != 9 { bad = 1; exit }
    { for (i = 2; i <= NF; i++) $i = plain($i) }
    ($2 in mine) && $6 != "True" && ($9 == "" ? ($2 FS $3) in known : $9 == owner)
    END { exit bad }' "$@" table=1 -
}
# Not by a file: on a full disk Docker's list would be empty, and everything would count as removed.
existing() { listed=$(ask ps -aq --no-trunc) && { printf '%s\n=\n' "$listed"; cat; } | awk '$0 == "=" { listed = 1; next } !listed { is[$1]; next } $1 in is'; }
# Docker answers, and lists it no more. By its list: to look at one that hangs has no answer either.
is_gone() { gone_of=$(printf '%s -\n' "$1" | existing) && [ -z "$gone_of" ]; }
