# Whether the words of a process, one a line, are those of a Compose that changes containers: `docker compose up` as
# well as its plugin by itself.

!begun { begun = /docker-compose$/; next }
!words++ && $0 == "compose" || value { value = 0; next }
/^-/ {
  value = /^(-f|-p|--file|--project-name|--project-directory|--env-file|--profile|--ansi|--parallel|--progress)$/
  next
}
{ verb = $0; exit }
END { exit verb !~ /^(down|kill|restart|rm|run|scale|start|stop|up)$/ }
