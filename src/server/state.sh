# Reads what a transaction has written down: the intent, the candidates, the decision.

intent() { awk -F'\t' -v k="$1" '$1 == k' "$TX/intent" 2>/dev/null; }
intent_value() { # the first word of its line
  local line value
  while IFS=$TAB read -r line value _; do
    [ "$line" != "$1" ] || { echo "$value"; return; }
  done 2>/dev/null <"$TX/intent"
}
candidates() { cat "$TX/candidates" 2>/dev/null; } # id project service class wave how
serving() { awk -F'\t' '$4 != "one-shot" { print $1 }' "$TX/candidates" 2>/dev/null; } # ids of the new ones that go on
# The candidates that are swapped: exclusive ones whose old container runs. All others start before the swap. So does an
# exclusive one whose old container is down (a database that dockerd left stopped): it has nothing to wait for, and
# other services wait for it.
to_swap() { candidates | awk -F'\t' '$4 == "exclusive" && $6 == "changed"'; }
before_swap() { candidates | awk -F'\t' '!($4 == "exclusive" && $6 == "changed")'; }
# Old containers by their fate: replace, remove, shrink, again (a stopped one that is started again), spent (an old
# one-shot); fields as in the intent.
old() { awk -F'\t' -v want=" $* " '$1 == "old" && index(want, " " $5 " ")' "$TX/intent" 2>/dev/null; }
old_running() { old replace remove shrink | awk -F'\t' '$8 == "running" { print $4 }'; } # ids of those that leave
new_or_kept() { serving; old keep | awk -F'\t' '$7 != "one-shot" && $8 == "running" { print $4 }'; }
nothing_to_do() { [ -z "$(intent want)" ] && [ -z "$(old replace remove shrink again)" ]; }
no_proxy() { [ -z "$(intent_value proxy)" ]; }
undecided() { [ ! -e "$ROOT/releases/$ID/decision" ] || [ "$(cat "$ROOT/releases/$ID/decision")" = confirm ]; }
not_aborted() {
  [ "$STEP" = undo ] || undecided || case $(cat "$ROOT/releases/$ID/decision") in
    deadline) fail deadline "$STEP" "nobody confirmed it before the deadline" ;;
    *) fail aborted "$STEP" "it was aborted" ;;
  esac
}
