# Where the services that serve now have written to, and the release to go back to would not have it at the same path.
# Read: of that release its files `services` and `storage`, then `storage` of what serves.
# Set by the shell: services and had, the names of the first two. The rule of release/plan/storage/storage.ts.

FILENAME == services { read_service(); has_service[key]; next }
{ read_stored(); row = project FS service FS target FS place }
FILENAME == had { had_row[row]; had_place[place]; next }
{ now_at[target FS place]; now_places[++place_count] = place }
row in had_row { next }
# A service that the release does not have writes to a place that it has all the same.
!((project FS service) in has_service) && (place in had_place) { next }
{ say(row) }
# A word for the folder of a database in its place (PGDATA): where nothing else is said now, it lies elsewhere.
END {
  for (row in had_row) {
    split(row, field, FS)
    target = field[3]; place = field[4]
    if (target ~ /^\// || (target FS place) in now_at) continue
    if (is_in_use(place)) say(row)
  }
}

function is_in_use(place,   i) {
  for (i = 1; i <= place_count; i++)
    if (now_places[i] == place || index(place, now_places[i] "/") == 1) return 1
  return 0
}
function say(row,   field) {
  split(row, field, FS)
  printf "%s%s/%s at %s: %s", separator, field[1], field[2], field[3], field[4]
  separator = "; "
}
