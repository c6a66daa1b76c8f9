# Which containers are of this stack, and which of some are still there.

PS_VIEW='{{.ID}}'\
'\t{{printf "%q" (.Label "com.docker.compose.project")}}'\
'\t{{printf "%q" (.Label "com.docker.compose.service")}}'\
'\t{{printf "%q" (.Label "stack-actions.hash")}}'\
'\t{{.State}}'\
'\t{{printf "%q" (.Label "com.docker.compose.oneoff")}}'\
'\t{{printf "%q" .Names}}'\
'\t{{.Status}}'\
'\t{{printf "%q" (.Label "stack-actions.stack")}}'
# Containers of these releases' projects that are this stack's: id project service hash state oneoff name status.
# Without a label of ours one is, if it is of a service of theirs: it ran before us, or somebody started it by hand.
# What another stack's label holds never is. False where Docker does not answer in that form.
# Sets all: the table, with the containers of everybody.
ps_of() { # services files
  all=$(ask ps -a --no-trunc --format "$PS_VIEW") || return 1
  printf '%s\n' "$all" | theirs "$@"
}
# The same of a table as PS_VIEW gives it.
theirs() { # services files
  awk -F'\t' -v OFS='\t' -v owner="$OWNER" "$AWK_PLAIN$AWK_THEIRS" "$@" table=1 -
}
# Not by a file: on a full disk Docker's list would be empty, and everything would count as removed.
existing() { # lines on stdin that begin with an id
  local listed
  listed=$(ask ps -aq --no-trunc) || return 1
  { printf '%s\n=\n' "$listed"; cat; } |
    awk '$0 == "=" { listed = 1; next } !listed { exists[$1]; next } $1 in exists'
}
# Docker answers, and lists it no more. By its list: to look at one that hangs has no answer either.
is_gone() { # container
  local still
  still=$(printf '%s -\n' "$1" | existing) && [ -z "$still" ]
}
