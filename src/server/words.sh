# Names, labels, paths and variables of containers and images are anybody's. Docker prints them quoted (Go's %q) or as JSON, never bare: whatever they hold, each is one field of
# one line, without a tab, a unit separator or a line break. Who reads them takes the quotes away by `plain`, and what needs an escape keeps them: it equals nothing of ours.

PROJECT_LABEL='{{with .Config.Labels}}{{with index . "com.docker.compose.project"}}{{printf "%q" .}}{{end}}{{end}}'
SERVICE_LABEL='{{with .Config.Labels}}{{with index . "com.docker.compose.service"}}{{printf "%q" .}}{{end}}{{end}}'
TITLE_LABEL='{{with .Config.Labels}}{{with index . "org.opencontainers.image.title"}}{{printf "%q" .}}{{end}}{{end}}'
ONEOFF_LABEL='{{with .Config.Labels}}{{with index . "com.docker.compose.oneoff"}}{{printf "%q" .}}{{end}}{{end}}'
HASH_LABEL='{{with .Config.Labels}}{{with index . "stack-actions.hash"}}{{printf "%q" .}}{{end}}{{end}}'
# Words of others on a terminal: control characters and what turns text around are spelt, colours left away. Lines stay lines. A script for sed, which shows each line as it comes.
visible() {
  [ -n "$SPELLING" ] || SPELLING=$(awk 'BEGIN {
    printf "s/\r*$//\n/[\001-\010\013-\037\177\302\342]/!b\ns/\033\\[[0-9;]*m//g\n"
    for (i = 1; i < 128; i++) if (i < 9 || i > 10 && i < 32 || i == 127) printf "s/%c/\\\\x%02x/g\n", i, i
    for (i = 128; i < 160; i++) printf "s/\302%c/\\\\u{%02x}/g\n", i, i
    for (i = 139; i < 175; i++) if (i < 144 || i > 167) printf "s/\342\200%c/\\\\u{%x}/g\n", i, 8192 + i - 128
    for (i = 160; i < 176; i++) printf "s/\342\201%c/\\\\u{%x}/g\n", i, 8256 + i - 128 }')
  sed "$SPELLING"
}
SPELLING=''
# The lines of a text as one, told apart by a sign: a journal has one line an event, an outcome one in all.
one_line() { tr -d '\000' | tr '\t' ' ' | visible | awk 'NR > 1 { printf "%s", " ⏎ " } { printf "%s", $0 }'; }
# Text without what the release knows to be secret: each line of its file `secrets` is one form of a value, as the runner has found them (runtime/masking.ts); of a release that was made
# before there was one, the values of its env file. By their letters, never as patterns; what is long is cut where no secret lies. Whatever others print goes through here before it is written.
blank() { # text on stdin
  set --
  # An undo starts what ran before, which prints its own.
  for known in "${ID:--}" "$(current)" "$(intent_value previous)"; do
    known=$ROOT/releases/${known:--}
    if [ -f "$known/secrets" ]; then set -- "$@" "$known/secrets"; elif [ -f "$known/env" ]; then set -- "$@" "$known/env"; fi
  done
  awk -v most=4000 '
    FILENAME ~ /\/(secrets|env)$/ { if (FILENAME ~ /env$/) { sub(/^[^=]*=/, ""); gsub(/^["\047]|["\047]$/, "") } if (length($0) > 7) { form[++n] = $0; if (length($0) > longest) longest = length($0) } next }
    { long = length($0) > most; text = long ? substr($0, 1, most + longest) : $0; split("", ends); found = 0
      for (i = 1; i <= n; i++) for (at = 0; (part = index(substr(text, at + 1), form[i])) > 0; ) { at += part; found = 1; if (ends[at] < at + length(form[i])) ends[at] = at + length(form[i]) }
      if (!found) { print substr(text, 1, most) (long ? "…" : ""); next }
      shown = ""; hidden = 0; plain = 1; last = length(text) < most ? length(text) : most
      for (at = 1; at <= last; at++) if (at in ends) { if (at > hidden) shown = shown (at > plain ? substr(text, plain, at - plain) : "") "***"; if (ends[at] > hidden) hidden = ends[at]; plain = hidden }
      print shown substr(text, plain, last >= plain ? last - plain + 1 : 0) (long ? "…" : "") }' "$@" -
}
last_words() { ask logs --tail "$2" "$1" 2>&1 | blank; } # container lines
short() { printf %.12s "$1"; }
