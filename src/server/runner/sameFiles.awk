# Of lines container, path, sum, from, before, those whose file `from` is what it is to be, or what the release before
# brought; all others go to the file `others`, which the shell sets. Read: lines of sha256sum, then those.

FILENAME == ARGV[1] { sum_of[substr($0, 67)] = substr($0, 1, 64); next }
{ container = $1; path = $2; sum = $3; from = $4; before = $5 }
(from in sum_of) && (sum_of[from] == sum || (before in sum_of) && sum_of[from] == sum_of[before]) {
  print container, path, "same"
  next
}
{ print >others }
