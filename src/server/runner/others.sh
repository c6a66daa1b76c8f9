# For facts: what else is on this server, as far as a plan needs it.

# Of a table as PS_VIEW gives it, the containers that may be this stack's, of which a plan needs all, their variables,
# too: those with its label, and those of Compose without a label of ours, which an adoption asks for.
ours_or_nobodys() {
  awk -F'\t' -v owner="$OWNER" "$AWK_DOCKER_FIELDS"'
    NF == 9 { id = $1; project = unquoted($2); stack = unquoted($9) }
    NF == 9 && (stack == "" ? project != "" : stack == owner) { print id }'
}
# As plain JSON (`.Id`), which has no key for what is empty: `index` says nothing then, where `.` is an error. What a
# plan
# needs of all others: of their variables those that set up Traefik, or name a port or a program's version.
# shellcheck disable=SC2016 # Go's template
others_view() { # what it says of arguments and labels
  printf %s '{"Id":{{json .Id}},"Name":{{json .Name}},"Created":{{json .Created}},"Image":{{json .Image}}' \
    ',"Path":{{json .Path}},"Args":'"$1" \
    ',"State":{"Status":{{json .State.Status}},"Running":{{json .State.Running}}' \
    ',"StartedAt":{{json .State.StartedAt}},"ExitCode":{{json .State.ExitCode}}' \
    ',"Health":{{with index .State "Health"}}{"Status":{{json .Status}}}{{else}}null{{end}}}' \
    ',"Config":{"Image":{{json .Config.Image}},"Cmd":null,"Entrypoint":null' \
    ',"Env":[{{range .Config.Env}}{{$n := split (index (split . "=") 0) "_"}}' \
    '{{$last := ""}}{{range $n}}{{$last = .}}{{end}}' \
    '{{if or (eq (index $n 0) "TRAEFIK") (eq $last "VERSION" "PORT")}}{{json .}},{{end}}{{end}}""]' \
    ',"Labels":'"$2"',"ExposedPorts":{{json (index .Config "ExposedPorts")}}}' \
    ',"HostConfig":{"NetworkMode":{{json .HostConfig.NetworkMode}}' \
    ',"RestartPolicy":{{json .HostConfig.RestartPolicy}},"PortBindings":{{json .HostConfig.PortBindings}}}' \
    ',"Mounts":{{json .Mounts}},"NetworkSettings":{"Networks":{{json .NetworkSettings.Networks}}' \
    ',"Ports":{{json .NetworkSettings.Ports}}}}'
}
# Whatever somebody else's container holds hinders nobody: of one that is larger than any that is known (128 KiB) there
# are no arguments, and of its labels the beginnings of those that say whose it is.
FEW_LABELS='{{"{"}}{{with .Config.Labels}}'\
'{{with index . "com.docker.compose.project"}}"com.docker.compose.project":{{json (truncate . 200)}},{{end}}'\
'{{with index . "com.docker.compose.service"}}"com.docker.compose.service":{{json (truncate . 200)}},{{end}}'\
'{{with index . "stack-actions.stack"}}"stack-actions.stack":{{json (truncate . 200)}},{{end}}'\
'{{end}}"stack-actions.cut":"yes"}'
look_at_others() { # ids…
  local large
  ask inspect -f "$(others_view '{{json .Args}}' '{{json .Config.Labels}}')$NL$PROXY_VIEW" "$@" >"$seen/whole"
  awk 'length($0) <= 131072' "$seen/whole"
  large=$(awk 'length($0) > 131072 && index($0, "{\"Id\":\"") == 1 { print substr($0, 8, 64) }' "$seen/whole")
  # shellcheck disable=SC2086 # a list of ids
  [ -z "$large" ] || ask inspect -f "$(others_view '[]' "$FEW_LABELS")" $large
}
# Where Compose ran what has no label of ours.
# shellcheck disable=SC2016 # Go's template
FOLDER_VIEW='{{with .Config.Labels}}{{if not (index . "stack-actions.stack")}}'\
'{{with index . "com.docker.compose.project.working_dir"}}folder{{"\t"}}{{printf "%q" .}}{{end}}{{end}}{{end}}'
plain_folders() { sed -n "s/^folder$TAB\"\(\/[^\\\"]*\)\"\$/\1/p" | sort -u; }
# Folders on stdin; of those that are a checkout, as far as we may look, what git calls its origin, without a login.
checkouts() {
  local folder at
  while IFS= read -r folder; do
    case $folder in /*) at=$folder ;; *) continue ;; esac
    until [ -z "$at" ] || [ -f "$at/.git/config" ]; do at=${at%/*}; done
    [ -z "$at" ] || awk -v folder="$folder" "$AWK_ORIGIN" "$at/.git/config"
  done
}
# Ports of the server that something listens on, as the kernel says it: 0A is a listening TCP socket, 07 one of UDP that
# is bound. Reads only.
listening() {
  local table state
  for table in tcp tcp6 udp udp6; do
    case $table in tcp*) state=0A ;; *) state=07 ;; esac
    awk -v protocol="${table%6}" -v state="$state" \
      'FNR > 1 { local_address = $2; has = $4; if (has == state) print protocol, local_address }' \
      "/proc/net/$table" 2>/dev/null
  done | sort -u
}
# What other stacks of this user hold: Compose project, and their file `identity`, its lines joined by tabs.
other_stacks() {
  local other now projects whose project
  for other in "${ROOT%/*}"/*/; do
    other=${other%/}
    [ "$other" != "$ROOT" ] && [ -s "$other/identity" ] && [ -s "$other/current" ] || continue
    read -r now <"$other/current"
    projects=$(each_service project "$other/releases/$now/services" 2>/dev/null | sort -u)
    whose=$(tr '\n' '\t' <"$other/identity")
    for project in $projects; do printf '%s\t%s\n' "$project" "$whose"; done
  done
}
