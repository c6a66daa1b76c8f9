# Reads what lies on the server of a release, and writes how it ended.

meta() { # release key
  local line
  while IFS= read -r line; do
    case $line in "$2="*) printf '%s\n' "${line#*=}"; return ;; *) ;; esac
  done 2>/dev/null <"$ROOT/releases/$1/meta"
}
current() {
  local id
  [ ! -s "$ROOT/current" ] || { read -r id <"$ROOT/current"; echo "$id"; }
}
valid_id() { case $1 in '' | *[!0-9a-z-]* | [!0-9]*) return 1 ;; *) ;; esac; }
need_release() {
  valid_id "${1-}" && [ -d "$ROOT/releases/$1" ] ||
    die 2 usage "no release '${1-}' on this server; 'stackctl history' lists them"
}
# Sets s_* from a release's line of one service; false if there is none.
service() { # release project service
  while next_service; do
    [ "$s_project" = "$2" ] && [ "$s_service" = "$3" ] && return 0
  done 2>/dev/null <"$ROOT/releases/$1/services"
  return 1
}
# What an expression of awk says of each line of services, by the names of its fields.
each_service() { # expression, files…; without a file, stdin
  local said="$1"
  shift
  awk -F'\t' "$AWK_RECORDS NF { read_service(); print $said }" "$@"
}
services_of() { part_of "$1" services; }
routes_of() { part_of "$1" routes; }
moves_of() { part_of "$1" moves; }
storage_of() { part_of "$1" storage; }
names_of() { part_of "$1" names; }
# The files that each release has, beside what it is and how it ended.
PARTS="$RELEASE_FILES secrets"
# A file of a release that is always one that can be read: nothing, where the release has none, or there is no release.
part_of() { # release file
  if [ -n "$1" ] && [ -f "$ROOT/releases/$1/$2" ]; then echo "$ROOT/releases/$1/$2"; else echo /dev/null; fi
}
# Sets o_* from a release's outcome; empty where it has none.
read_outcome() { # release
  o_result='' o_reason='' o_code=''
  [ ! -s "$ROOT/releases/$1/outcome" ] || next_outcome <"$ROOT/releases/$1/outcome" || :
}
result_of() { local o_result o_reason o_code; read_outcome "$1"; [ -z "$o_result" ] || echo "$o_result"; }
reason_of() {
  local o_result o_reason o_code
  read_outcome "$1"
  [ -z "$o_reason" ] || printf '%s\n' "$o_reason" | escape_controls | sed 's/ *$//'
}
# Empty of what was committed.
code_of() { local o_result o_reason o_code; read_outcome "$1"; [ -z "$o_code" ] || echo "$o_code"; }
# Dies inside: there is none yet; recovery writes it.
outcome() { # result [code] words
  [ $# -gt 2 ] || set -- "$1" '' "$2"
  set -- "$1" "$2" "$(printf '%s' "$3" | one_line)"
  write_whole "$ROOT/releases/$ID/outcome" "$1$TAB${3:--}${2:+$TAB$2}"
}
history_ids() {
  local dir
  for dir in "$ROOT"/releases/*/; do
    [ ! -d "$dir" ] || { dir=${dir%/}; echo "${dir##*/}"; }
  done | sort -t- -k1,1nr
}
