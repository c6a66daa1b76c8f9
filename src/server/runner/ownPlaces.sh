# For prepare: the server's own files and folders that services mount.

# The server's own files and folders that services mount are there before anything begins: Docker would make an empty
# folder in place of each that is not. What runs as it is wanted is passed over. Prints what it made: folders of the
# stack, for whatever user a container has. Dies inside: folders more.
own_places() { # folder of the release, services that run
  local runs=/dev/null lost='' kind project svc path
  [ -s "$1/binds" ] || return 0
  [ ! -f "$2" ] || runs=$2
  awk -F'\t' '
    FILENAME == ARGV[1] { runs[$1 FS $2 FS $3]; next }
    FILENAME == ARGV[2] { if (($1 FS $2 FS $3) in runs) is_same[$1 FS $2]; next }
    { project = $2; service = $3 }
    !((project FS service) in is_same)' "$runs" "$1/services" "$1/binds" | {
    while IFS=$TAB read -r kind project svc path; do
      if [ -e "$path" ] || out_of_sight "$path"; then continue; fi
      if [ "$kind" = make ] && (umask 022; mkdir -p "$path") 2>/dev/null; then printf '%s ' "$path"; continue; fi
      lost=yes
      say_lost "$path" "$project/$svc"
    done
    [ -z "$lost" ]
  }
}
say_lost() { # path, project/service
  complain places "$1, which $2 mounts, is not on this server, and Docker would make an empty folder of it"
  case $1 in
    "$ROOT"/data/*)
      echo "→ put it there; or have it in the checkout when you deploy, by a commit or a step before," \
        "and it travels with the release" ;;
    *) printf "→ if it is a folder: sudo mkdir -p '%s'; if it is a file, put it there\n" "$1" ;;
  esac >&2
}
# Whether this user cannot see if something is there: then Docker tells, which makes nothing (create_host_path).
out_of_sight() { # path
  local dir="$1"
  while dir=${dir%/*}; [ -n "$dir" ] && [ ! -e "$dir" ]; do :; done
  [ -n "$dir" ] && [ -d "$dir" ] && [ ! -x "$dir" ]
}
