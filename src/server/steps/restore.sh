# Starts again what ran before, or makes it anew where a person has removed it.

# Starts what ran before and was stopped; what a person removed meanwhile is made anew from the previous release. Dies
# inside: some run again; it can be run again.
restore_old() {
  local id project svc state one lost
  previous=$(intent_value previous)
  true >"$TX/again" || return 1
  [ -n "$(old replace remove shrink)" ] || return 0
  old replace remove shrink | awk -F'\t' -v OFS='\t' '$8 == "running" { print $4, $2, $3 }' >"$TX/before" ||
    { fail disk undo "cannot write to $TX"; return 1; }
  lost=''
  while IFS=$TAB read -r id project svc; do
    state=$(ask inspect -f '{{.State.Status}}' "$id" 2>/dev/null)
    [ -n "$state" ] || { await_engine || return 1; state=$(ask inspect -f '{{.State.Status}}' "$id" 2>/dev/null); }
    case $state in
      running) ;;
      '')
        is_gone "$id" || { fail docker "does not say how $(short "$id") is"; return 1; }
        lost="$lost$NL$project/$svc" ;;
      *)
        printf '%s\t%s\t%s\n' "$id" "$project" "$svc" >>"$TX/again" ||
          { fail disk undo "cannot write to $TX"; return 1; } ;;
    esac
  done <"$TX/before"
  for one in $(echo "$lost" | sort -u); do
    note "$one" "the old container is gone: made anew from release $previous"
    remake "${one%%/*}" "${one#*/}" "$(echo "$lost" | grep -cxF "$one")" || return 1
  done
  start_at_old_addresses && start_all "$previous" <"$TX/again" || return 1
  # shellcheck disable=SC2046 # a list of ids
  refresh_caching_proxies $(cut -f1 "$TX/before" "$TX/again" | sort -u)
}
# Dies inside: a container that is created and does not run; the next undo finds it.
remake() { # project service count
  local have id
  have=$(awk -F'\t' -v p="$1" -v s="$2" '$2 == p && $3 == s' "$TX/ps" | wc -l)
  compose "$previous" "$1" create --no-recreate --no-build --pull never --scale "$2=$((have + $3))" -- "$2" || return 1
  new_containers | cut -f1-3 >"$TX/after"
  awk -F'\t' -v p="$1" -v s="$2" 'FILENAME == ARGV[1] { seen[$1]; next } !($1 in seen) && $2 == p && $3 == s' \
    "$TX/undo" "$TX/after" >"$TX/made"
  head -n "$3" "$TX/made" >>"$TX/again"
  # A person who took away what was counted a moment ago makes Compose create more than are missing.
  tail -n +$(($3 + 1)) "$TX/made" | cut -f1 | while read -r id; do act rm -f "$id"; done
}
