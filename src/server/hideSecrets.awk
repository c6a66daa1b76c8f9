# Replaces secrets in a text by ***. Input: files `secrets` (one form of a secret a line), then the text.
# Secrets are compared as plain strings, never as patterns, and may overlap. A line longer than `most` is cut there; a
# secret that begins before that place is hidden whole.

FILENAME ~ /\/secrets$/ { remember($0); next }
{
  is_long = length($0) > most
  text = is_long ? substr($0, 1, most + longest) : $0
  shown = find_secrets() ? without_secrets() : substr(text, 1, most)
  print shown (is_long ? "…" : "")
}

# A value of up to seven characters is not hidden: it stands in too many words that are no secret.
function remember(form) {
  if (length(form) <= 7) return
  forms[++form_count] = form
  if (length(form) > longest) longest = length(form)
}

# Sets end[at] to the place behind the longest secret that begins at this place of the text; false where there is none.
function find_secrets(   i, at, step, behind, found) {
  split("", end)
  for (i = 1; i <= form_count; i++) {
    at = 0
    while ((step = index(substr(text, at + 1), forms[i])) > 0) {
      found = 1
      at += step
      behind = at + length(forms[i])
      if (end[at] < behind) end[at] = behind
    }
  }
  return found
}

# The parts between the secrets. `shown_to` is where the part begins that is still to be shown, `hidden_to` where the
# secret ends that was hidden last: one that begins inside it, or right behind it, is no second one.
function without_secrets(   at, last, parts, shown_to, hidden_to) {
  shown_to = 1
  last = length(text) < most ? length(text) : most
  for (at = 1; at <= last; at++) {
    if (!(at in end)) continue
    if (at > hidden_to) parts = parts substr(text, shown_to, at - shown_to) "***"
    if (end[at] > hidden_to) hidden_to = end[at]
    shown_to = hidden_to
  }
  return parts (last >= shown_to ? substr(text, shown_to, last - shown_to + 1) : "")
}
