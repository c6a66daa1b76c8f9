# What a release is made of and who made it, behind meta.awk.

END {
  if (meta["kind"] == "adopted") { print "ran before stack-actions"; exit }
  is_rollback = meta["kind"] == "rollback"
  by = (meta["actor"] != "" ? " by " meta["actor"] : "") (meta["created_at"] != "" ? " on " meta["created_at"] : "")
  if (is_rollback) print "rolled back to " meta["of"] by (meta["reason"] != "" ? ": " meta["reason"] : "")
  print "commit " meta["commit"] (meta["ref"] != "" ? " of " meta["ref"] : "") (is_rollback ? "" : ", deployed" by)
  if (meta["differs"] != "") print "not as committed: " meta["differs"]
  if (meta["run_url"] != "") print meta["run_url"]
}
