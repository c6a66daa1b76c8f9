# The number that hexadecimal digits say.
function hex(text,   i, sum) {
  sum = 0
  for (i = 1; i <= length(text); i++) sum = sum * 16 + index("0123456789abcdef", tolower(substr(text, i, 1))) - 1
  return sum
}
