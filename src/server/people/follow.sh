# Shows a person what a transaction does, and says at its end how it ended.

# Shows what is done in plain words until it has ended.
# Who leaves (Ctrl-C, a lost connection) ends nothing: it runs in a session of its own.
follow() { # pid, lines that the journal had, words for who leaves
  local shown="$2" leaving="$3" ended total
  trap 'printf "\n%s\n" "$leaving"; exit 30' INT TERM
  while :; do
    ended=''; kill -0 "$1" 2>/dev/null || ended=yes
    total=$(lines_of "$ROOT/journal")
    [ "$total" -le "$shown" ] || sed -n "$((shown + 1)),${total}p" "$ROOT/journal" | journal_words
    shown=$total
    [ -z "$ended" ] || break
    sleep 0.2
  done
  trap - INT TERM
}
journal_words() { # journal lines on stdin
  awk -F'\t' "$AWK_RECORDS$AWK_JOURNAL_WORDS" | escape_controls
}
# What the journal says of the endpoints, the last time that they were asked.
endpoint_words() { # release
  awk -F'\t' "$AWK_RECORDS"'{ read_event() }
    subject == "endpoints" { said = text }
    END { printf "%s", said == "" || said ~ /^0 / ? "No endpoint answered before. " : "Endpoints: " said ". " }' \
    "$ROOT/releases/$1/journal" 2>/dev/null
}
# The last words to a person, and the exit code: what serves now, and what to do if that is not what was wanted.
print_outcome() { # release
  local why
  why=$(reason_of "$1")
  case $(result_of "$1") in
    committed)
      echo "$STACK: committed. Release $1 serves now. $(endpoint_words "$1")It was proven on this server alone:" \
        "look at the site from outside, too."
      ! has_kept_pin || kept_pin_words
      exit 0 ;;
    undone) printf '%s\n' "$STACK: undone. What served before serves: release $(current). $1 failed: $why" \
      "Next: $ME status; all that happened is in $ROOT/releases/$1/journal"; exit 20 ;;
    undo-failed) printf '%s\n' "$STACK: UNDO FAILED, A PERSON MUST ACT: $why"; exit 21 ;;
    refused) printf '%s\n' "$STACK: refused, nothing was changed: release $(current) serves. Why: $why"
      case $(code_of "$1") in
        locked) exit 11 ;;
        stale) echo "Next: the same command once more" ;;
        *) ;;
      esac
      exit 10 ;;
    *) ;;
  esac
  die 1 killed "the program that ran $1 was killed; '$ME recover' ends it, and says what serves"
}
