# The releases that one can go back to, and why not to the others.

# Where one can go back to, the release that `rollback` takes by itself first, and where not any more:
# `can ID` and `no ID: why`.
rollback_targets() { # current
  local all first gone id why
  all=$(history_ids | grep -vxF "$1"); first=$(default_target "$1")
  # shellcheck disable=SC2086 # a list of ids
  gone=$(gone_images $all)
  for id in $all; do [ ! -s "$ROOT/releases/$id/ports" ] || { read_containers; break; }; done
  for id in $first $(echo "$all" | grep -vxF "$first"); do
    if why=$(why_not "$id" "$gone"); then echo "can $id"
    elif [ "$(result_of "$id")" = committed ]; then echo "no $id: $why"; fi
  done
}
# Why a release cannot be gone back to, in words; true if it can.
why_not() { # release, images that are gone
  local lost bad how twice taken part
  [ "$1" != "$(current)" ] || { echo "it is the current one"; return 1; }
  [ "$(result_of "$1")" = committed ] || {
    echo "it was never proven to serve: $(cut -f1,2 "$ROOT/releases/$1/outcome" 2>/dev/null || echo prepared only)"
    return 1
  }
  [ "$(meta "$1" kind)" != adopted ] || {
    echo "it ran before stack-actions, which has no files to start it from"
    return 1
  }
  for part in $PARTS; do
    [ -f "$ROOT/releases/$1/$part" ] || { echo "it is not whole: $ROOT/releases/$1/$part is gone"; return 1; }
  done
  lost=$([ -z "$2" ] || each_service image "$ROOT/releases/$1/services" | sort -u | grep -xF -e "$2" | tr '\n' ' ')
  [ -z "$lost" ] || { echo "no longer on this server: ${lost% }"; return 1; }
  # shellcheck disable=SC2046 # names of sums
  bad=$(damaged_contents $(contents_of "$ROOT/releases/$1/models") | head -n 1)
  if [ -n "$bad" ]; then
    how='is gone'; [ ! -e "$ROOT/files/$bad" ] || how='is not what was sent any more'
    echo "$ROOT/files/$bad, which it mounts, $how"
    return 1
  fi
  lost=$([ -n "$LEAVE_DATA" ] || left_behind "$1")
  [ -z "$lost" ] || {
    echo "it does not have what was written since ($lost);" \
      "to leave that behind, roll back with --leave-data (of the action: leave-data: true)"
    return 1
  }
  twice=$(would_start "$1" | second_writers "$1")
  [ -z "$twice" ] || { echo "two must not write to one place at once: $twice"; return 1; }
  taken=$(target_port_conflicts "$1")
  [ -z "$taken" ] || { echo "$taken"; return 1; }
}
# Where the current release's services have written to, and this release would not have it at the same path; nothing
# where it has all.
left_behind() { # release
  local services had
  services=$(services_of "$1") had=$(storage_of "$1")
  awk -F'\t' -v services="$services" -v had="$had" "$AWK_RECORDS$AWK_LEFT_BEHIND" \
    "$services" "$had" "$(storage_of "$(current)")"
}
# What a release is made of: a rollback is what it went back to.
origin() { # release
  local of="$1"
  while [ "$(meta "$of" kind)" = rollback ]; do of=$(meta "$of" of); done
  echo "$of"
}
# What served before, whichever way that came to run: a release that was rolled back from is passed over.
default_target() { # current
  local before to
  before=$(meta "$(origin "$1")" previous)
  to=$(origin "$before")
  [ -d "$ROOT/releases/$to" ] || to=$before
  case $(meta "$to" kind) in deploy | rollback) echo "$to" ;; *) ;; esac
}
# Where a rollback would go: the release's id, then its services; refused with the reason where it cannot.
target() { # [release]
  local now to gone reason
  now=$(current)
  [ -n "$now" ] || die 10 target "nothing was released here yet"
  to=${1:-$(default_target "$now")}
  [ -n "$to" ] || die 10 target "there is no earlier release to go back to"
  valid_id "$to" && [ -d "$ROOT/releases/$to" ] ||
    die 10 target "there is no release '$to' on this server; there are: $(history_ids | tr '\n' ' ')"
  gone=$(for ref in $(gone_images "$to"); do ask pull -q "$ref" >/dev/null 2>&1 || echo "$ref"; done)
  reason=$(why_not "$to" "$gone") || die 10 target "cannot go back to $to: $reason${gone:+, and it cannot be pulled}"
  echo "$to"
  cat "$ROOT/releases/$to/services"
}
# The same as `status` says to people, for a list.
target_rows() { # current
  local can id why
  [ -z "$1" ] || rollback_targets "$1" | while read -r can id why; do
    id=${id%:}
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$can" "$id" "$(meta "$id" kind)" "$(meta "$id" created_at)" \
      "$(meta "$id" commit)" "$(meta "$id" actor)" "$why"
  done
}
