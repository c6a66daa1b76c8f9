# How images are named and described.

# A name as Docker shortens its own.
function bare(name) {
  sub(/^(index[.])?docker[.]io[\/]/, "", name)
  sub(/^library[\/]/, "", name)
  return name
}
# Without its tag and its digest.
function repository(name) {
  name = bare(name)
  sub(/@.*/, "", name)
  sub(/:[^\/:]*$/, "", name)
  return name
}
# As an image says it, which may say anything: "linux"/"amd64", quoted.
function platform(quoted) {
  if (quoted !~ /^"[a-z0-9]+"\/"[a-z0-9]+"$/) return "unknown/unknown"
  gsub(/"/, "", quoted)
  return quoted
}
