# Of images, `TAGS|DIGESTS` a line, the names of those that nobody needs: every tag was pulled by us (the first file),
# and no digest is of a release that is kept (`NAMED` of the environment, one a line).

BEGIN { n = split(ENVIRON["NAMED"], list, "\n"); for (i = 1; i <= n; i++) named[list[i]] }
FILENAME == ARGV[1] { pulled[$0]; next }
{
  n = split($1, tag, " "); for (i = 1; i <= n; i++) if (!(tag[i] in pulled)) next
  n = split($2, digest, " "); for (i = 1; i <= n; i++) if (digest[i] in named) next
  print $1 $2
}
