# The verbs watch and proceed: what the runner sees of a transaction, and what it says to it.

# Prints journal lines as they come, until the transaction ends or waits for the runner; first says what the runner has
# to say.
watch() { # release from [proceed|confirm]
  local n="${2:-1}" dir="$ROOT/releases/$1" looks=0 part='' o_result o_reason o_code waiting dead line
  case ${3-} in
    '') ;;
    proceed) proceed "$1" ;;
    confirm) decide confirm "$1" || : ;;
    *) die 2 usage "watch RELEASE FROM [proceed|confirm]" ;;
  esac
  # The connection broke before the run began: it must not begin behind our back any more.
  [ -e "$dir/alive" ] || { call_off "$1"; die 10 aborted "the transaction of $1 never started"; }
  : >>"$dir/journal"
  exec 7<"$dir/journal"
  while [ "$n" -gt 1 ] && read -r _ <&7; do n=$((n - 1)); done
  while :; do
    waiting='' dead=''
    read_outcome "$1"
    [ ! -f "$dir/waiting" ] || read -r waiting <"$dir/waiting"
    [ $((looks % 10)) -ne 0 ] || ! flock -n "$dir/alive" true 7<&- || dead=yes
    # A line is printed when it is whole.
    while IFS= read -r line <&7 || { part=$part$line; false; }; do printf '%s\n' "$part$line"; part=''; done
    end_as "$o_result"
    [ -z "$waiting" ] || [ -n "$dead" ] || [ -e "$dir/$waiting" ] || [ -e "$dir/decision" ] || { to_judge; exit 30; }
    if [ -n "$dead" ] && [ ! -f "$dir/outcome" ]; then
      [ "$(intent_value release)" != "$1" ] || die 1 killed "the transaction of $1 died; 'stackctl recover' ends it"
      # Killed before it wrote down what it would change: there is nothing to recover.
      ID=$1 STEP=lock; outcome refused killed "its program was killed before it had changed anything"
    fi
    looks=$((looks + 1))
    sleep 0.02
  done
}
# Of `watch`: o_reason and o_code.
end_as() { # result, if there is one
  case $1 in
    committed) exit 0 ;;
    undone) say_code "$o_code"; exit 20 ;;
    undo-failed) say_reason "$o_reason"; say_code "$o_code"; exit 21 ;;
    refused)
      say_reason "$o_reason"
      say_code "$o_code"
      case $o_code in locked) exit 11 ;; *) exit 10 ;; esac ;;
    *) ;;
  esac
}
# `-` where a result has none.
say_reason() { [ "$1" = - ] || printf '%s\n' "$1" >&2; }
# What the runner judges, one container a line: no call of its own for it. One that is gone is missing there; where
# Docker does not answer, all of it is.
to_judge() {
  local ids looked
  ids=$(new_or_kept)
  # shellcheck disable=SC2086 # a list of ids
  looked=$([ -z "$ids" ] || ask inspect -f ' {{json .}}' $ids 2>/dev/null) || [ -n "$looked" ] || return 0
  printf '== containers\n%s\n' "$looked"
}
# Also one whose upload was cut: whatever of it still is at work finds its place taken by one that was called off.
# Dies inside: a folder `.new-` that is swept away later, or the release is called off.
call_off() { # release
  local taken="$ROOT/releases/.new-$1"
  if [ -d "$ROOT/releases/$1" ]; then decide abort "$1"; return; fi
  mkdir -p "$taken" && echo abort >"$taken/decision" &&
    printf 'refused\tit was called off before it began\taborted\n' >"$taken/outcome" &&
    mv -T "$taken" "$ROOT/releases/$1" 2>/dev/null && return 0
  rm -rf "$taken"
  [ ! -d "$ROOT/releases/$1" ] || decide abort "$1"
}
# Dies inside: it was said, or not.
proceed() { write_whole "$ROOT/releases/$1/proceed" yes; }
