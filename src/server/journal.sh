# The journal of a transaction, and how a step says why it failed.

# One line of the journal: for people and for the runner that watches; nothing is decided from it.
# Dies inside: a line is missing, or is in one of the two files only.
journal() { # event subject text
  local text="${3-}" line
  case $text in *[[:cntrl:]]* | *"$C2"* | *"$E2"*) text=$(printf %s "$text" | one_line) ;; *) ;; esac
  [ ${#text} -le 2000 ] || text=$(printf %s "$text" | cut -c1-2000)
  stamp
  line="$STAMP$TAB$NOW$TAB${ID:--}$TAB$STEP$TAB$1$TAB$2$TAB$text"
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
# Says why, for the undo and the user; always false, so that a step ends by `fail … ; return 1` in one word.
fail() {
  set -- "$1" "$([ -z "${2-}" ] || printf %s "$2" | blank)"
  WHY="$STEP: $1${2:+: $2}"
  journal fail "$1" "$2"
  case $WHY in *[[:cntrl:]]* | *"$C2"* | *"$E2"*) printf 'stackctl: %s: %s\n' "$1" "$2" | visible >&2 ;; *) printf 'stackctl: %s: %s\n' "$1" "$2" >&2 ;; esac
  # A failure inside a pipe is in a subshell: the file brings the reason out.
  [ ! -d "$TX" ] || [ -s "$TX/why" ] || printf '%s\n' "$WHY" >"$TX/why" 2>/dev/null
  return 1
}
die() { code=$1; shift; printf 'stackctl: %s\n' "$*" >&2; exit "$code"; }

why() { if [ -n "$WHY" ]; then printf '%s\n' "$WHY"; else cat "$TX/why" 2>/dev/null; fi; }
