# The Traefik that the routes go through, of lines as `traefiks_of` gives them: the one that the release names (`want`),
# else the only one that asks Docker. What `read_proxy` wants of it.

$1 == "asks" {
  n++
  line[n] = $0; sub(/^[^\t]*\t[^\t]*\t/, "", line[n])
  if ($2 == want && !own) own = n
  if (!($2 in names)) { names[$2]; different++ }
}
END { if (own || different == 1) print line[own ? own : 1] }
