# For covered: whether a file is as the server's own checkout has committed it, where nobody else can have written to
# that.

# Reads the last commit of the checkout that it lies in, whoever's that is. Of a repository that others can write git
# would do what its config says, such as fetching by a program of theirs, so that none is ever read but that of an empty
# one of our own, which borrows its objects. And none that a container can write, else it would say of its own words
# that they are git's.
is_committed() { # file
  local top commit blob
  [ "$(readlink -f "$1")" = "$1" ] || return 1
  top=${1%/*}
  until [ -z "$top" ] || [ -e "$top/.git" ] || [ -L "$top/.git" ]; do top=${top%/*}; done
  [ -n "$top" ] && written_places && nobody_writes "$top" || return 1
  last_commit "$top/.git" || return 1
  mkdir -p "$seen/git/objects" "$seen/git/refs" && echo 'ref: refs/heads/none' >"$seen/git/HEAD"
  blob=$(bare_git rev-parse --verify -q "$commit:${1#"$top/"}") || return 1
  [ "$blob" = "$(bare_git hash-object --no-filters --stdin <"$1")" ]
}
# Sets commit: what HEAD is, by its own file or by that of its branch.
last_commit() { # .git
  local ref
  read -r commit <"$1/HEAD" || return 1
  case $commit in
    *..*) return 1 ;;
    'ref: refs/'*)
      ref=${commit#ref: }
      if [ -f "$1/$ref" ]; then read -r commit <"$1/$ref" || return 1
      else commit=$(awk -v ref="$ref" '$2 == ref { print $1; exit }' "$1/packed-refs" 2>/dev/null); fi ;;
    *) ;;
  esac
  case $commit in '' | *[!0-9a-f]*) return 1 ;; *) ;; esac
}
# Git with nothing but our own empty repository and the objects in `top`, of is_committed: no config of anybody, nothing
# of the network, no program. Reads only.
bare_git() {
  within "$ANSWER_S" git env -i PATH="$PATH" HOME=/nonexistent \
    GIT_DIR="$seen/git" GIT_OBJECT_DIRECTORY="$top/.git/objects" GIT_CONFIG_NOSYSTEM=1 GIT_CONFIG_GLOBAL=/dev/null \
    GIT_NO_LAZY_FETCH=1 GIT_ALLOW_PROTOCOL=none GIT_SSH_COMMAND=false GIT_OPTIONAL_LOCKS=0 GIT_NO_REPLACE_OBJECTS=1 \
    git -c core.fsmonitor=false -c core.hooksPath=/dev/null -c protocol.allow=never "$@" 2>/dev/null
}
MOUNTS_VIEW='{{range .Mounts}}{{if .RW}}{{printf "%q" .Source}}{{"\n"}}{{end}}{{end}}'
DEVICE_VIEW='{{with .Options}}{{with index . "device"}}{{printf "%q" .}}{{end}}{{end}}'
# What containers can write of this machine, and what volumes stand for: `places`, as Docker calls them and as they are
# reached, and `inodes`, by which a folder is known under each of its names. False where Docker does not say.
# shellcheck disable=SC2086 # lists of ids
written_places() {
  local ids volumes
  [ ! -f "$seen/inodes" ] || return 0
  ids=$(ask ps -aq --no-trunc 2>/dev/null) && volumes=$(ask volume ls -q 2>/dev/null) || return 1
  {
    { [ -z "$ids" ] || ask inspect -f "$MOUNTS_VIEW" $ids; } &&
      { [ -z "$volumes" ] || ask volume inspect -f "$DEVICE_VIEW" $volumes; }
  } >"$seen/places" 2>/dev/null || return 1
  sed -n 's/^"\(\/[^\\"]*\)"$/\1/p' "$seen/places" | sort -u | tr '\n' '\0' >"$seen/sources"
  xargs -0 realpath <"$seen/sources" 2>/dev/null | sed 's/^/"/' >>"$seen/places"
  { [ ! -s "$seen/sources" ] || xargs -0 stat -L -c '%d:%i' <"$seen/sources" 2>/dev/null; } >"$seen/inodes.new"
  mv "$seen/inodes.new" "$seen/inodes"
}
# True where a checkout and all of its .git are root's or ours, nobody else can write there, and no container either.
# A .git that is a link or a file says where another one lies: of that nothing is known.
nobody_writes() { # checkout
  local git="$1/.git" writers others dir inodes
  # Docker would write other letters with escapes.
  case $1 in *[!\ -~]* | *[\\\"]*) return 1 ;; *) ;; esac
  [ ! -L "$git" ] && [ -d "$git/objects" ] && [ -d "$git/refs" ] && [ -f "$git/HEAD" ] || return 1
  writers="-type l -o ! -type d ! -type f -o ! -user 0 ! -user $(id -u) -o -perm -2"
  writers="( $writers -o -perm -20 ! -group 0 ! -group $(id -g) )"
  # shellcheck disable=SC2086 # its words
  others=$({ find "$1" -maxdepth 0 $writers && find "$git" $writers; } 2>&1 || echo unknown)
  [ -z "$others" ] || return 1
  awk -v inside="\"$git/" 'index($0, inside) == 1 { found = 1 } END { exit found }' "$seen/places" || return 1
  dir=$git; set -- /
  while [ -n "$dir" ]; do set -- "$@" "$dir"; dir=${dir%/*}; done
  inodes=$(stat -c '%d:%i' "$@") && printf '%s\n' "$inodes" | awk '
    FILENAME == ARGV[1] { written[$0]; next }
    $0 in written { found = 1 }
    END { exit found }' "$seen/inodes" -
}
