# How Docker is called: never without an end, and never with the locks in the hands of what goes on after us.

# Nothing is waited for without end: a Docker that hangs (a full disk, a stopped process) would hold the lock, and the
# next deploy, for ever.
ANSWER_S=60   # what Docker knows at once
CHANGE_S=300  # what it does
COMPOSE_S=900 # what Compose does, for all services of a project
SHOW_S=900    # Traefik, until it shows what it was told
SPEAK_S=900   # what is spoken to inside of a container
FETCH_S=19800 # images, or a release, over a slow line: within the six hours that GitHub gives a job
# Ends a program after so long, and says so by that name. Dies inside: it ends by itself, after so long.
within() { # seconds name words…
  local seconds="$1" name="$2" began ended code
  shift 2
  read -r began _ </proc/uptime
  timeout -k 5 "$seconds" "$@" && return
  code=$?
  # By the clock, in hundredths of a second: each `timeout` has an exit code of its own for it.
  read -r ended _ </proc/uptime
  began=${began%.*}${began#*.} ended=${ended%.*}${ended#*.}
  [ $((ended - began)) -lt $((seconds * 100)) ] || echo "$name did not end within $seconds s" >&2
  return "$code"
}
# Every call of Docker goes through here. What runs beside us first closes the lock that says that we live (exec 8>&-):
# a shell keeps for itself what it closes for a function. Dies inside: the daemon goes on.
docker() {
  local seconds verb
  case $1 in
    pull) seconds=$FETCH_S ;;
    # What the container itself may take comes on top.
    stop | restart) verb=$1; shift; seconds=$((CHANGE_S + $(grace_of "$@"))); set -- "$verb" "$@" ;;
    exec) seconds=$CHANGE_S; [ "$2" != -i ] || seconds=$SPEAK_S ;;
    run | start | rm | rmi | cp | update | rename | tag | network | volume | images) seconds=$CHANGE_S ;;
    *) seconds=$ANSWER_S ;;
  esac
  within "$seconds" "docker $1" docker "$@"
}
# Where it lies; `docker` itself is a function here.
program_of_docker() (
  unset -f docker
  command -v docker
)
# The longest stop_grace_period of these containers, in seconds; Docker's own is 10.
grace_of() { # containers
  timeout -k 5 "$ANSWER_S" docker inspect -f '{{.Config.StopTimeout}}' "$@" 2>/dev/null </dev/null |
    awk 'BEGIN { most = 10 } $1 + 0 > most { most = $1 + 0 } END { print most }'
}
# Reads only: must not hold the locks, nor the writer of a pin.
ask() { docker "$@" 6<&- 7>&- 8>&- 9>&- </dev/null; }
# Changes something: keeps the lock's descriptor, because the daemon goes on when we are killed; its error is kept for
# `fail`.
act() {
  docker "$@" 8>&- </dev/null >/dev/null 2>"$TX/err.$STEP" && return 0
  fail docker "docker $1 $2" "$(tail -n 3 "$TX/err.$STEP")"
}
# A dockerd that died is started again by whoever started it: waits for it, a minute at most.
await_engine() {
  local patience
  patience=$(($(now_ms) + 60000))
  until ask version >/dev/null 2>&1; do
    [ "$(now_ms)" -lt "$patience" ] || { fail docker "does not answer"; return 1; }
    pause 0.5
  done
}
