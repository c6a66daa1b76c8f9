# The place to which a container (`id`) goes back: its own lines of addresses, or those of one of its service that is
# gone. Files: what starts again, addresses.

FILENAME == ARGV[1] { again[$1]; next }
$1 == id { own = own $0 "\n" }
$2 == project && $3 == service && !($1 in again) {
  if (gone == "") gone = $1
  if ($1 == gone) others = others $0 "\n"
}
END { printf "%s", own != "" ? own : others }
