#!/bin/sh
# stackctl: the deploy transaction on the server. POSIX sh with Docker, Compose and flock; no JSON or YAML is parsed
# here.
# What it reads and prints: README.md beside this file. What must hold if it dies at any instant: docs/transaction.md.
# Two rules carry everything: a state file is written whole (new file, sync, rename), and nothing serves users before it
# was verified.
set -u
umask 077
LC_ALL=C
export LC_ALL
TAB=$(printf '\t')
US=$(printf '\037')
C2=$(printf '\302') E2=$(printf '\342') # what begins a character that `escape_controls` spells
NL='
'
SELF=$(readlink -f "$0") # whatever links led to it
case $SELF in */bin/stackctl-*) ROOT=${SELF%/bin/*} ;; *) ROOT=${SELF%/*} ;; esac
STACK=${ROOT##*/}
ME=$ROOT/stackctl
TX=$ROOT/tx
# The release that is at work here, its step, and why it failed; whose the folder is; whether the runner listens.
ID='' STEP=- WHY='' WHY_CODE='' OWNER='' RUNNER=''
# The Traefik that the routes go through (traefik/find.sh).
# What is known of a Traefik before one was found (traefik/find.sh).
PROXY_SOURCE=- PROXY_DIR=- PROXY_ACK=none PROXY_THROTTLE=2000 PROXY_LISTS=all
PROXY='' PROXY_ENTRY=traefik PROXY_AT=127.0.0.1:8080 PROXY_NETS='' PROXY_TRUST='' PROXY_NAME='' PROXY_OUTSIDE=''
STANDBY=''
# What an outcome says besides; and whether a rollback may leave data behind.
OUTCOME_NOTE='' LEAVE_DATA=''
PROXY_UNSEEN='' # yes where Docker did not say what runs: that is no "none runs"
HARD_CAP_MS=900000
# Where nobody says it: until when the runner must give a sign of life, and how long another transaction is waited for.
DEADLINE_S=420 LOCK_S=300
ENGINE_PID=/run/docker.pid # written when the engine starts, where it is this machine's own
# Docker's first "healthy" may come a whole interval after the start; the plan gives no container longer.
LONGEST_START=600
