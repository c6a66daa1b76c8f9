# Addresses in one form: IPv4 with dots, also one that is mapped into IPv6; of IPv6 its 32 digits.

function full(text,   half, head, tail) {
  if (text !~ /:/) return text
  split(tolower(text), half, "::"); head = groups(half[1]); tail = groups(half[2])
  while (length(head tail) < 32) head = head "0"
  return mapped(head tail)
}
function quad(digits) {
  return hex(substr(digits, 1, 2)) "." hex(substr(digits, 3, 2)) "." hex(substr(digits, 5, 2)) "." \
    hex(substr(digits, 7, 2))
}
function groups(text,   part, four, n, i, digits) {
  n = split(text, part, ":"); digits = ""
  for (i = 1; i <= n; i++) {
    if (part[i] ~ /[.]/) {
      split(part[i], four, ".")
      digits = digits sprintf("%02x%02x%02x%02x", four[1], four[2], four[3], four[4])
    } else digits = digits substr("0000" part[i], length(part[i]) + 1)
  }
  return digits
}
function mapped(digits) {
  return substr(digits, 1, 24) == "00000000000000000000ffff" ? quad(substr(digits, 25)) : digits
}
# As the kernel writes it, as bytes lie in this machine.
function kernel(text,   i, digits) {
  digits = ""
  for (i = 1; i < length(text); i += 8) {
    digits = digits substr(text, i + 6, 2) substr(text, i + 4, 2) substr(text, i + 2, 2) substr(text, i, 2)
  }
  return length(text) == 8 ? quad(digits) : mapped(tolower(digits))
}
function every(address) { return address == "" || address == "00000000000000000000000000000000" }
function overlap(one, other) {
  return one == other || every(one) || every(other) ||
    ((one == "0.0.0.0" || other == "0.0.0.0") && one ~ /[.]/ && other ~ /[.]/)
}
