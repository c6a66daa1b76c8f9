# Fields as `docker inspect` and `docker ps` print them.

# Takes the quotes from a text that Docker printed by %q. A text with an escape keeps its quotes: no name of ours has
# an escape, so that it equals none of them.
function unquoted(text) { return text ~ /^"[^\\"]*"$/ ? substr(text, 2, length(text) - 2) : text }

# Joins the name and the maximum of retries, as `docker inspect` prints them, to the word that `docker update --restart`
# takes. src/release/plan/likeness/containerAsService.ts does the same on the runner.
function restart_policy(name, retries) {
  if (name == "on-failure" && retries > 0) return name ":" retries
  return name == "" ? "no" : name
}
