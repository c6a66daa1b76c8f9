# Which releases are kept, and what goes with those that are not: files, images.

# Kept whole, with its images: the current release, the three committed before it, and of the younger ones this one,
# what is at work and what was prepared just now; the newest ten that failed keep why. All else goes. Dies inside:
# what is left is removed by the next one.
retain() {
  local before after kept now committed failed removed id dir file
  read -r _ before <<E
$(docker_disk)
E
  # Before the releases: a prepared one is renamed from here to there.
  kept=$(cat "$ROOT"/releases/.incoming-*/release/services "$ROOT"/releases/.new-*/services 2>/dev/null)
  now=$(current) committed=0 failed=0 removed=0
  for id in $(history_ids); do
    dir=$ROOT/releases/$id
    if [ "$id" = "$now" ] || { [ "$committed" -lt 4 ] && [ "$(result_of "$id")" = committed ]; }; then
      committed=$((committed + 1))
    elif [ "$id" = "$ID" ] || at_work "$dir"; then :
    # Older than all that is kept.
    elif [ "$committed" -ge 4 ]; then rm -rf "$dir"; removed=$((removed + 1)); continue
    elif just_prepared "$dir"; then :
    else
      failed=$((failed + 1))
      if [ "$failed" -le 10 ]; then keep_why "$dir"; else rm -rf "$dir"; removed=$((removed + 1)); fi
      continue
    fi
    kept="$kept$NL$(cat "$dir/services" 2>/dev/null)"
  done
  remove_images "$kept"
  for file in "$ROOT"/files/*; do
    [ ! -e "$file" ] || grep -qsF "${file##*/}" "$ROOT"/releases/*/models/*.json \
      "$ROOT"/releases/.incoming-*/release/models/*.json "$ROOT"/releases/.new-*/models/*.json ||
      rm -rf "$file" 2>/dev/null
  done
  rm -rf "$ROOT"/files/.damaged-* 2>/dev/null
  read -r _ after <<E
$(docker_disk)
E
  note space "${before:-?} GB used on Docker's disk before, ${after:-?} GB after;\
 removed: $images images, $removed releases"
}
# Of one that failed what tells why stays.
keep_why() { # folder of a release
  local part
  for part in $PARTS models journal stderr release.json; do rm -rf "${1:?}/$part"; done
}
at_work() { [ -e "$1/alive" ] && ! flock -n "$1/alive" true; } # folder of a release
just_prepared() { # folder of a release
  [ ! -e "$1/outcome" ] && [ ! -e "$1/alive" ] && [ -n "$(find "$1" -prune -mmin -60)" ]
}
# Takes our tags from what no kept release names, and removes the images that nothing else names then; Docker itself
# keeps what a container uses. The tag by which `resolve` pulled one counts as ours: a pull leaves it, and nobody
# asked for it. An image that another stack or a person has tagged stays as it is, also its digest. No file is
# written: the disk may be full. Dies inside: an image stays until the next run.
remove_images() { # lines of services that are kept
  local ours tags named stale ids pulled=/dev/null
  images=0
  ours=$(echo "$1" | each_service tag | sed -n 's|^\(stack-actions/[^/]*/\).*|\1|p' | head -n 1)
  [ -n "$ours" ] || return 0
  tags=$(ask images --filter "reference=$ours*" --format '{{.Repository}}:{{.Tag}}' 2>/dev/null)
  # Asked after the tags: a release that is prepared meanwhile may count on one of them.
  named=$({
    echo "$1"
    cat "$ROOT"/releases/.incoming-*/release/services "$ROOT"/releases/.new-*/services 2>/dev/null
  } | each_service 'image "\n" tag' | sort -u)
  stale=$(echo "$tags" | grep -vxF -e "$named")
  [ -n "$stale" ] || return 0
  # shellcheck disable=SC2086 # a list of tags
  ids=$(ask image inspect -f '{{.Id}}' $stale 2>/dev/null | sort -u)
  # shellcheck disable=SC2086 # a list of tags
  ask rmi $stale >/dev/null 2>&1
  [ ! -f "$ROOT/pulled" ] || pulled=$ROOT/pulled
  # shellcheck disable=SC2046,SC2086 # lists of references and ids
  set -- $(
    ask image inspect -f '{{range .RepoTags}}{{.}} {{end}}|{{range .RepoDigests}}{{.}} {{end}}' $ids 2>/dev/null |
      NAMED=$named awk -F'|' "$AWK_UNNAMED" "$pulled" -
  )
  [ $# -eq 0 ] || ask rmi "$@" >/dev/null 2>&1
  # shellcheck disable=SC2086 # a list of ids
  images=$(($(echo "$ids" | wc -l) - $(ask image inspect -f . $ids 2>/dev/null | grep -c .)))
}
docker_disk() { # GB free, GB used
  df -Pk "$(cat "$ROOT/.docker-folder" 2>/dev/null || ask info -f '{{.DockerRootDir}}' 2>/dev/null)" 2>/dev/null |
    awk 'NR == 2 { printf "%.2f %.2f\n", $4 * 1.024e-6, $3 * 1.024e-6 }'
}
