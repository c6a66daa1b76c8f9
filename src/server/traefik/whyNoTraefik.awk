# Why none of these Traefiks, lines as `traefiks_of` gives them, can be spoken to; nothing where none is set up.

$1 == "unknown" {
  print "nobody has read " $4 " of the Traefik " $2 " since it was changed: a deploy from GitHub reads it"
  said = 1
  exit
}
$1 == "asks" { names = names " " $2 }
$1 == "not" && why == "" { why = $2 " is set up as Traefik, but " $4 ": it is told nothing" }
END {
  if (said) exit
  if (names != "") {
    why = "several Traefiks run (" substr(names, 2) \
      "), and the release does not say which of them its routes go through"
  }
  if (why != "") print why
}
