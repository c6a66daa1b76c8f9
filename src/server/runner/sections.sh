# For facts: what is printed, in sections.

# Reads only. Of `facts`: back, ids, now; all that it has put into its folder, and what lies on the server of the
# current release.
print_facts() {
  local part id model engine platform compose=''
  set --
  for part in containers listening volumes networks images stacks checkouts outside; do
    set -- "$@" "$part" "$seen/$part"
  done
  for id in $ids; do [ ! -f "$ROOT/.traefik/$id" ] || set -- "$@" "traefik $id" "$ROOT/.traefik/$id"; done
  [ -z "$back" ] || set -- "$@" target "$seen/target" refusal "$seen/refusal" targets "$seen/targets"
  if [ -n "$now" ]; then
    for part in meta services routes; do set -- "$@" "$part" "$ROOT/releases/$now/$part"; done
    for model in "$ROOT/releases/$now/models"/*.json; do
      part=${model##*/}
      [ ! -f "$model" ] || set -- "$@" "model ${part%.json}" "$model"
    done
  fi
  read -r engine platform <"$seen/version"
  read -r compose <"$seen/compose" || :
  printf '== %s\n %s\n' root "$ROOT" engine "$engine" compose "${compose#v}" platform "$platform" current "$now"
  sections "$@" key "$ROOT/.key" secrets "$seen/secrets" \
    releases "$seen/releases" built "$seen/built" seq "$ROOT/seq" \
    files "$seen/files" damaged "$seen/damaged" pin "$seen/pin" identity "$ROOT/identity"
  printf '== unfinished\n %s\n' "$(intent_value release)"
}
sections() { awk "$AWK_SECTIONS" "$@"; } # name file name file…
# What these releases know to be secret. Dies inside: as in `facts`.
secrets_of() { # releases
  local id
  for id; do
    cat "$ROOT/releases/${id:--}/secrets" 2>/dev/null
  done >"$seen/secrets"
}
# The releases, from the first on: id, kind and result.
releases() {
  local id result
  history_ids | sort -t- -k1,1n | while read -r id; do
    result=$(result_of "$id")
    printf '%s\t%s\t%s\n' "$id" "$(meta "$id" kind)" "${result:-prepared}"
  done
}
