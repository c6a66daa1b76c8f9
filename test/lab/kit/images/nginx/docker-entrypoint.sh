#!/bin/sh
# The behaviour of the official image that stacks rely on: templates become configuration, and the scripts of docker-entrypoint.d run first.
set -e
if [ "$1" = nginx ]; then
  for template in /etc/nginx/templates/*.template; do
    [ -e "$template" ] || continue
    # Only variables that are set are filled in: nginx has its own, such as $host.
    names=$(env | sed -n 's/^\([A-Za-z_][A-Za-z0-9_]*\)=.*/${\1}/p' | tr '\n' ' ')
    target=/etc/nginx/conf.d/$(basename "$template" .template)
    envsubst "$names" <"$template" >"$target"
  done
  for script in /docker-entrypoint.d/*.sh; do
    [ ! -x "$script" ] || "$script"
  done
fi
exec "$@"
