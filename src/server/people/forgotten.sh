# For status: containers that run and that Docker does not know any more.

# Of these files of /proc, by lines, the folders of processes of this machine itself: one in a container has a process id of its own there besides.
own_processes() { sed 's|[^/]*$|status|' | xargs grep -lsE '^NSpid:[[:space:]]+[0-9]+$' | sed 's|/status$||'; }
# Id and containerd's address of every container that runs. Who is no root can start programs with such words, too: only what can be no harm to type is passed on.
shims() {
  for one in $(grep -ls containerd-shim /proc/[0-9]*/cmdline | own_processes); do { tr '\0' '\n' <"$one/cmdline"; echo; } 2>/dev/null; done | awk '
    last == "-namespace" { space = $0 } last == "-id" { id = $0 } last == "-address" { at = $0 } { last = $0 }
    $0 == "" { if (space == "moby" && length(id) == 64 && id !~ /[^0-9a-f]/ && at ~ /^\/[A-Za-z0-9._\/-]+$/) print id, at; space = id = at = "" }'
}
# Of these those that Docker does not list: a dockerd that is killed while it starts a container may forget it. Two Dockers may share one containerd: then nobody can tell.
forgotten() {
  [ "$(grep -lsx dockerd /proc/[0-9]*/comm | own_processes | wc -l)" = 1 ] || return 0
  running=$(shims)
  known=$(ask ps -aq --no-trunc) || return 0
  printf '%s\n' "$known" = "$running" | awk '$0 == "=" { runs = 1; next } !runs { known[$1]; next } $0 != "" { at[$1] = $2; if ($1 in known) ours[$2] } END { for (id in at) if (!(id in known) && at[id] in ours) print id, at[id] }'
}
# One that ends just now is none at the second look.
long_forgotten() {
  first=$(forgotten)
  [ -z "$first" ] || { pause 1; forgotten | grep -xF "$first"; }
}
