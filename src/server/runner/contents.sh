# For prepare: the contents that services mount, proven by their sums.

# Contents have their own sum as their name, so that whoever put one there, it can be proven whole; a number behind it
# tells one apart from one that was spoilt. Names of those that the models in this folder mount.
contents_of() { # folder
  grep -ohE '/files/[0-9a-f]{64}(-[0-9]+)?["/]' "$1"/*.json 2>/dev/null | sed -e 's|^/files/||' -e 's|["/]$||' | sort -u
}
# The names among these that are not there as they were sent: what lies there has another sum or mode, or nothing does.
unproven() ( # names
  [ $# -gt 0 ] || exit 0
  # Where the folder of all of them is gone, each of them is.
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
# What may be secret has another name than its sum, by which anybody would find what is short.
keyed() { { cat "$ROOT/.key"; echo "$1"; } 2>/dev/null | sha256sum | cut -c1-64; } # sum
# The key of these names: nobody but this server knows it, and who deploys to it.
# Dies inside: as in `facts`, or it is there.
make_key() {
  [ ! -s "$ROOT/.key" ] || return 0
  {
    printf '%s\n' "$(od -An -tx1 -N32 /dev/urandom | tr -d ' \n')" >"$seen/.key" &&
      [ "$(wc -c <"$seen/.key")" -eq 65 ] && ln "$seen/.key" "$ROOT/.key"
  } 2>/dev/null || :
}
# As `summed` in stack/content.ts. An executable file: a word and its bytes; a folder: its names, their modes and sizes,
# links, then all bytes.
sum_of() ( # an executable file or a folder
  if [ -d "$1" ]; then
    cd "$1" || exit 1
    { find . -print0 | sort -z
      find . -print0 | sort -z | xargs -0 stat -c '%f %s' | awk '/^4/ { $2 = 0 } { print }'
      find . -type l -print0 | sort -z | xargs -0 -r -n 1 readlink
      find . -type f -print0 | sort -z | xargs -0 -r cat; } | sha256sum | cut -c1-64
  else { echo executable; cat "$1"; } | sha256sum | cut -c1-64; fi
)
# Puts what came to its place. What lies there spoilt gives way: a container that mounts it keeps it until it is
# replaced.
# Sets came: their names. Dies inside: contents more, which a later release uses or `retain` removes.
take_contents() { # folder of them
  local file name
  came=''
  for file in "$1"/*; do
    [ -e "$file" ] || continue
    name=${file##*/}
    if [ -e "$ROOT/files/$name" ]; then
      [ -n "$(unproven "$name")" ] || continue
      give_way "$name" || return 1
    fi
    mv "$file" "$ROOT/files/" || return 1
    came="$came $name"
  done
}
give_way() { # name
  mv "$ROOT/files/$1" "$ROOT/files/.spoilt-$1.$$" 2>/dev/null && return 0
  complain contents "$ROOT/files/$1 is not what was sent, and cannot be moved away"
  echo "→ as root: rm -rf '$ROOT/files/$1'" >&2
  return 1
}
# A power cut must not leave them empty. A few files each by itself: all that is written beside them, such as an image
# that is pulled, may take long. Dies inside: as in `take_contents`.
keep_contents() (
  cd "$ROOT/files" || exit 1
  # shellcheck disable=SC2086 # names of sums
  if [ "$(find $came | wc -l)" -le 200 ]; then find $came -type f -exec sync {} +
  else sync -f .; fi 2>/dev/null || sync
)
# Everything that this release mounts is here as it was sent, and on the disk. What an earlier release brought and
# somebody changed since gives way and is sent again: the plan is stale. Dies inside: as in `take_contents`.
prove_contents() { # folder of the release
  local bad name
  [ -z "$came" ] || keep_contents
  # shellcheck disable=SC2046 # names of sums
  bad=$(unproven $(contents_of "$1/models"))
  for name in $bad; do
    case "$came " in
      *" $name "*)
        complain contents "files/$name is not on the disk as it was sent: $(why_spoilt)"
        return 1 ;;
      *) ;;
    esac
    [ ! -e "$ROOT/files/$name" ] || give_way "$name" || return 1
  done
  [ -z "$bad" ] || {
    bad=$(echo "$bad" | tr '\n' ' ')
    complain stale "stale: the server has lost what a service mounts, or somebody changed it: files/$bad"
    return 1
  }
}
why_spoilt() { echo "the file system of $ROOT keeps no permissions or links, or the disk is failing$(disk_words)"; }
