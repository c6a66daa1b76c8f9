# The journal of a transaction, and how a step says why it failed.

# One line of the journal: for people and for the runner that watches; nothing is decided from it.
# Dies inside: a line is missing, or is in one of the two files only.
journal() { # event subject text [code]
  local text="${3-}" line
  case $text in *[[:cntrl:]]* | *"$C2"* | *"$E2"*) text=$(printf %s "$text" | one_line) ;; *) ;; esac
  [ ${#text} -le 2000 ] || text=$(printf %s "$text" | cut -c1-2000)
  stamp
  line="$STAMP$TAB$NOW$TAB${ID:--}$TAB$STEP$TAB$1$TAB$2$TAB$text${4:+$TAB$4}"
  printf '%s\n' "$line" >>"$ROOT/journal" 2>/dev/null
  [ -z "$ID" ] || printf '%s\n' "$line" >>"$ROOT/releases/$ID/journal" 2>/dev/null
}
step() { STEP=$1; journal begin - "${2-}"; }
step_end() { journal end - "${1-}"; }
note() { journal note "$1" "$2"; }
# Many notes at once, for the price of one. Lines: subject text. Dies inside: some lines are missing.
notes() {
  stamp
  awk -v head="$STAMP$TAB$NOW$TAB$ID$TAB$STEP${TAB}note$TAB" '{ print head $0 }' |
    tee -a "$ROOT/journal" >>"$ROOT/releases/$ID/journal"
} 2>/dev/null
# Says why, for the undo and the user, and by a code what kind of failure it is (src/runtime/codes.ts): whoever decides
# something looks at the code, never at the words. Where no subject is named, it is the code.
# Always false, so that a step ends by `fail … ; return 1` in one word.
fail() { # code [subject] text
  [ $# -gt 2 ] || set -- "$1" "$@"
  set -- "$1" "$2" "$([ -z "${3-}" ] || printf %s "$3" | hide_secrets)"
  WHY="$STEP: $2${3:+: $3}" WHY_CODE=$1
  journal fail "$2" "$3" "$1"
  case $WHY in
    *[[:cntrl:]]* | *"$C2"* | *"$E2"*) printf 'stackctl: %s: %s\n' "$2" "$3" | escape_controls >&2 ;;
    *) printf 'stackctl: %s: %s\n' "$2" "$3" >&2 ;;
  esac
  say_code "$1"
  # A failure inside a pipe is in a subshell: the file brings the reason out.
  [ ! -d "$TX" ] || [ -s "$TX/why" ] || printf '%s\n' "$1" "$WHY" >"$TX/why" 2>/dev/null
  return 1
}
why() { if [ -n "$WHY" ]; then printf '%s\n' "$WHY"; else tail -n +2 "$TX/why" 2>/dev/null; fi; }
why_code() { if [ -n "$WHY" ]; then echo "$WHY_CODE"; else head -n 1 "$TX/why" 2>/dev/null; fi; }

# What is said where no transaction runs. The code is for the runner alone, in a line behind the words.
complain() { printf 'stackctl: %s\n' "$2" >&2; say_code "$1"; } # code words
say_code() { [ -z "$RUNNER" ] || [ -z "$1" ] || printf '== code %s\n' "$1" >&2; }
die() { complain "$2" "$3"; exit "$1"; } # exit code, code, words
