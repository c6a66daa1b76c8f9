# The fields of lines that several programs read, by name. `key` is a service: its project and its name, for arrays.

# A service of a release: its file `services`.
function read_service() {
  project = $1; service = $2; hash = $3; class = $4; replicas = $5; image = $6; wave = $8; check = $10; key = $1 FS $2
}
# A container: a line of `ps_of`.
function read_container() {
  id = $1; project = $2; service = $3; hash = $4; state = $5; name = $7; status = $8; key = $2 FS $3
}
# What is to be created: a line `want` of an intent.
function read_want() { project = $2; service = $3; count = $4; class = $5; change = $6; wave = $7; key = $2 FS $3 }
# A container that was there before, and what becomes of it: a line `old` of an intent.
function read_old() {
  project = $2; service = $3; id = $4; fate = $5; policy = $6; class = $7; state = $8; name = $9; key = $2 FS $3
}
# A new container: a line of `candidates`.
function read_candidate() { id = $1; project = $2; service = $3; class = $4; wave = $5; how = $6; key = $2 FS $3 }
# A line of the file `routes` of a release.
function read_route() {
  section = $1; project = $2; service = $3; name = $4; definition = $5
  scheme = $6; port = $7; sticky = $8; network = $9; key = $2 FS $3
}
# How the routes of a service can be moved: a line of the file `ways` of a release.
function read_way() { project = $1; service = $2; way = $3; seconds = $4; labels = $5; key = $1 FS $2 }
