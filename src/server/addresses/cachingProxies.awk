# Which containers are proxies that cache addresses, and share a network with a container that has a new address. Prints
# container, name, and `nginx` or `other`. Input: what has a new address, lines as `addresses_of` prints them; `=`;
# lines as CACHING_PROXY_VIEW prints them.

function last(word) { sub(/@.*/, "", word); sub(/:[^\/:]*$/, "", word); sub(/.*\//, "", word); return word }
$0 == "=" { looked = 1; next }
!looked { moved[$1]; at[$4]; next }
$1 in moved { next }
{ id = $1; name = $2; image = unquoted($3); program = unquoted($4); variables = $5; networks = $6 }
{
  words = " " last(image) " " last(program) " "
  if (variables ~ /"NGINX_VERSION=/) words = words "nginx "
  if (variables ~ /"(HAPROXY|HTTPD)_VERSION=/) words = words "haproxy "
}
words !~ / (nginx|openresty|angie|tengine|haproxy|httpd|apache2?|varnish|swag|nginx-proxy-manager) / { next }
{
  n = split(networks, network, " ")
  for (i = 1; i <= n; i++) if (network[i] in at) { print id, name, words ~ / nginx / ? "nginx" : "other"; next }
}
