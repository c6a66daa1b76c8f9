# Prints a script for sed that replaces what steers a terminal by escapes: control characters, and characters that
# reverse text. It removes colours, and keeps tabs. Characters of more than one byte are written by their bytes, because
# LC_ALL is C.

BEGIN {
  print "s/\r*$//"
  # Most lines have nothing of it, and are done here.
  print "/[\001-\010\013-\037\177\302\342]/!b"
  print "s/\033\\[[0-9;]*m//g"
  for (code = 1; code < 128; code++)
    if (code < 9 || code > 10 && code < 32 || code == 127) printf "s/%c/\\\\x%02x/g\n", code, code
  # U+0080 to U+009F: control characters.
  for (byte = 128; byte < 160; byte++) printf "s/\302%c/\\\\u{%02x}/g\n", byte, byte
  # U+200B to U+200F and U+2028 to U+202E, then U+2060 to U+206F: nothing to see, and text that runs backwards.
  for (byte = 139; byte < 175; byte++)
    if (byte < 144 || byte > 167) printf "s/\342\200%c/\\\\u{%x}/g\n", byte, 8192 + byte - 128
  for (byte = 160; byte < 176; byte++) printf "s/\342\201%c/\\\\u{%x}/g\n", byte, 8256 + byte - 128
}
