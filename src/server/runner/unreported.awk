# Which of these containers Docker has said nothing of: `ID -` each. Read: what it said, then the ids.

# Wherever the key stands: Docker sorts the keys of some.
FILENAME == ARGV[1] {
  while (/^\{/ && (at = index($0, "\"Id\":\"")) > 0) {
    is_said[substr($0, at + 6, 64)]
    $0 = "{" substr($0, at + 6)
  }
  next
}
NF && !($1 in is_said) { print $1, "-" }
