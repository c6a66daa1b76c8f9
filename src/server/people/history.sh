# The verb history: each release, and how it ended.

history() {
  now=$(current)
  for id in $(history_ids); do
    awk -v id="$id" -v mark="$([ "$id" = "$now" ] && echo '*' || echo ' ')" -v result="$(r=$(result_of "$id"); echo "${r:-prepared}")" -v reason="$(reason_of "$id" | cut -c1-300 | sed 's/\\/\\\\/g')" '
      { eq = index($0, "="); m[substr($0, 1, eq - 1)] = substr($0, eq + 1) }
      END { printf "%s %-14s %-8s  %-11s  %s  %s%s\n", mark, id, m["kind"], result, substr(m["created_at"] "                    ", 1, 19), m["kind"] == "rollback" ? "to " m["of"] : m["kind"] == "adopted" ? "" : "commit " substr(m["commit"], 1, 12), m["actor"] != "" ? " by " m["actor"] : ""
        if (result != "committed" && reason != "") print "    " reason
        if (m["reason"] != "") print "    " m["reason"] }' "$ROOT/releases/$id/meta" 2>/dev/null
  done
}
