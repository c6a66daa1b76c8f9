# What the config of a checkout calls its origin, without a login, behind the folder, which the shell sets.

/^[ \t]*\[/ { is_origin = /remote "origin"/ }
is_origin && /^[ \t]*url[ \t]*=/ {
  url = $0
  sub(/^[^=]*=[ \t]*/, "", url)
  sub(/:\/\/[^\/@]*@/, "://", url)
  print folder "\t" url
  exit
}
