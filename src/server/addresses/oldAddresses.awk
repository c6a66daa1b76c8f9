# The addresses at which a container (`id`) is to start again: its own lines of the file `addresses`, or those of the
# first container of its service that does not start again. Input: what starts again, then the file `addresses`.

FILENAME == ARGV[1] { again[$1]; next }
$1 == id { own = own $0 "\n" }
$2 == project && $3 == service && !($1 in again) {
  if (gone == "") gone = $1
  if ($1 == gone) others = others $0 "\n"
}
END { printf "%s", own != "" ? own : others }
