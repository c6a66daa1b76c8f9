# Whose a release is, and under which names Compose knows it, behind meta.awk.

END {
  if (meta["name"] != "") print meta["name"] " (" meta["environment"] ") of " meta["repository"]
  count = split(meta["projects"], pairs, " ")
  for (i = 1; i <= count; i++) {
    split(pairs[i], names, "=")
    if (names[1] != names[2]) print "Compose project " names[2] ", in place of " names[1]
  }
}
