# Whether a service that Traefik routes to has a container that is starting: files of ways, files of routes, then lines
# of `ps_of`.

FILENAME ~ /\/ways$/ { routed[$1 FS $2]; next }
FILENAME != "-" { routed[$2 FS $3]; next }
{ read_container() }
(key in routed) && status ~ /health: starting/ { found = 1 }
END { exit !found }
