# Which images of a release are here, with their platform, behind image.awk; those that have their tag go to the file
# `tagged`, which the shell sets. Read: what Docker knows (platform, then id and names with a blank between), then image
# and tag of each.

FILENAME == ARGV[1] {
  count = split($2, names, " ")
  for (i = 1; i <= count; i++) {
    name = bare(names[i])
    platform_of[name] = platform($1)
    line_of[name] = NR
  }
  next
}
{
  image = $1; tag = $2
  name = bare(image)
  if (!(name in platform_of)) next
  print platform_of[name], image
  # One line is one image, by whatever name.
  if (line_of[bare(tag)] == line_of[name]) print image, tag >tagged
}
