# How many of each service there are to be once the new ones are created: as many as there are, and those that are
# wanted beside them. Files: the intent, services. Only of projects of which something is wanted.

FILENAME == ARGV[1] && $1 == "old" { read_old(); n[key]++ }
FILENAME == ARGV[1] && $1 == "want" { read_want(); n[key] += count; changes[project] }
FILENAME == ARGV[1] { next }
{ read_service() }
project in changes { print project, service, n[key] + 0 }
