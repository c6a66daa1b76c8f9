# Whether a service that Traefik routes to has a container that is starting: files of moves, files of routes, then lines
# of `ps_of`.

FILENAME ~ /\/moves$/ { read_move(); routed[key]; next }
FILENAME != "-" { read_route(); routed[key]; next }
{ read_container() }
(key in routed) && status ~ /health: starting/ { found = 1 }
END { exit !found }
