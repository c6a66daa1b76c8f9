# Finds the containers of this stack, and which containers still exist.

PS_VIEW='{{.ID}}'\
'\t{{printf "%q" (.Label "com.docker.compose.project")}}'\
'\t{{printf "%q" (.Label "com.docker.compose.service")}}'\
'\t{{printf "%q" (.Label "stack-actions.hash")}}'\
'\t{{.State}}'\
'\t{{printf "%q" (.Label "com.docker.compose.oneoff")}}'\
'\t{{printf "%q" .Names}}'\
'\t{{.Status}}'\
'\t{{printf "%q" (.Label "stack-actions.stack")}}'
# Lists this stack's containers in the projects of these releases: id project service hash state oneoff name status.
# A container without our label counts if it belongs to a service of these releases: it ran before the first deploy,
# or somebody started it by hand. A container with another stack's label never counts.
# False if Docker does not answer, or not in that form.
# Sets all: the table of all containers on the server.
ps_of() { # services files
  all=$(ask ps -a --no-trunc --format "$PS_VIEW") || return 1
  printf '%s\n' "$all" | own_containers "$@"
}
# The same, from a table as PS_VIEW prints it.
own_containers() { # services files
  awk -F'\t' -v OFS='\t' -v owner="$OWNER" "$AWK_DOCKER_FIELDS$AWK_OWN_CONTAINERS" "$@" table=1 -
}
# Keeps the lines whose container exists. Docker's list goes through a pipe and not through a file: on a full disk the
# file would be empty, and every container would count as removed.
existing() { # lines on stdin that begin with an id
  local listed
  listed=$(ask ps -aq --no-trunc) || return 1
  { printf '%s\n=\n' "$listed"; cat; } |
    awk '$0 == "=" { listed = 1; next } !listed { exists[$1]; next } $1 in exists'
}
# True if Docker answers, and does not list the container any more. `docker inspect` cannot tell: a container that hangs
# gives no answer either.
is_gone() { # container
  local still
  still=$(printf '%s -\n' "$1" | existing) && [ -z "$still" ]
}
