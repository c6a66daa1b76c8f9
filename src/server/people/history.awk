# A release in a line, behind meta.awk, and below it why it did not come to serve, or why it was made.
# Set by the shell: id, mark (`*` for the current one), result, reason.

END {
  created = substr(meta["created_at"] "                    ", 1, 19)
  by = meta["actor"] != "" ? " by " meta["actor"] : ""
  printf "%s %-14s %-8s  %-11s  %s  %s%s\n", mark, id, meta["kind"], result, created, made_from(), by
  if (result != "committed" && reason != "") print "    " reason
  if (meta["reason"] != "") print "    " meta["reason"]
}
function made_from() {
  if (meta["kind"] == "rollback") return "to " meta["of"]
  return meta["kind"] == "adopted" ? "" : "commit " substr(meta["commit"], 1, 12)
}
