# Containers that are not in the intent, as lines of candidates. Files: the intent, lines of `ps_of`.

FILENAME == ARGV[1] && $1 == "old" { read_old(); old[id] }
FILENAME == ARGV[1] && $1 == "want" { read_want(); class_of[key] = class; how_of[key] = change; wave_of[key] = wave }
FILENAME == ARGV[1] { next }
{ read_container() }
id in old { next }
key in class_of { print id, project, service, class_of[key], wave_of[key], how_of[key]; next }
{ print id, project, service, "-", 0, "stray" }
