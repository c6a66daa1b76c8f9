# Written by scripts/generate.mjs from src/records: do not edit.
# The fields of lines by their names; `key` is a service: its project and its name, for arrays.

# services: one service a line, in order of start.
function read_service() {
  project = $1; service = $2; hash = $3; class = $4; replicas = $5; image = $6; tag = $7; wave = $8; drain = $9;
  check = $10; probe = $11; name = $12; timeout = $13; restart = $14; parallelism = $15; key = project FS service;
}
# routes: one definition of Traefik a line.
function read_route() {
  section = $1; project = $2; service = $3; name = $4; definition = $5; scheme = $6; port = $7; sticky = $8;
  network = $9; key = project FS service;
}
# moves: how the routes of each routed start-first service can be moved to a new version, one a line.
function read_move() {
  project = $1; service = $2; by = $3; seconds = $4; labels = $5; key = project FS service;
}
# binds: what must lie on the server before anything begins, one mount a line.
function read_bind() {
  kind = $1; project = $2; service = $3; source = $4; key = project FS service;
}
# ports: what each service publishes on the server by number, one a line.
function read_port() {
  project = $1; service = $2; protocol = $3; address = $4; from = $5; to = $6; key = project FS service;
}
# storage: what each service can write to, one a line.
function read_stored() {
  project = $1; service = $2; target = $3; place = $4; shared = $5; key = project FS service;
}
# names: what the Compose files call an image that Docker knows by an id alone (it ran before, or came without a
# registry), one a line.
function read_name() {
  image = $1; short_name = $2;
}
# journal: one event a line.
function read_event() {
  utc = $1; uptime = $2; release = $3; step = $4; event = $5; subject = $6; text = $7; code = $8;
}
# ps: a container of this stack, as `ps_of` prints it.
function read_container() {
  id = $1; project = $2; service = $3; hash = $4; state = $5; oneoff = $6; name = $7; status = $8; belongs_to = $9;
  key = project FS service;
}
# want: what is to be created: a line of an intent.
function read_want() {
  mark = $1; project = $2; service = $3; count = $4; class = $5; change = $6; wave = $7; key = project FS service;
}
# old: a container that was there before, and what becomes of it: a line of an intent.
function read_old() {
  mark = $1; project = $2; service = $3; id = $4; fate = $5; policy = $6; class = $7; state = $8; name = $9;
  key = project FS service;
}
# candidates: a new container of this transaction.
function read_candidate() {
  id = $1; project = $2; service = $3; class = $4; wave = $5; how = $6; key = project FS service;
}
