# The verb history: each release, and how it ended.

history() {
  local now id mark result reason
  now=$(current)
  for id in $(history_ids); do
    mark=' '; [ "$id" != "$now" ] || mark='*'
    result=$(result_of "$id")
    # awk reads escapes in what it is given by -v.
    reason=$(reason_of "$id" | cut -c1-300 | sed 's/\\/\\\\/g')
    awk -v id="$id" -v mark="$mark" -v result="${result:-prepared}" -v reason="$reason" \
      "$AWK_META$AWK_HISTORY" "$ROOT/releases/$id/meta" 2>/dev/null
  done
}
