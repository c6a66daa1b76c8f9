# The verb facts: what a plan is made from.

# What a plan is made from, and of these third-party images what the server knows of them.
# Dies inside: a folder `.facts.` that is swept away later, and images of a release to go back to that were pulled
# again.
facts() { # [--leave-data] [--target RELEASE, or - for where a rollback goes by itself] [references]
  [ "${1-}" != --leave-data ] || { LEAVE_DATA=1; shift; }
  back=''; [ "${1-}" != --target ] || { back=$2; shift 2; }
  mkdir -p "$ROOT/releases" "$ROOT/files" "$ROOT/data" "$TX"
  # What lies below is nobody else's business, whatever umask made it; containers reach their files through Docker,
  # which is root.
  chmod 700 "${ROOT%/*}" "$ROOT"
  program_of_docker >/dev/null 2>&1 || die 10 no-docker "Docker is not installed on this server"
  seen=$(mktemp -d "$ROOT/.facts.XXXXXX") || die 1 disk "cannot write to $ROOT"
  trap 'rm -rf "$seen"' EXIT
  live_in "$seen"
  # Each costs a process and a moment of the engine: side by side, not one after the other.
  compose_version >"$seen/compose" &
  engine_version >"$seen/version" 2>"$seen/err" & asked=$!
  held >"$seen/held" &
  table=$(ask ps -a --no-trunc --format "$PS_VIEW" 2>"$seen/err.ps") || { wait "$asked"; [ $? != 2 ] || die 10 engine "$(tail -n 1 "$seen/err")"; wait; die 10 docker "Docker does not answer: $(tail -n 2 "$seen/err.ps")"; }
  ids=$(printf '%s\n' "$table" | cut -f1) may_be_ours=$(printf '%s\n' "$table" | ours_or_nobodys)
  others=$(printf '%s\n' "$ids" | grep -vxF -e "${may_be_ours:--}")
  # What is gone back to brings its plan along.
  # shellcheck disable=SC2046 # a list of names; where there is none, or one has gone since, Docker says so and tells of the others
  { [ -n "$back" ] || ask volume inspect $(ask volume ls -q) >"$seen/volumes" 2>/dev/null; } &
  # shellcheck disable=SC2046 # a list of ids
  { [ -n "$back" ] || ask network inspect $(ask network ls -q) >"$seen/networks"; } &
  [ -s "$ROOT/.docker-folder" ] || remember .docker-folder "$(ask info -f '{{.DockerRootDir}}' 2>/dev/null)" &
  now=$(current)
  [ -z "$back" ] || { (target "${back#-}") >"$seen/target" 2>"$seen/refusal" && rm "$seen/refusal"; targets "$now" >"$seen/targets"; } &
  # What the current release names has its digest there.
  for ref; do grep -qsF "\"$ref\"" "$ROOT/releases/$now/models"/*.json || image_line "$ref"; done >"$seen/images" &
  # shellcheck disable=SC2086 # a list of ids
  { [ -z "$others" ] || look_at_others $others; } >"$seen/others" 2>/dev/null & looking=$!
  # shellcheck disable=SC2086 # a list of ids
  { [ -z "$may_be_ours" ] || ask inspect -f "{{json .}}$NL$PROXY_VIEW$NL$FOLDER_VIEW" $may_be_ours; } >"$seen/all" 2>/dev/null
  wait "$looking"
  cat "$seen/others" >>"$seen/all"
  # Half a list would be a server on which nothing is held, mounted or published.
  missing=$(printf '%s\n' "$ids" | awk '
    # Wherever it stands: Docker sorts the keys of some.
    FILENAME == ARGV[1] { while (/^\{/ && (at = index($0, "\"Id\":\"")) > 0) { has[substr($0, at + 6, 64)]; $0 = "{" substr($0, at + 6) } next }
    NF && !($1 in has) { print $1, "-" }' "$seen/all" -)
  [ -z "$missing" ] || missing=$(printf '%s\n' "$missing" | existing) || missing=unknown
  [ -z "$missing" ] || { wait; die 10 docker "Docker does not answer for the container $(short "$missing")"; }
  [ "$(wc -c <"$seen/all")" -le 33554432 ] || die 10 docker "Docker says more of this server's containers than can be planned with (32 MiB): the largest has $(awk '{ if (length($0) > most) { most = length($0); id = $0 } } END { id = substr(id, 1, 90); print most " characters, and begins " id }' "$seen/all" | visible)"
  plain_folders <"$seen/all" | checkouts >"$seen/checkouts" &
  { echo '['; grep '^{' "$seen/all" | sed '$!s/$/,/'; echo ']'; } >"$seen/containers" &
  ! pick_proxy "$(cat "$seen/all")" || remember .proxy-folder "$PROXY_SOURCE"
  [ -n "$back" ] || listening >"$seen/listening"
  echo "$PROXY_OUTSIDE" >"$seen/outside"
  ! kept_pin || pin_words >"$seen/pin"
  releases >"$seen/releases"
  (cd "$ROOT/releases" && grep -s '^built=' -- */meta /dev/null) >"$seen/built" &
  ls "$ROOT/files" >"$seen/files"
  # shellcheck disable=SC2046 # names of sums
  { unproven $(contents_of "$ROOT/releases/${now:-.}/models") | while read -r name; do [ ! -e "$ROOT/files/$name" ] || echo "$name"; done; } >"$seen/spoilt" &
  set --
  for part in containers listening volumes networks images held checkouts outside; do set -- "$@" "$part" "$seen/$part"; done
  for id in $ids; do [ ! -f "$ROOT/.traefik/$id" ] || set -- "$@" "traefik $id" "$ROOT/.traefik/$id"; done
  [ -z "$back" ] || set -- "$@" target "$seen/target" refusal "$seen/refusal" targets "$seen/targets"
  if [ -n "$now" ]; then
    for part in meta services routes; do set -- "$@" "$part" "$ROOT/releases/$now/$part"; done
    for model in "$ROOT/releases/$now/models"/*.json; do name=${model##*/}; [ ! -f "$model" ] || set -- "$@" "model ${name%.json}" "$model"; done
  fi
  wait "$asked"
  case $? in 0) ;; 2) wait; die 10 engine "$(tail -n 1 "$seen/err")" ;; *) wait; die 10 docker "Docker does not answer: $(tail -n 2 "$seen/err")" ;; esac
  wait
  # Nobody but this server knows it, and who deploys to it.
  [ -s "$ROOT/.key" ] || { printf '%s\n' "$(od -An -tx1 -N32 /dev/urandom | tr -d ' \n')" >"$seen/.key" && [ "$(wc -c <"$seen/.key")" -eq 65 ] && ln "$seen/.key" "$ROOT/.key"; } 2>/dev/null || :
  secrets_of "$now" "$([ -z "$back" ] || head -n 1 "$seen/target" 2>/dev/null)"
  read -r engine platform <"$seen/version"
  read -r composev <"$seen/compose" || :
  printf '== %s\n %s\n' root "$ROOT" engine "$engine" compose "${composev#v}" platform "$platform" current "$now"
  sections "$@" key "$ROOT/.key" secrets "$seen/secrets" env "$seen/env" releases "$seen/releases" built "$seen/built" seq "$ROOT/seq" files "$seen/files" spoilt "$seen/spoilt" pin "$seen/pin" identity "$ROOT/identity"
  printf '== unfinished\n %s\n' "$(intent_value release)"
}
# Each file as a section, by one process for all. Words: name file name file…
sections() {
  awk 'BEGIN { for (i = 1; i < ARGC; i += 2) { print "== " ARGV[i]; while ((getline line <ARGV[i + 1]) > 0) print " " line; close(ARGV[i + 1]) } }' "$@"
}
# What these releases know to be secret; of one that was made before there was a list, its env file.
# Dies inside: as in `facts`.
secrets_of() { # releases
  for id; do
    if [ -f "$ROOT/releases/${id:--}/secrets" ]; then cat "$ROOT/releases/$id/secrets" >>"$seen/secrets"; elif [ -f "$ROOT/releases/${id:--}/env" ]; then cat "$ROOT/releases/$id/env" >>"$seen/env"; fi
  done
}
releases() { history_ids | sort -t- -k1,1n | while read -r id; do result=$(result_of "$id"); printf '%s\t%s\t%s\n' "$id" "$(meta "$id" kind)" "${result:-prepared}"; done; }
