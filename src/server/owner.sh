# Nothing of another stack is touched: whose the folder is, and whose a release.

# Whose this folder is, as our containers, networks and volumes bear it: sets OWNER; empty before the first deploy.
read_owner() {
  local line
  OWNER=''
  while IFS= read -r line; do
    case $line in label=*) OWNER=${line#label=} ;; *) ;; esac
  done 2>/dev/null <"$ROOT/identity"
}
# Another stack may have the same folder: `a-b` for `c`, and `a` for `b-c`; or two repositories of one name.
# Sets says: whose the release is. Dies inside: nothing was changed.
must_own() { # file meta of a release
  read_owner
  says=$(sed -n 's/^identity=//p' "$1")
  [ -z "$OWNER" ] || [ "$OWNER" = "$says" ] ||
    fail identity "$ROOT is the folder of $OWNER, and this is a release of ${says:-nobody}"
}
# From the first deploy on it stands there whose the folder is. Dies inside: as before, or whole.
claim_folder() {
  local says lines
  must_own "$ROOT/releases/$ID/meta" || return 1
  [ -n "$says" ] && { [ -z "$OWNER" ] || [ "$(meta "$ID" kind)" = deploy ]; } || return 0
  lines="label=$says$NL$(sed -n '/^\(repository\|repository_id\|name\|environment\)=/p' "$ROOT/releases/$ID/meta")"
  [ "$lines" = "$(cat "$ROOT/identity" 2>/dev/null)" ] || write_whole "$ROOT/identity" "$lines" || return 1
  OWNER=$says
}
