# Each file as a section, by one process for all. Words: name file name file…

BEGIN {
  for (i = 1; i < ARGC; i += 2) {
    name = ARGV[i]
    file = ARGV[i + 1]
    print "== " name
    while ((getline line <file) > 0) print " " line
    close(file)
  }
}
