# What answers, in words for the journal: `project/service`, state, image, container. Files: services, lines of
# `running_now`. What ran before us, or came without a registry, is named by the id of its image.

FILENAME == ARGV[1] { read_service(); image_of[project "/" service] = image; next }
$0 == "" { next }
{
  at = unquoted($1) "/" unquoted($2)
  print at "\t" $3 " " (image_of[at] ~ /^sha256:/ ? $6 : unquoted($4)) " " substr($5, 1, 12)
}
