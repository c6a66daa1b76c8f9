#!/bin/sh
# The bare limit: the least that a swap with no failed request needs, for a person with Compose files already on the server.
#
#   ssh server sh -s -- PROJECT COMPOSE-FILE SERVICE… <bare.sh
#
# What it does not do: hold a lock against a second deploy; survive its own death (the new containers stay, routed or not) or a power cut (old and
# new both start again, and the file is gone); undo; judge from outside; keep the old release; know other routes than `Host(SERVICE.bench.test)`, port
# 8080; pin the old version while the new one starts, but for the file of the last swap, which stays.
set -eu
project=$1 file=$2
shift 2
services=" $* "
routes=/run/stack-actions

# id, service and status of each running container of the services.
running() {
  docker ps --no-trunc --filter "label=com.docker.compose.project=$project" --format '{{.ID}} {{.Label "com.docker.compose.service"}} {{.Status}}' |
    awk -v services="$services" 'index(services, " " $2 " ")'
}

old=$(running)
scales=$(echo "$old" | awk '{ n[$2]++ } END { for (s in n) print "--scale " s "=" 2 * n[s] }')
# shellcheck disable=SC2086 # words
docker compose -p "$project" -f "$file" up -d --no-deps --no-recreate --quiet-pull $scales "$@" </dev/null 2>/dev/null

fresh() { running | awk -v old="$old" 'BEGIN { split(old, words, /[ \n]/); for (i in words) was[words[i]] } !($1 in was)'; }
deadline=$(($(date +%s) + 60))
until new=$(fresh) && [ "$(echo "$new" | grep -c '(healthy)')" = "$(echo "$old" | wc -l)" ]; do
  [ "$(date +%s)" -lt "$deadline" ] || { echo "not healthy: $new" >&2; exit 1; }
done

nonce=bare-$$-$deadline
mkdir -p "$routes/.staged"
echo "$new" | awk -v nonce="$nonce" '
  { servers[$2] = servers[$2] (servers[$2] ? "," : "") "{url: \"http://" substr($1, 1, 12) ":8080\"}" }
  END {
    print "http:\n  routers:"
    for (s in servers) print "    " s ": {rule: \"Host(`" s ".bench.test`)\", priority: 1000000, entryPoints: [web], service: " s "}"
    print "    ack: {rule: \"Path(`/" nonce "`)\", priority: 2000000, entryPoints: [web], service: noop@internal}"
    print "  services:"
    for (s in servers) print "    " s ": {loadBalancer: {servers: [" servers[s] "]}}"
  }' >"$routes/.staged/$project.new"
mv "$routes/.staged/$project.new" "$routes/$project.yml"
until [ "$(curl -s -o /dev/null -w '%{http_code}' "http://127.0.0.1/$nonce")" = 418 ]; do
  [ "$(date +%s)" -lt "$deadline" ] || { echo 'Traefik did not take the routes' >&2; exit 1; }
done

ids=$(echo "$old" | cut -d ' ' -f 1)
# shellcheck disable=SC2086 # a list of ids
docker stop $ids >/dev/null
# shellcheck disable=SC2086
docker rm $ids >/dev/null
