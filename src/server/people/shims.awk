# Id and containerd address of each container that Docker runs. Read: the words of each shim, one a line, an empty
# line behind each. Who is no root can start programs with such words, too: only what is no harm to type is passed on.

last == "-namespace" { space = $0 }
last == "-id" { id = $0 }
last == "-address" { address = $0 }
{ last = $0 }
$0 == "" {
  is_id = length(id) == 64 && id !~ /[^0-9a-f]/
  if (space == "moby" && is_id && address ~ /^\/[A-Za-z0-9._\/-]+$/) print id, address
  space = id = address = ""
}
