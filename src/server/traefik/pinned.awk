# The lines of routes that go into a pin, each router, service and middleware once. No router of a service that was
# unhealthy before and is not replaced: Traefik answers 404 for it by its labels, and a pin would lead users to what
# does not answer. `intent`: the file.

BEGIN {
  while ((getline <intent) > 0) {
    if ($1 == "unhealthy") unhealthy[$2 FS $3]
    if ($1 == "want") want[$2 FS $3]
  }
}
{ read_route() }
section == "routers" && (key in unhealthy) && !(key in want) { next }
!seen[section FS name]++
