# For prepare: the server's own files and folders that services mount.

# Makes the missing folders of the stack that services mount, and refuses where another file or folder is missing:
# Docker would make an empty folder in its place. Services that already run as the release wants them are passed over.
# Prints the folders that it made, which any user in a container can use. Dies inside: some folders are made.
make_bind_sources() { # folder of the release, services that run
  local runs=/dev/null lost='' b_kind b_project b_service b_source
  [ -s "$1/binds" ] || return 0
  [ ! -f "$2" ] || runs=$2
  awk -F'\t' "$AWK_RECORDS"'
    FILENAME == ARGV[1] { read_service(); runs[key, hash]; next }
    FILENAME == ARGV[2] { read_service(); if ((key, hash) in runs) is_same[key]; next }
    { read_bind() }
    !(key in is_same)' "$runs" "$1/services" "$1/binds" | {
    while next_bind; do
      if [ -e "$b_source" ] || out_of_sight "$b_source"; then continue; fi
      if [ "$b_kind" = make ] && (umask 022; mkdir -p "$b_source") 2>/dev/null; then
        printf '%s ' "$b_source"; continue
      fi
      lost=yes
      complain_missing "$b_source" "$b_project/$b_service"
    done
    [ -z "$lost" ]
  }
}
complain_missing() { # path, project/service
  complain places "$1, which $2 mounts, is not on this server, and Docker would make an empty folder of it"
  case $1 in
    "$ROOT"/data/*)
      echo "→ put it there; or have it in the checkout when you deploy, by a commit or a step before," \
        "and it travels with the release" ;;
    *) printf "→ if it is a folder: sudo mkdir -p '%s'; if it is a file, put it there\n" "$1" ;;
  esac >&2
}
# True if this user may not look whether a path exists. Docker finds out then: with create_host_path: false it fails
# rather than make a folder.
out_of_sight() { # path
  local dir="$1"
  while dir=${dir%/*}; [ -n "$dir" ] && [ ! -e "$dir" ]; do :; done
  [ -n "$dir" ] && [ -d "$dir" ] && [ ! -x "$dir" ]
}
