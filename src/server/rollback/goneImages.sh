# Which images of earlier releases this server has no more, and how one that lost its name gets it back.

# Images of these releases that this server has no more; one call to Docker where it has all.
gone_images() { # ids…
  local id ref refs
  for id; do shift; set -- "$@" "$(services_of "$id")"; done
  refs=$([ $# -eq 0 ] || each_service image "$@" 2>/dev/null | sort -u)
  # shellcheck disable=SC2086 # a list of references
  [ -z "$refs" ] || ask image inspect -f . $refs >/dev/null 2>&1 ||
    for ref in $refs; do
      ask image inspect -f . "$ref" >/dev/null 2>&1 || tagged_still "$ref" "$@" || echo "$ref"
    done
}
# Reads only.
tagged_still() { # reference, services files…
  local ref="$1" tag
  shift
  awk -F'\t' -v ref="$ref" "$AWK_RECORDS"'{ read_service() } image == ref { print tag }' "$@" | sort -u |
    while read -r tag; do
      ! same_content "$ref" "$tag" || echo "$tag"
    done | grep -q .
}
# containerd's image store finds a digest by the names of its repository alone: where `redis:8` was pulled anew or
# removed, `redis@sha256:...` is gone, and its content is still here under our tag.
same_content() { # reference, tag of ours
  case $1 in
    *@sha256:*) ask image inspect -f '{{.RepoDigests}}' "$2" 2>/dev/null | grep -qF "@${1#*@}" ;;
    *) false ;;
  esac
}
# Gives it a name there again, which is taken away like what we pulled. Dies inside: a tag more on the server.
image_back() { # reference, tag of ours
  local name="${1%@*}:${2##*:}"
  same_content "$1" "$2" && docker tag "$2" "$name" </dev/null && echo "$name" >>"$ROOT/pulled"
}
