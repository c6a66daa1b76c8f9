# Puts old containers back to their addresses. Where somebody else has taken one, the proxies of the stack look its name up anew.

# The place to which a container goes back: its own, or that of one of its service that is gone.
place_of() { # container project service; lines as had_addresses gives them
  awk -F'\t' -v id="$1" -v p="$2" -v s="$3" 'FILENAME == ARGV[1] { again[$1]; next } $1 == id { own = own $0 "\n" }
    $2 == p && $3 == s && !($1 in again) { if (gone == "") gone = $1; if ($1 == gone) other = other $0 "\n" } END { printf "%s", own != "" ? own : other }' "$TX/again" "$TX/addresses"
}
# Starts what goes back to an address, one after the other in the order of the release, each when all lower addresses are taken. Dies inside: some run again, and some sleep; it can be run again.
start_in_place() {
  [ -s "$TX/addresses" ] || return 0
  awk -F'\t' -v OFS='\t' 'FILENAME == ARGV[1] { at[$2 FS $3]; next } FILENAME == ARGV[2] { wave[$1 FS $2] = FNR; next } ($2 FS $3) in at { print wave[$2 FS $3] + 0, $0 }' \
    "$TX/addresses" "$(services_of "$(intent_value previous)")" "$TX/again" | sort -n >"$TX/places"
  room || return 1
  while IFS=$TAB read -r _ id project svc; do
    place=$(place_of "$id" "$project" "$svc")
    # One that sleeps may have got it.
    # shellcheck disable=SC2046,SC2086 # lists of ids
    [ ! -e "$TX/holds" ] || { there=$({ printf '%s\n=\n' "$place"; addresses_of $(sleepers); } | awk -F'\t' '$0 == "=" { looked = 1; next } !looked { want[$4 FS $5]; next } ($4 FS $5) in want { print $1 }'); [ -z "$there" ] || ask rm -f -v $there >/dev/null 2>&1; }
    hold_below "$place"
    act_start "$id" "$project/$svc"
  done <"$TX/places"
  let_go
}
# shellcheck disable=SC2016 # Go's template
KEEPER_VIEW='{{.ID}}{{"\t"}}{{slice .Name 1}}{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}{{printf "%q" .Path}}{{"\t"}}{{printf "%q" .Config.Env}}{{"\t"}}{{range .NetworkSettings.Networks}}{{.NetworkID}} {{end}}'
# The last resort of an undo, where somebody else has taken an old container's address: the stack's own proxies that keep addresses look the name up anew. Lines: container name nginx|other.
keepers() { # lines as addresses_of gives them
  known=$(ps_of "$(services_of "$previous")" | awk -F'\t' '$5 == "running" { print $1 }')
  # shellcheck disable=SC2086 # a list of ids
  { printf '%s\n=\n' "$1"; [ -z "$known" ] || ask inspect -f "$KEEPER_VIEW" $known 2>/dev/null; } | awk -F'\t' -v OFS='\t' "$AWK_PLAIN"'
    function last(word) { sub(/@.*/, "", word); sub(/:[^\/:]*$/, "", word); sub(/.*\//, "", word); return word }
    $0 == "=" { looked = 1; next }
    !looked { at[$4]; moved[$1]; next }
    $1 in moved { next }
    { words = " " last(plain($3)) " " last(plain($4)) " "; if ($5 ~ /"NGINX_VERSION=/) words = words "nginx "; if ($5 ~ /"(HAPROXY|HTTPD)_VERSION=/) words = words "haproxy "
      if (words !~ / (nginx|openresty|angie|tengine|haproxy|httpd|apache2?|varnish|swag|nginx-proxy-manager) /) next
      n = split($6, network, " "); for (i = 1; i <= n; i++) if (network[i] in at) { print $1, $2, words ~ / nginx / ? "nginx" : "other"; next } }'
}
# Dies inside: one is restarted, or not yet; it can be run again.
find_anew() { # ids of what is back
  gone=$(moved "$@")
  [ -n "$gone" ] || return 0
  tell_moved "$gone"
  keepers "$gone" >"$TX/keepers"
  while IFS=$TAB read -r id name kind; do
    # nginx takes a configuration that it can read without a pause, and is left as it is where it cannot.
    if [ "$kind" = nginx ] && ask exec "$id" nginx -t >/dev/null 2>&1 && ask exec "$id" nginx -s reload >/dev/null 2>&1; then note "$name" "was told to look up names anew"
    elif [ "$kind" = nginx ] && ask exec "$id" nginx -v >/dev/null 2>&1; then note "$name" "cannot read its configuration: $(ask exec "$id" nginx -t 2>&1 | tail -n 2 | blank)"
    else act restart "$id" && note "$name" "was restarted, to look up names anew"; fi
  done <"$TX/keepers"
  return 0
}
