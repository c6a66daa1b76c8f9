# Endpoints that answer worse than before, in words. Files: endpoints with their status before, and now.

function rank(status) { return status == 0 ? 0 : status >= 500 ? 1 : status >= 400 && status != 401 ? 2 : 3 }
{ endpoint = $1 "://" $2 ":" $3 ($4 == "-" ? "" : " for " $4); status = $5 }
FILENAME == ARGV[1] { was[endpoint] = status; next }
(endpoint in was) && rank(status) < rank(was[endpoint]) {
  print endpoint ": " (status == 0 ? "no answer" : status) ", before it was " was[endpoint]
}
