# What does not answer as well as before, in words. Files: ways in with their answers before, and now.

function rank(status) { return status == 0 ? 0 : status >= 500 ? 1 : status >= 400 && status != 401 ? 2 : 3 }
{ way = $1 "://" $2 ":" $3 ($4 == "-" ? "" : " for " $4); status = $5 }
FILENAME == ARGV[1] { was[way] = status; next }
(way in was) && rank(status) < rank(was[way]) {
  print way ": " (status == 0 ? "no answer" : status) ", before it was " was[way]
}
