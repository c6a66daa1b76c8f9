# Lines of `places` as a person reads them. Set by the shell: first, where rollback goes by itself; me, the program.

$1 == "can" { possible = possible "  " $2 ($2 == first ? "   (where rollback goes by itself)" : "") "\n" }
$1 == "no" { no_longer = no_longer "  " substr($0, 4) "\n" }
END {
  if (possible == "") printf "\nThere is no release to go back to.\n"
  else printf "\nCan be gone back to, by %s rollback RELEASE:\n%s", me, possible
  if (no_longer != "") printf "No longer:\n%s", no_longer
}
