# For prepare: the contents that services mount, proven by their sums.

# The name of a content is the sum of its bytes: so it can be proven whole, whoever put it there. If somebody has
# changed one, its next copy has a number behind the sum.

# Prints the names of the contents that the models in this folder mount.
contents_of() { # folder
  grep -ohE '/files/[0-9a-f]{64}(-[0-9]+)?["/]' "$1"/*.json 2>/dev/null | sed -e 's|^/files/||' -e 's|["/]$||' | sort -u
}
# Prints those of these names whose content is not there as it was sent: its sum or mode is another, or it is gone.
damaged_contents() ( # names
  [ $# -gt 0 ] || exit 0
  # If the folder of all of them is gone, each of them is.
  cd "$ROOT/files" 2>/dev/null || { printf '%s\n' "$@"; exit 0; }
  modes=$(stat -c '%n=%f' "$@" 2>/dev/null)
  plain=$(echo "$modes" | sed -n 's/=8124$//p')
  # shellcheck disable=SC2046,SC2086 # names of sums
  { [ -z "$plain" ] || sha256sum $plain
    for name in $(echo "$modes" | sed -n -e 's/=816d$//p' -e 's/=41ed$//p'); do
      echo "$(sum_of "$name") $name"
    done; } 2>/dev/null |
    while read -r sum name; do
      case $name in "$sum"*) ;; *) sum=$(keyed "$sum") ;; esac
      echo "$sum $name"
    done |
    awk -v names="$*" '
      { sum = $1; name = $2 }
      substr(name, 1, 64) == sum { is_whole[name] }
      END {
        count = split(names, asked, " ")
        for (i = 1; i <= count; i++) if (!(asked[i] in is_whole)) print asked[i]
      }'
)
# The name of a content that may be secret: its sum mixed with the key, because a short secret could be found by its
# sum.
keyed() { { cat "$ROOT/.key"; echo "$1"; } 2>/dev/null | sha256sum | cut -c1-64; } # sum
# Makes the key of these names, which only this server and who deploys to it know.
# Dies inside: as in `facts`, or it is there.
make_key() {
  [ ! -s "$ROOT/.key" ] || return 0
  {
    printf '%s\n' "$(od -An -tx1 -N32 /dev/urandom | tr -d ' \n')" >"$seen/.key" &&
      [ "$(wc -c <"$seen/.key")" -eq 65 ] && ln "$seen/.key" "$ROOT/.key"
  } 2>/dev/null || :
}
# The sum that `summed` in stack/content.ts computes. Of an executable file: over a word and its bytes. Of a folder:
# over its names, their modes and sizes, the targets of its links, then all bytes.
sum_of() ( # an executable file or a folder
  if [ -d "$1" ]; then
    cd "$1" || exit 1
    { find . -print0 | sort -z
      find . -print0 | sort -z | xargs -0 stat -c '%f %s' | awk '/^4/ { $2 = 0 } { print }'
      find . -type l -print0 | sort -z | xargs -0 -r -n 1 readlink
      find . -type f -print0 | sort -z | xargs -0 -r cat; } | sha256sum | cut -c1-64
  else { echo executable; cat "$1"; } | sha256sum | cut -c1-64; fi
)
# Moves the contents that came with a release to their place. A damaged one that lies there is moved aside: a container
# that mounts it keeps it until it is replaced.
# Sets received: their names. Dies inside: more contents than needed, which a later release uses or `retain` removes.
store_contents() { # folder of them
  local file name
  received=''
  for file in "$1"/*; do
    [ -e "$file" ] || continue
    name=${file##*/}
    if [ -e "$ROOT/files/$name" ]; then
      [ -n "$(damaged_contents "$name")" ] || continue
      move_aside "$name" || return 1
    fi
    mv "$file" "$ROOT/files/" || return 1
    received="$received $name"
  done
}
move_aside() { # name
  mv "$ROOT/files/$1" "$ROOT/files/.damaged-$1.$$" 2>/dev/null && return 0
  complain contents "$ROOT/files/$1 is not what was sent, and cannot be moved away"
  echo "→ as root: rm -rf '$ROOT/files/$1'" >&2
  return 1
}
# Writes them to the disk: a power cut must not leave them empty. A few files are synced one by one: to sync the whole
# disk would wait for all that others write, such as an image that is pulled. Dies inside: as in `store_contents`.
sync_contents() (
  cd "$ROOT/files" || exit 1
  # shellcheck disable=SC2086 # names of sums
  if [ "$(find $received | wc -l)" -le 200 ]; then find $received -type f -exec sync {} +
  else sync -f .; fi 2>/dev/null || sync
)
# Proves that everything that this release mounts is here as it was sent, and on the disk. If somebody has changed what
# an earlier release brought, that is moved aside and the plan is stale: planned again, it is sent again. Dies inside:
# as in `store_contents`.
prove_contents() { # folder of the release
  local bad name
  [ -z "$received" ] || sync_contents
  # shellcheck disable=SC2046 # names of sums
  bad=$(damaged_contents $(contents_of "$1/models"))
  for name in $bad; do
    case "$received " in
      *" $name "*)
        complain contents "files/$name is not on the disk as it was sent: $(why_damaged)"
        return 1 ;;
      *) ;;
    esac
    [ ! -e "$ROOT/files/$name" ] || move_aside "$name" || return 1
  done
  [ -z "$bad" ] || {
    bad=$(echo "$bad" | tr '\n' ' ')
    complain stale "stale: the server has lost what a service mounts, or somebody changed it: files/$bad"
    return 1
  }
}
why_damaged() { echo "the file system of $ROOT keeps no permissions or links, or the disk is failing$(disk_words)"; }
