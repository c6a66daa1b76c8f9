# Two must never write to one place at once: what would start and write where another container writes that its own does
# not write beside already, in words. Files: what images are called of which there is only an id (`names` of what is to
# start, `names_before` of what serves), services of what is to start (`services`) and of what serves (`serving`), the
# file `storage` of what serves (`had`) and of what is to start (`storage`); then what would start (`s`), volumes (`v`,
# as STANDS_VIEW gives them), containers and where they write (`=` and `w`, as WRITES_VIEW does). `since`: when what
# serves was made; `owner`: our label.

# Nobody knows what it is where one id has two names.
FILENAME == names || FILENAME == names_before {
  read_name()
  if (!(image in named)) named[image] = short_name
  else if (named[image] != short_name) named[image] = ""
  next
}
FILENAME == services || FILENAME == serving {
  read_service(); own = project "/" service
  ours[own]
  if (FILENAME == services) image_of[own] = program(image)
  next
}
FILENAME == had || FILENAME == storage { read_stored(); own = project "/" service }
FILENAME == had && target ~ /^\// { knows++; knew[knows] = own; knew_place[knows] = server_place(place) }
FILENAME == storage && target !~ /^\// { is_database[own]; next }
FILENAME == storage {
  rows++
  has[rows] = own; target_of[rows] = target; place_of[rows] = server_place(place); is_shared[rows] = shared == "shared"
}
FILENAME == had || FILENAME == storage { next }
$1 == "s" { starts[$2 "/" $3] = $4 }
$1 == "v" && unquoted($3) == "local" && path($5) != "" {
  type[$2] = path($4); device[$2] = path($5); options_of[$2] = path($6)
}
$1 == "=" {
  service = unquoted($3) "/" unquoted($4); label = unquoted($5); once = unquoted($6) == "True"
  image = program(unquoted($7))
  runs = $8 == "up"; created = substr($9, 1, 19); finished = substr($10, 1, 19); name = substr($11, 2)
}
$1 == "w" { read_mount($2, $3, $4, path($5)) }

function server_place(text) { if (text ~ /^the folder /) sub(/ of the server$/, "", text); return text }
function program(image,   own) {
  own = repository(image)
  return own == "" && (image in named) ? named[image] : own
}
# Of the container that was read last.
function read_mount(kind, name_of_volume, source, inside,   at) {
  at = kind == "volume" ? volume(unquoted(name_of_volume)) : kind == "bind" ? folder(path(source)) : ""
  if (at == "") return
  writers++
  writes[writers] = at; within[writers] = inside; image_by[writers] = image; called[writers] = name
  service_by[writers] = service; mine[writers] = label == "" || label == owner; one_off[writers] = once
  up[writers] = runs; made[writers] = created; ended[writers] = finished
  whose[writers] = label == "" ? (service == "/" ? "" : service) : label == owner ? service : label
}
function has_it(key, at,   i) {
  for (i = 1; i <= rows; i++) if (has[i] == key && meet(place_of[i], at)) return 1
  return 0
}
function is_of(j, key) { return mine[j] && service_by[j] == key && !one_off[j] }
function leaves(j) { return mine[j] && !one_off[j] && (service_by[j] in ours) }
# Two services of the stack have it, and two will: nobody has it alone.
function both(at,   i, j, n, m, seen) {
  for (j = 1; j <= writers; j++) {
    if (!leaves(j) || !meet(writes[j], at) || (("<" service_by[j]) in seen)) continue
    seen["<" service_by[j]]; n++
  }
  for (i = 1; i <= rows; i++) if (meet(place_of[i], at) && !((">" has[i]) in seen)) { seen[">" has[i]]; m++ }
  return n >= 2 && m >= 2
}
# Whether row i may start beside writer j: no store of data is in it, or it was there with it before.
function may(i, key, j, until,   starts_store, runs_store) {
  starts_store = (key in is_database) || is_store(image_of[key], target_of[i])
  runs_store = is_store(image_by[j], within[j])
  if (leaves(j) && !starts_store && !runs_store && both(place_of[i])) return 1
  if (runs_store || image_by[j] == image_of[key]) return 0
  if (!starts_store && place_of[i] ~ /^the (folder |volume [^ ]+ )/) return 1
  return !leaves(j) && (made[j] < until || (starts[key] == "one-shot" && joins(i, key, j)))
}
# Another service of the stack, which keeps the place, runs beside that writer: so may what runs once.
function joins(i, key, j,   k) {
  for (k = 1; k <= writers; k++) {
    if (!up[k] || one_off[k] || !mine[k] || service_by[k] == key || !meet(writes[k], place_of[i])) continue
    if (meet(writes[k], writes[j]) && has_it(service_by[k], place_of[i])) return 1
  }
  return 0
}
function judge(i, key,   j, own, until) {
  own = 0; until = ""
  for (j = 1; j <= knows; j++) if (knew[j] == key && meet(knew_place[j], place_of[i])) until = substr(since, 1, 19)
  for (j = 1; j <= writers; j++) {
    if (!is_of(j, key) || !meet(writes[j], place_of[i])) continue
    if (up[j]) own = 1; else if (ended[j] > until) until = ended[j]
  }
  if (own && starts[key] != "one-shot") return
  for (j = 1; j <= writers; j++) {
    if (!up[j] || !meet(writes[j], place_of[i])) continue
    if (!is_of(j, key)) {
      if (own || (mine[j] && service_by[j] != key && has_it(service_by[j], place_of[i]))) continue
      if (may(i, key, j, until)) continue
    }
    if (!said[key, called[j]]++) tell(i, key, j)
  }
}
function tell(i, key, j) {
  printf "%s%s would write to %s while the container %s%s writes there; if that one is no longer needed, " \
    "stop it first: docker stop %s", sep, key, place_of[i], called[j], whose[j] == "" ? "" : " (" whose[j] ")", \
    called[j]
  sep = "; "
}
END { for (i = 1; i <= rows; i++) if ((has[i] in starts) && !is_shared[i]) judge(i, has[i]) }
