# Each Traefik that runs, as a line. On stdin: `traefik_SUM=…` of all releases, `=`, lines as PROXY_VIEW gives them,
# `=`, the same once more. `root`: the folder with what was read in each of them, by id. `socket`: that of Docker.

$0 == "=" { part++; next }
!part { read_known(); next }
length($1) != 64 || $1 ~ /[^0-9a-f]/ { next }
part == 1 { networks_of[$1] = listed($2); next }
{
  id = $1; own_networks = listed($2); mounts = places($3); called = name($4); started = $5
  if (is_traefik($6, $7)) judge()
}

# What a release says of a static configuration file with this sum.
function read_known(   eq) { eq = index($0, "="); known[substr($0, 9, eq - 9)] = substr($0, eq + 1) }
# Project and service, or its own name.
function name(quoted,   part) {
  split(quoted, part, "\037")
  return (part[1] == "" ? "" : unquoted(part[1]) "/") unquoted(part[2] == "" ? part[3] : part[2])
}
# By the title or the name of its image, its program, or an argument that only Traefik has. Its arguments go to `arg`;
# `variables` is where its variables begin.
function is_traefik(image, title,   i, mine, text) {
  mine = unquoted(title) == "Traefik"
  image = word(image); sub(/@.*/, "", image); sub(/:[^\/:]*$/, "", image)
  if (image ~ /(^|\/)traefik$/) mine = 1
  args = 0
  for (i = 8; i <= NF && $i != "="; i++) {
    text = word($i)
    if (i < 11 && text ~ /(^|\/)traefik$/) mine = 1
    if (i > 8 && (args || text ~ /^-/)) arg[++args] = text
    if (tolower(text) ~ /^--providers\.(docker|swarm|file)(=|\.|$)/) mine = 1
  }
  variables = i + 1
  return mine
}
function judge(   line) {
  forget_settings(); read_arguments()
  split("", file); line = ""
  if ((getline line <(root id)) > 0) { split(line, file, "\037"); close(root id) }
  read_at = file[1]; path = file[2]; sum = file[3]; program = file[4]
  if (read_at != started) print "\nask\t" id "\t" started "\t" set["configfile"]
  else if (path ~ /^\//) configured_by_file()
  else {
    if (args == 0) read_variables(variables)
    if (!on("providers.docker") || on("providers.docker.swarmmode")) print "\nelse\t" called "\t" id
    else configured_by_words()
  }
}
# Of a file a release says: whether it asks Docker, folder, throttle, sign, which containers, entry point, address,
# endpoint of Docker.
function configured_by_file(   is) {
  if (!(sum in known)) {
    if (alone(networks(own_networks))) print_traefik("", "")
    else print "\nunknown\t" called "\t" id "\t" path
    return
  }
  split(known[sum], is, "\037")
  if (is[1] != 1) { print "\nelse\t" called "\t" id; return }
  print_traefik(is[2] "\t" is[3] "\t" is[4] "\t" source(mounts, is[2]) "\t" is[5] "\t" is[6] "\t" is[7], is[8])
}
function configured_by_words(   folder, throttle, lists) {
  find_sign()
  folder = set["providers.file.directory"]
  if (length(folder) > 1) sub(/\/+$/, "", folder)
  if (folder == "" || set["providers.file.watch"] ~ /^[Ff]alse$/) folder = "-"
  # Without a shell in its container nothing can be written there.
  if (path == "?") { folder = "-"; sign = "none" }
  throttle = set["providers.providersthrottleduration"]
  throttle = throttle == "" ? 2000 : ms(throttle)
  lists = set["providers.docker.constraints"] == "" ? "all" : "some"
  print_traefik(folder "\t" throttle "\t" sign "\t" source(mounts, folder) "\t" lists "\t" entry "\t" where, \
    set["providers.docker.endpoint"])
}
function print_traefik(fields, endpoint,   has, access, trust) {
  has = networks(own_networks); access = docker_access(mounts, endpoint)
  if (alone(has)) print "\nnot\t" called "\t" id "\tit is in no network"
  else if (access == "") print "\nnot\t" called "\t" id "\tit has neither the socket of Docker nor an endpoint"
  else {
    trust = access == "docker" && program == "traefik" ? "sure" : "unproven"
    print "\nasks\t" called "\t" id "\t" fields "\t" has "\t" trust "\t" called
  }
}
