# The verb logs: what the containers of a service say.

logs() { # service, options of docker logs
  local known want rows ids id name
  known=$(each_service 'project "/" service' "$(services_of "$(current)")")
  want=${1-}; [ -n "$want" ] || die 2 usage "logs SERVICE; there are: $(echo "$known" | tr '\n' ' ')"
  shift
  want=$(with_project "$want" "$known")
  rows=$(ps_of "$(services_of "$(current)")") || die 1 docker "Docker does not answer"
  ids=$(printf '%s\n' "$rows" | awk -F'\t' -v want="$want" '$2 "/" $3 == want { print $1, $7, "(" $8 ")" }')
  [ -n "$ids" ] || die 10 usage "there is no container of '$want'; there are: $(echo "$known" | tr '\n' ' ')"
  case " $* " in *" -f "* | *" --follow "*)
    # All at once, else the second would be shown when the first has ended.
    while read -r id name _; do log_of "$id" "$@" | sed "s/^/$name  /" & done <<E
$ids
E
    wait; return ;;
    *) ;;
  esac
  echo "$ids" | while read -r id name; do echo "--- $name"; log_of "$id" "$@"; done
}
# Without a limit of ours: a person looks on for as long as he likes, also into a pager.
log_of() { # container, options of docker logs
  local id="$1"
  shift
  command docker logs --tail 100 "$@" "$id" 2>&1 8>&- 9>&- </dev/null | escape_controls
}
# A service by its name alone, where one project has it, with its project.
with_project() { # word of a person, services `project/service`, one a line
  local found
  case $1 in
    */*) ;;
    *)
      found=$(echo "$2" | grep -xE "[^/]*/$(printf %s "$1" | sed 's/[^A-Za-z0-9_-]/./g')")
      case $found in '' | *"$NL"*) ;; *) echo "$found"; return ;; esac ;;
  esac
  printf '%s\n' "$1"
}
