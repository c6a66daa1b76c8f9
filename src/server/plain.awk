# A text as Docker printed it by %q, without its quotes. One that needs an escape
# keeps them, and equals nothing of ours.
function plain(text) { return text ~ /^"[^\\"]*"$/ ? substr(text, 2, length(text) - 2) : text }
# A restart policy as `docker update` takes it, of its name and its most retries as `docker inspect` says them.
# src/release/plan/likeness/containerAsService.ts says the same for the runner.
function restart_policy(name, retries) {
  if (name == "on-failure" && retries > 0) return name ":" retries
  return name == "" ? "no" : name
}
