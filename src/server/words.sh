# Names, labels, paths and variables of containers and images are anybody's. Docker prints them quoted (Go's %q) or as
# JSON, never bare: whatever they hold, each is one field of one line, without a tab, a unit separator or a line break.
# Who reads them takes the quotes away by `plain`, and what needs an escape keeps them: it equals nothing of ours.

PROJECT_LABEL='{{with .Config.Labels}}{{with index . "com.docker.compose.project"}}{{printf "%q" .}}{{end}}{{end}}'
SERVICE_LABEL='{{with .Config.Labels}}{{with index . "com.docker.compose.service"}}{{printf "%q" .}}{{end}}{{end}}'
TITLE_LABEL='{{with .Config.Labels}}{{with index . "org.opencontainers.image.title"}}{{printf "%q" .}}{{end}}{{end}}'
ONEOFF_LABEL='{{with .Config.Labels}}{{with index . "com.docker.compose.oneoff"}}{{printf "%q" .}}{{end}}{{end}}'
HASH_LABEL='{{with .Config.Labels}}{{with index . "stack-actions.hash"}}{{printf "%q" .}}{{end}}{{end}}'
# Words of others on a terminal: control characters and what turns text around are spelt, colours left away.
# Lines stay lines. By sed, which shows each line as it comes.
visible() {
  [ -n "$SPELLING" ] || SPELLING=$(awk "$AWK_SPELLING")
  sed "$SPELLING"
}
SPELLING=''
# The lines of a text as one, told apart by a sign: a journal has one line an event, an outcome one in all.
one_line() {
  tr -d '\000' | tr '\t' ' ' | visible | awk 'NR > 1 { printf "%s", " ⏎ " } { printf "%s", $0 }'
}
# Text without what the release knows to be secret: each line of its file `secrets` is one form of a value, as the
# runner has found them (runtime/masking.ts). What is long is cut. Whatever others print goes through here before it is
# written.
blank() { # text on stdin
  local known
  set --
  # An undo starts what ran before, which prints its own.
  for known in "${ID:--}" "$(current)" "$(intent_value previous)"; do
    known=$ROOT/releases/${known:--}/secrets
    [ ! -f "$known" ] || set -- "$@" "$known"
  done
  awk -v most=4000 "$AWK_BLANK" "$@" -
}
last_words() { ask logs --tail "$2" "$1" 2>&1 | blank; } # container lines
short() { printf %.12s "$1"; }
