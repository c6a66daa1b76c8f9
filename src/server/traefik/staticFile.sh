# Reads the static configuration file of a Traefik, inside its container.

# Inside Traefik's container, as its own user: which program runs there; which file it is set up by, in Traefik's own
# order of looking; what is mounted; what the file says. Its path is `-` where there is none.
# shellcheck disable=SC2016 # for the shell inside
STATIC_FILE='
  program=- found=-
  for one in /proc/[0-9]*/comm; do
    { read -r name <"$one"; } 2>/dev/null || continue
    case $name in traefik) program=$name; break ;; *[!A-Za-z0-9._-]*) name=odd ;; esac
    [ "$one" != /proc/1/comm ] || program=$name
  done
  echo "$program"
  for one in "$1" /etc/traefik/traefik.toml /etc/traefik/traefik.yaml /etc/traefik/traefik.yml \
    "$XDG_CONFIG_HOME/traefik.toml" "$XDG_CONFIG_HOME/traefik.yaml" "$XDG_CONFIG_HOME/traefik.yml" \
    "$HOME/.config/traefik.toml" "$HOME/.config/traefik.yaml" "$HOME/.config/traefik.yml" \
    ./traefik.toml ./traefik.yaml ./traefik.yml; do
    if [ -n "$one" ] && [ -e "$one" ]; then case $one in /*) found=$one ;; *) found=$PWD/$one ;; esac; break; fi
  done
  echo "$found"
  if [ "$found" = - ]; then echo -; echo 0; else sha256sum <"$found" | cut -d" " -f1; stat -L -c %Y "$found"; fi
  while read -r _ at type _; do echo "$at $type"; done </proc/mounts
  echo =
  if [ "$found" != - ]; then cat "$found"; echo; fi
  echo "= end"
'
# Keeps what a Traefik is set up by, as it was read: a file counts from one start of it to the next. A first line
# `started path sum program`, then when it was changed, mounts, `=`, the text, `= end`. What has no shell has the path
# `?`.
# Dies inside: a file `.new.` more, or nothing; it is read again.
read_static() { # container, when it was started, the file that its arguments name
  local kept="$ROOT/.traefik" new="$ROOT/.traefik/.new.$$" try said has program path sum
  { mkdir -p "$kept" && find "$kept" -type f -mtime +30 -exec rm -f {} +; } 2>/dev/null
  for try in 1 2 3; do
    said=$(ask exec "$1" sh -c "$STATIC_FILE" - "$3" 2>/dev/null); has=$?
    case $said in *"$NL= end") break ;; *) said="?$NL?$NL-${NL}0$NL=$NL= end" ;; esac
    # Without a shell there is nothing to be read; one that is starting again, or a Docker that is busy, is asked once
    # more.
    case $try,$has in 3,* | *,126 | *,127) break ;; *) pause 1 ;; esac
  done
  echo "$said" | {
    read -r program && read -r path && read -r sum &&
      printf '%s\037%s\037%s\037%s\n' "$2" "$path" "$sum" "$program" && cat
  } >"$new" 2>/dev/null
  [ "$(tail -n 1 "$new" 2>/dev/null)" != '= end' ] || mv -f "$new" "$kept/$1" 2>/dev/null
  rm -f "$new"
}
