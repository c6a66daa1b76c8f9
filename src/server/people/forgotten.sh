# For status: containers that run and that Docker does not know any more.

# Of these files of /proc, by lines, the folders of processes of this machine itself: one in a container has a process
# id of its own there besides.
own_processes() {
  sed 's|[^/]*$|status|' | xargs grep -lsE '^NSpid:[[:space:]]+[0-9]+$' | sed 's|/status$||'
}
# Id and containerd's address of every container that runs.
shims() {
  local one
  for one in $(grep -ls containerd-shim /proc/[0-9]*/cmdline | own_processes); do
    { tr '\0' '\n' <"$one/cmdline"; echo; } 2>/dev/null
  done | awk "$AWK_SHIMS"
}
# Of these those that Docker does not list: a dockerd that is killed while it starts a container may forget it.
# Two Dockers may share one containerd: then nobody can tell.
forgotten() {
  local running known
  [ "$(grep -lsx dockerd /proc/[0-9]*/comm | own_processes | wc -l)" = 1 ] || return 0
  running=$(shims)
  known=$(ask ps -aq --no-trunc) || return 0
  printf '%s\n' "$known" = "$running" | awk "$AWK_FORGOTTEN"
}
# One that ends just now is none at the second look.
long_forgotten() {
  local first
  first=$(forgotten)
  [ -z "$first" ] || { pause 1; forgotten | grep -xF "$first"; }
}
