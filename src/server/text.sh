# Text that others wrote: how it is read, shown, and freed of secrets.
#
# Anybody can choose names, labels, paths and variables of containers and images. So Docker prints each of them quoted
# (Go's %q) or as JSON: whatever they contain, each stays one field of one line, without a tab, a unit separator or a
# line break. awk takes the quotes away by `unquoted` (dockerFields.awk).

PROJECT_LABEL='{{with .Config.Labels}}{{with index . "com.docker.compose.project"}}{{printf "%q" .}}{{end}}{{end}}'
SERVICE_LABEL='{{with .Config.Labels}}{{with index . "com.docker.compose.service"}}{{printf "%q" .}}{{end}}{{end}}'
TITLE_LABEL='{{with .Config.Labels}}{{with index . "org.opencontainers.image.title"}}{{printf "%q" .}}{{end}}{{end}}'
ONEOFF_LABEL='{{with .Config.Labels}}{{with index . "com.docker.compose.oneoff"}}{{printf "%q" .}}{{end}}{{end}}'
HASH_LABEL='{{with .Config.Labels}}{{with index . "stack-actions.hash"}}{{printf "%q" .}}{{end}}{{end}}'
# Makes text of others safe for a terminal: control characters and characters that reverse text are written as escapes,
# colours are removed. sed does it, because it passes each line on as it comes (`logs -f`).
escape_controls() {
  [ -n "$CONTROL_ESCAPES" ] || CONTROL_ESCAPES=$(awk "$AWK_ESCAPE_CONTROLS")
  sed "$CONTROL_ESCAPES"
}
CONTROL_ESCAPES=''
# Joins lines into one, with a sign between them: an event of the journal is one line, and so is an outcome.
one_line() {
  tr -d '\000' | tr '\t' ' ' | escape_controls | awk 'NR > 1 { printf "%s", " ⏎ " } { printf "%s", $0 }'
}
# Replaces the secrets of the release by ***, and cuts long lines. All output of programs and containers goes through
# here before it is written down. Each line of a release's file `secrets` is one form of a secret value, as the runner
# found it (runtime/masking.ts).
hide_secrets() { # text on stdin
  local known
  set --
  # Those of the previous release, too: an undo starts its containers, which print them.
  for known in "${ID:--}" "$(current)" "$(intent_value previous)"; do
    known=$ROOT/releases/${known:--}/secrets
    [ ! -f "$known" ] || set -- "$@" "$known"
  done
  awk -v most=4000 "$AWK_HIDE_SECRETS" "$@" -
}
last_words() { ask logs --tail "$2" "$1" 2>&1 | hide_secrets; } # container lines
short() { printf %.12s "$1"; }
