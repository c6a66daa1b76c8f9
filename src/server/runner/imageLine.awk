# An image under the name that it was asked for, behind image.awk: containerd knows an image by a digest under each of
# its names, also under our tags, which go. Read: a line of IMAGE_VIEW. Set by the shell: ref, that name.

{
  digests = $1; id = $2; quoted_platform = $3; config = $4
  image = id
  count = split(digests, digest, " ")
  for (i = 1; i <= count; i++) if (repository(digest[i]) == repository(ref)) image = digest[i]
  print ref, image, platform(quoted_platform), config, id
}
