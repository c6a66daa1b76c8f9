# The verb logs: what the containers of a service say.

logs() {
  known=$(cut -f1,2 "$(services_of "$(current)")" | tr '\t' '/')
  want=${1-}; [ -n "$want" ] || die 2 "logs SERVICE; there are: $(echo "$known" | tr '\n' ' ')"
  shift
  case $want in */*) ;; *) full=$(echo "$known" | grep -xE "[^/]*/$(printf %s "$want" | sed 's/[^A-Za-z0-9_-]/./g')"); case $full in '' | *"$NL"*) ;; *) want=$full ;; esac ;; esac
  rows=$(ps_of "$(services_of "$(current)")") || die 1 "Docker does not answer"
  ids=$(printf '%s\n' "$rows" | awk -F'\t' -v want="$want" '$2 "/" $3 == want { print $1, $7, "(" $8 ")" }')
  [ -n "$ids" ] || die 10 "there is no container of '$want'; there are: $(echo "$known" | tr '\n' ' ')"
  # Without a limit of ours: a person looks on for as long as he likes, also into a pager.
  case " $* " in *" -f "* | *" --follow "*)
    # All at once, else the second would be heard when the first has ended.
    while read -r id name _; do command docker logs --tail 100 "$@" "$id" 2>&1 8>&- 9>&- </dev/null | visible | sed "s/^/$name  /" & done <<E
$ids
E
    wait; return ;;
    *) ;;
  esac
  echo "$ids" | while read -r id name; do echo "--- $name"; command docker logs --tail 100 "$@" "$id" 2>&1 8>&- 9>&- </dev/null | visible; done
}
