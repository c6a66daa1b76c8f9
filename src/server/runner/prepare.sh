# The verb prepare: a release comes, and all that it needs is put on the server. Nothing that runs is touched.

# Nothing that runs is touched: files, images, a look at the host. Stdin: as `take_login`, then a tar.
# Dies inside: a folder `.incoming` that the next one sweeps away, and what `log_in` leaves.
prepare() { # release
  local id="$1" proving reading made running
  take_login
  ID='' incoming=$ROOT/releases/.incoming-$id
  sweep
  rm -rf "$incoming"; mkdir -p "$incoming" "$ROOT/files" "$ROOT/data" "$TX"
  lock_folder "$incoming"
  trap 'rm -rf "$incoming"' EXIT
  trap 'exit 1' INT TERM HUP
  receive "$id"
  make_work_folder "$incoming"
  store_contents "$incoming/files" || exit 10
  prove_contents "$incoming/release" & proving=$!
  make_staging &
  running=$incoming/adopt/services
  [ -z "$(current)" ] || running=$(services_of "$(current)")
  made=$(make_bind_sources "$incoming/release" "$running") || exit 10
  preflight || exit 10
  read_models "$incoming/release/models" & reading=$!
  pull_images "$incoming/release/services" || exit 10
  wait "$reading" || exit 10
  [ ! -s "$incoming/release/moves" ] || drain_shells "$incoming/release" || exit 10
  wait "$proving" || exit 10
  wait
  put_release "$id"
  ID=$id STEP=prepare; journal end - "images are here"
  [ -z "$made" ] || note folders "made, for what the services keep: $made"
  trap - EXIT INT TERM HUP
}
# Dies inside: as in `prepare`.
receive() { # release
  local begin
  stamp; begin="$STAMP$TAB$NOW$TAB$1${TAB}prepare${TAB}begin$TAB-$TAB"
  # Modes as they were sent, whatever this user's umask; times of now: a web server takes a file of the same age and
  # size
  # for the same file.
  within "$FETCH_S" 'the upload' tar -xpmf - -C "$incoming" 8>&- ||
    die 10 upload "the release did not arrive whole$(disk_words)"
  must_own "$incoming/release/meta" || exit 10
  printf '%s\n' "$begin" >"$incoming/release/journal" || die 10 disk "the disk is full$(disk_words)"
  [ -s "$ROOT/ballast" ] || dd if=/dev/zero of="$ROOT/ballast" bs=65536 count=16 2>/dev/null ||
    die 10 disk "the disk is full$(disk_words)"
}
# The release gets its place, and what comes along its own.
# Dies inside: a number that is skipped, or the release is there.
put_release() { # release
  local adopted
  if [ -d "$incoming/adopt" ]; then
    adopted=$(sed -n 's/^id=//p' "$incoming/adopt/meta")
    valid_id "$adopted" || die 10 release "no id in the adopted release"
    [ -d "$ROOT/releases/$adopted" ] || mv "$incoming/adopt" "$ROOT/releases/$adopted"
  fi
  chmod 600 "$incoming/release/secrets" 2>/dev/null
  # The number first: one that is skipped does no harm, one that is given twice stops every later deploy.
  write_whole "$ROOT/seq" "${1%%-*}" || exit 10
  mv -T "$incoming/release" "$ROOT/releases/$1" 2>/dev/null || {
    ! grep -qsx abort "$ROOT/releases/$1/decision" || die 10 aborted "it was called off before it began"
    die 10 release "release $1 exists already"
  }
  rm -rf "$incoming"
}
preflight() {
  local docker_folder
  docker_folder=$(cat "$ROOT/.docker-folder" 2>/dev/null)
  [ -d "$docker_folder" ] || docker_folder=$ROOT
  df -Pk "$ROOT" "$docker_folder" | awk '
    { free = $4; on = $6 }
    NR > 1 && free < 102400 {
      print "only " free " KiB free on " on "; 100 MiB are needed. `docker system df` shows what uses them"; exit
    }' | enough || return 1
  df -Pi "$ROOT" "$docker_folder" 2>/dev/null | awk '
    { all = $2; free = $4; on = $6 }
    NR > 1 && free ~ /^[0-9]+$/ && all > 0 && free < 1000 { print "only " free " inodes free on " on; exit }' |
    enough || return 1
  awk '/^MemAvailable:/ && $2 < 65536 {
    print "only " $2 " KiB of memory are available; old and new run side by side for a while"; exit
  }' /proc/meminfo | enough
}
enough() { # what there is too little of, on stdin
  local lack
  read -r lack || return 0
  complain preflight "$lack"
  return 1
}
# Now, because the folder's making is an event for Traefik, and would delay the first file by its throttle.
# Dies inside: the folder is there, or is made with the first file.
make_staging() {
  local known
  { read -r known <"$ROOT/.proxy-folder"; } 2>/dev/null && [ -d "$known/.stack-actions" ] && return 0
  find_proxy && [ "$PROXY_DIR" != - ] && [ ! -d "$PROXY_SOURCE/.stack-actions" ] || return 0
  ask exec -u 0 "$PROXY" mkdir -p -m 755 "$PROXY_DIR/.stack-actions" 2>/dev/null
}
# Nothing changed. What this server's Compose cannot read must not be found out under the lock: a field that only a
# newer one knows, or another notation. Asked where it,
# or what it has to read, is another than the last time; a digest or a hash in it makes no difference.
read_models() { # folder
  local sign unread='' model name said
  sign=$(compose_sign; cat "$1"/*.json 2>/dev/null | sed 's/[0-9a-f]\{32,64\}/-/g' | cksum)
  [ "$(cat "$ROOT/.models" 2>/dev/null)" != "$sign" ] || return 0
  for model in "$1"/*.json; do
    [ -f "$model" ] || continue
    name=${model##*/}; name=${name%.json}
    set -- -p "$name" --project-directory "$ROOT/data" -f "$model" --env-file /dev/null config -q
    bare_compose "$@" 8>&- </dev/null >/dev/null 2>"$WORK/unread" && continue
    unread=yes
    said=$(grep -v level=warning "$WORK/unread" | tail -n 2 | cut -c1-500)
    said="of this server cannot read the project $name: $said"
    complain model "Docker Compose $(head -n 1 "$ROOT/.compose" 2>/dev/null) $said"
  done
  if [ -n "$unread" ]; then
    echo 'stackctl: → update the package docker-compose-plugin on the server, or write it as that version reads it' >&2
    return 1
  fi
  { printf '%s\n' "$sign" >"$WORK/models" && mv -f "$WORK/models" "$ROOT/.models"; } 2>/dev/null || :
}
