# The time: since the start of the machine in milliseconds, and as people read it.

# Sets NOW, in ms: no process is started for it.
clock() { read -r NOW _ </proc/uptime; NOW=$((${NOW%.*} * 1000 + 1${NOW#*.}0 - 1000)); }
now_ms() { clock; echo "$NOW"; }
# Sets NOW and, at most a second behind, STAMP: a process is started for it once a second.
stamp() {
  clock
  [ "${STAMPED:--}" = "${NOW%???}" ] || { STAMP=$(date -u +%Y-%m-%dT%H:%M:%SZ) STAMPED=${NOW%???}; }
}
# Must not hold the locks, nor the writer of a pin, when we are killed.
pause() { sleep "$1" 6<&- 7>&- 8>&- 9>&-; }
boot() { cat /proc/sys/kernel/random/boot_id 2>/dev/null; } # from one start of the machine to the next
utc() { date -u -r "$1" +%Y-%m-%dT%H:%M:%S 2>/dev/null || echo; } # when a file was written, as Docker writes it
span() { # seconds
  if [ "$1" -ge 172800 ]; then echo "$(($1 / 86400)) days"; elif [ "$1" -ge 7200 ]; then echo "$(($1 / 3600)) hours"
  elif [ "$1" -ge 120 ]; then echo "$(($1 / 60)) minutes"; else echo "$1 seconds"; fi
}
