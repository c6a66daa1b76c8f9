# The lines of routes that go into a pin, each router, service and middleware once. What was sick before and is left as
# it is stays with its labels: where Traefik has answered 404 for it, a pin would lead to what does not answer.
# `intent`: the file.

BEGIN {
  while ((getline <intent) > 0) {
    if ($1 == "sick") sick[$2 FS $3]
    if ($1 == "want") want[$2 FS $3]
  }
}
{ read_route() }
section == "routers" && (key in sick) && !(key in want) { next }
!seen[section FS name]++
