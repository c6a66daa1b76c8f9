# A text as Docker printed it by %q, without its quotes. One that needs an escape
# keeps them, and equals nothing of ours.
function plain(text) { return text ~ /^"[^\\"]*"$/ ? substr(text, 2, length(text) - 2) : text }
