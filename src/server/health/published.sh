# Compares which published ports have a program that listens, before and after a deploy. Ports of UDP, databases and
# mail cannot be asked without harm; but the kernel's tables of the container's network namespace show who listens.
# Whether the program answers, they do not show.

# Of a container: id, its process, project, service, ports that it is to have, as in BOUND_PORTS.
# shellcheck disable=SC2016 # Go's template
PUBLISHED_VIEW='{{.Id}}{{"\t"}}{{.State.Pid}}{{"\t"}}'$PROJECT_LABEL'{{"\t"}}'$SERVICE_LABEL\
'{{"\t"}}{{range $p, $b := .HostConfig.PortBindings}}'$BOUND_PORTS

# Each published port, and whether something listens there. False where Docker does not answer.
published() { # ids…
  [ $# -gt 0 ] || return 0
  # A container that is gone by now does not listen. If Docker prints nothing at all, it did not answer.
  local looked id pid rest kind
  looked=$(ask inspect -f "$PUBLISHED_VIEW" "$@" 2>/dev/null) || [ -n "$looked" ] || return 1
  case $looked in */*) ;; *) return 0 ;; esac
  printf '%s\n' "$looked" | while IFS=$TAB read -r id pid rest; do
    printf 'of\t%s\t%s\t%s\n' "$id" "$pid" "$rest"
    for kind in tcp udp; do
      echo "$kind"
      cat "/proc/$pid/net/$kind" "/proc/$pid/net/${kind}6" 2>/dev/null
    done
  done | awk "$AWK_DOCKER_FIELDS$AWK_PUBLISHED"
}
# Nothing changed. Dies inside: there is nothing to compare with, and nobody compares.
record_published() {
  # shellcheck disable=SC2046 # a list of ids
  published $(awk -F'\t' '$5 == "running" { print $1 }' "$TX/ps") | awk -F'\t' '$6' >"$TX/before.published"
  [ ! -s "$TX/before.published" ] ||
    note "published ports" "$(grep -c . "$TX/before.published") are listened on before anything is changed"
}
# False if nothing listens any more behind a port that is still published, for longer than its service may take to
# start.
# Dies inside: nothing was changed here.
published_as_before() { # release, ids…
  [ -s "$TX/before.published" ] || return 0
  local release begun now silent
  release=$1; shift
  begun=$(now_ms)
  while :; do
    now=$(published "$@") || { await_engine && now=$(published "$@"); } ||
      { fail docker "does not answer"; return 1; }
    silent=$(printf '%s\n' "$now" |
      awk -F'\t' '{ port = $3 FS $4 FS $5 } FILENAME == ARGV[1] { listened_on[port]; next }
        NF && !$6 && (port in listened_on)' "$TX/before.published" -)
    [ -n "$silent" ] || { note "published ports" "are listened on as before"; return 0; }
    not_aborted || return 1
    [ "$(now_ms)" -lt $((begun + $(printf '%s\n' "$silent" | longest_start "$release") * 1000)) ] || break
    pause 0.3
  done
  silent=$(printf '%s\n' "$silent" | port_words)
  fail endpoints "published ports" "nothing listens any more where something did before: $silent"
  return 1
}
# The same of what serves again after an undo.
published_restored() {
  [ -s "$TX/before.published" ] || return 0
  ps_of "$(services_of "$previous")" >"$TX/ps" || { fail docker "does not answer"; return 1; }
  # shellcheck disable=SC2046 # a list of ids
  published_as_before "$previous" $(awk -F'\t' '$5 == "running" { print $1 }' "$TX/ps")
}
# Seconds until the slowest of these services must have started.
longest_start() { # release; stdin: project service
  local project svc
  while IFS=$TAB read -r project svc _; do
    if service "$1" "$project" "$svc"; then echo "$s_timeout"; else echo 60; fi
  done | sort -n | tail -n 1
}
port_words() {
  awk -F'\t' '{ address = $4 == "" ? "" : $4 ~ /:/ ? "[" $4 "]:" : $4 ":"
    printf "%s%s/%s: port %s%s%s", (NR > 1 ? ", " : ""), $1, $2, address, $5, ($3 == "tcp" ? "" : "/" $3) }'
}
