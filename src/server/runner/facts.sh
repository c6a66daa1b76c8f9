# The verb facts: what a plan is made from.

# What a plan is made from, and of these third-party images what the server knows of them. Each question costs a process
# and a moment of the engine: they are asked side by side, not one after the other.
# Dies inside: a folder `.facts.` that is swept away later, and images of a release to go back to that were pulled
# again.
facts() { # [--leave-data] [--target RELEASE, or - for where a rollback goes by itself] [references]
  local back='' asked table ids may_be_ours now ref
  [ "${1-}" != --leave-data ] || { LEAVE_DATA=1; shift; }
  [ "${1-}" != --target ] || { back=$2; shift 2; }
  open_facts
  compose_version >"$seen/compose" &
  engine_version >"$seen/version" 2>"$seen/err" & asked=$!
  other_stacks >"$seen/stacks" &
  table=$(ask ps -a --no-trunc --format "$PS_VIEW" 2>"$seen/err.ps") || {
    engine_answers err.ps
    wait
    die 10 docker "Docker does not answer: $(tail -n 2 "$seen/err.ps")"
  }
  ids=$(printf '%s\n' "$table" | cut -f1)
  may_be_ours=$(printf '%s\n' "$table" | ours_or_nobodys)
  now=$(current)
  ask_of_others
  [ -z "$back" ] || ask_where_to
  # What the current release names has its digest there.
  for ref; do
    grep -qsF "\"$ref\"" "$ROOT/releases/$now/models"/*.json || image_line "$ref"
  done >"$seen/images" &
  inspect_all
  none_is_missing
  plain_folders <"$seen/all" | checkouts >"$seen/checkouts" &
  { echo '['; grep '^{' "$seen/all" | sed '$!s/$/,/'; echo ']'; } >"$seen/containers" &
  look_at_proxy
  look_at_releases
  engine_answers
  wait
  make_key
  secrets_of "$now" "$([ -z "$back" ] || head -n 1 "$seen/target" 2>/dev/null)"
  print_facts
}
# Dies inside: as in `facts`.
open_facts() {
  mkdir -p "$ROOT/releases" "$ROOT/files" "$ROOT/data" "$TX"
  # What lies below is nobody else's business, whatever umask made it; containers reach their files through Docker,
  # which is root.
  chmod 700 "${ROOT%/*}" "$ROOT"
  program_of_docker >/dev/null 2>&1 || die 10 no-docker "Docker is not installed on this server"
  seen=$(mktemp -d "$ROOT/.facts.XXXXXX") || die 1 disk "cannot write to $ROOT"
  trap 'rm -rf "$seen"' EXIT
  lock_folder "$seen"
}
# All that was asked has ended before we end: its folder goes with us.
engine_answers() { # what else was said against it: a file
  wait "$asked"
  case $? in
    0) ;;
    2) wait; die 10 engine "$(tail -n 1 "$seen/err")" ;;
    *) wait; die 10 docker "Docker does not answer: $(tail -n 2 "$seen/${1:-err}")" ;;
  esac
}
# Volumes and networks, which what is gone back to brings along in its plan; and where Docker has its own folder.
ask_of_others() {
  # shellcheck disable=SC2046 # lists of names; where one has gone since, Docker says so and tells of the others
  if [ -z "$back" ]; then
    { ask volume inspect $(ask volume ls -q) >"$seen/volumes" 2>/dev/null; } &
    { ask network inspect $(ask network ls -q) >"$seen/networks"; } &
  fi
  [ -s "$ROOT/.docker-folder" ] || remember .docker-folder "$(ask info -f '{{.DockerRootDir}}' 2>/dev/null)" &
}
# Where a rollback would go, or why it cannot, and where else. Dies inside: as in `facts`.
ask_where_to() {
  {
    (target "${back#-}") >"$seen/target" 2>"$seen/refusal" && rm "$seen/refusal"
    target_rows "$now" >"$seen/targets"
  } &
}
# All of what may be ours, and of others what a plan needs.
inspect_all() {
  local others looking
  others=$(printf '%s\n' "$ids" | grep -vxF -e "${may_be_ours:--}")
  # shellcheck disable=SC2086 # a list of ids
  { [ -z "$others" ] || look_at_others $others; } >"$seen/others" 2>/dev/null & looking=$!
  # shellcheck disable=SC2086 # a list of ids
  { [ -z "$may_be_ours" ] || ask inspect -f "{{json .}}$NL$PROXY_VIEW$NL$FOLDER_VIEW" $may_be_ours; } \
    >"$seen/all" 2>/dev/null
  wait "$looking"
  cat "$seen/others" >>"$seen/all"
}
# Half a list would be a server on which nothing is held, mounted or published.
none_is_missing() {
  local missing
  missing=$(printf '%s\n' "$ids" | awk "$AWK_UNREPORTED" "$seen/all" -)
  [ -z "$missing" ] || missing=$(printf '%s\n' "$missing" | existing) || missing=unknown
  [ -z "$missing" ] || { wait; die 10 docker "Docker does not answer for the container $(short "$missing")"; }
  [ "$(wc -c <"$seen/all")" -le 33554432 ] ||
    die 10 docker "Docker says more of this server's containers than can be planned with (32 MiB): the largest has $(
      awk 'length($0) > most { most = length($0); beginning = substr($0, 1, 90) }
        END { print most " characters, and begins " beginning }' "$seen/all" | escape_controls)"
}
look_at_proxy() {
  ! pick_proxy "$(cat "$seen/all")" || remember .proxy-folder "$PROXY_SOURCE"
  [ -n "$back" ] || listening >"$seen/listening"
  echo "$PROXY_OUTSIDE" >"$seen/outside"
  ! has_kept_pin || kept_pin_words >"$seen/pin"
}
look_at_releases() {
  local name
  releases >"$seen/releases"
  (cd "$ROOT/releases" && grep -s '^built=' -- */meta /dev/null) >"$seen/built" &
  ls "$ROOT/files" >"$seen/files"
  # shellcheck disable=SC2046 # names of sums
  damaged_contents $(contents_of "$ROOT/releases/${now:-.}/models") |
    while read -r name; do
      [ ! -e "$ROOT/files/$name" ] || echo "$name"
    done >"$seen/damaged" &
}
