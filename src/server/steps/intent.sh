# Writes down what runs, what becomes of each container, and what is to be created.

# shellcheck disable=SC2016 # Go's template
POLICY_VIEW='={{"\t"}}{{.Id}}{{"\t"}}{{.HostConfig.RestartPolicy.Name}}{{"\t"}}{{.HostConfig.RestartPolicy.MaximumRetryCount}}{{"\t"}}{{printf "%q" .Config.Image}}{{"\t"}}{{.Image}}{{"\t"}}{{range .Mounts}}{{if eq .Type "volume"}}{{if eq (len .Name) 64}}+{{end}}{{end}}{{end}}{{"\t"}}{{printf "%.10q" .HostConfig.NetworkMode}}{{"\t"}}{{range $name, $how := .NetworkSettings.Networks}}{{if not (or (eq $name "bridge") (eq $name "host") (eq $name "none"))}}{{$how.NetworkID}} {{end}}{{end}}'
NETS='' # those of the server, where something is stopped
# What becomes of each container, and what is to be created: lines `want`, `sick` and `old` of an intent, and `lost` where data would go with what is stopped. Reads only; false where it was not told all.
becomes() { # services of what serves, of what is to; stdin: lines as POLICY_VIEW gives them, those of `ps_of`, `=`
  awk -F'\t' -v OFS='\t' -v oldf="$1" -v newf="$2" -v stays="$(! kept_pin || echo "$ROOT/deaf")" -v nets=" $(printf '%s' "$NETS" | tr '\n' ' ') " "$AWK_PLAIN"'
    FILENAME == oldf && oldf != newf { oh[$1 FS $2] = $3; oc[$1 FS $2] = $4; next }
    FILENAME == newf { k = $1 FS $2; nh[k] = $3; nc[k] = $4; rep[k] = $5; image[k] = $6; wave[k] = $8; order[++count] = k; next }
    $0 == "=" { ended = 1; next }
    $1 == "=" { pol[$2] = $3 == "" ? "no" : $3 == "on-failure" && $4 > 0 ? $3 ":" $4 : $3; named[$2] = plain($5); is[$2] = $6; data[$2] = $7
      fast[$2] = plain($8) == "container:"; parts = split($9, net, " "); for (i = 1; i <= parts; i++) if (!index(nets, " " net[i] " ")) fast[$2] = 1; next }
    $0 == "" { next }
    # Without our label it ran before us and was kept, or somebody started it by hand, which another image gives away.
    function by_hand(id) { return nc[k] != "one-shot" && (image[k] ~ /^sha256:/ ? is[id] : named[id]) != image[k] }
    # Stopped, and what is wanted: started as it is where it has data that no other one gets, or where only one may be.
    function back(id) { return oh[k] == nh[k] && nc[k] != "one-shot" && state[id] == "exited" && !fast[id] && (hash[id] != "" ? hash[id] == nh[k] : !by_hand(id)) && (data[id] != "" || nc[k] == "exclusive") }
    function waits(k,    i) { for (i = 1; i <= n[k]; i++) if (back(c[k, i])) return 1; return 0 }
    { k = $2 FS $3; c[k, ++n[k]] = $1; state[$1] = $5; name[$1] = $7; hash[$1] = $4; if (!(k in seen)) { seen[k]; keys[++m] = k }
      if ($5 == "running") up[k]++; if ($5 == "running" && $8 !~ /unhealthy/) { well[k]++; if ($8 !~ /health: starting/) fit[k]++ } if ($5 ~ /running|restarting|paused/) live[k]++; if ((k in nh) && $5 ~ /running|restarting|paused/ && ($4 != "" ? $4 != nh[k] : by_hand($1))) drift[k] = 1 }
    function out(k, i, what, class) { split(k, p, FS); id = c[k, i]; print "old", p[1], p[2], id, what, pol[id], class, state[id], name[id] }
    END { if (!ended) exit 1
      for (j = 1; j <= count; j++) { k = order[j]; split(k, p, FS); want = 0; change = ""
        if (!(k in oh) && !n[k]) { change = "new"; want = rep[k] }
        else if (oh[k] != nh[k] || drift[k] || (nc[k] != "one-shot" && !up[k] && rep[k] > 0 && (live[k] || !waits(k)))) { change = nc[k] == "exclusive" && n[k] && !live[k] ? "down" : "changed"; want = rep[k]
          for (i = 1; i <= n[k]; i++) { out(k, i, nc[k] == "one-shot" ? "spent" : "replace", nc[k]); id = c[k, i]
            if (nc[k] != "one-shot" && oh[k] == nh[k] && !live[k] && state[id] == "exited" && data[id] != "") print "lost", p[1], p[2], name[id] } }
        else if (nc[k] == "one-shot") { for (i = 1; i <= n[k]; i++) out(k, i, "keep", nc[k]) }
        else { kept = 0; missing = rep[k] - (up[k] < rep[k] ? up[k] : rep[k])
          for (i = 1; i <= n[k]; i++) if (state[c[k, i]] == "running" && kept < rep[k]) { kept++; out(k, i, "keep", nc[k]) }
            else if (missing > 0 && back(c[k, i])) { missing--; out(k, i, "again", nc[k]) } else out(k, i, "shrink", nc[k])
          if (missing > 0) { change = "rescaled"; want = missing } }
        if (nc[k] == "one-shot" && want > 1) want = 1
        if (want > 0) wanted[k]; if (want > 0) print "want", p[1], p[2], want, nc[k], change, wave[k] }
      # Under a pin that has stayed it may answer all the same. What is starting, and is left as it is, may crash over and over: its routes stay its own until it is up, as without us.
      if (stays != "") while ((getline <stays) > 0) if ($1 == "sick") ill[$2 FS $3]
      for (k in live) if (live[k] && (!well[k] || (!fit[k] && !(k in wanted))) && (stays == "" || (k in ill))) { split(k, p, FS); print "sick", p[1], p[2] }
      for (j = 1; j <= m; j++) { k = keys[j]; if (k in nh) continue
        for (i = 1; i <= n[k]; i++) out(k, i, (k in oh) ? (oc[k] == "one-shot" ? "spent" : "remove") : "keep", (k in oc) ? oc[k] : "exclusive") } }' "$1" "$2" -
}
# Nothing changed. Which containers there are, what becomes of each, and what is to be created: all that recovery needs. Dies inside: no intent, or a whole one.
write_intent() { # gate
  old_services=$(services_of "$(current)"); new_services=$(services_of "$ID")
  ps_of "$old_services" "$new_services" >"$TX/ps" || { fail docker "does not answer"; return 1; }
  ids=$(printf '%s\n' "$all" | cut -f1)
  # One look at all of them, for Traefik, too. One of somebody else may have gone since.
  # shellcheck disable=SC2086 # a list of ids
  looked=$([ -z "$ids" ] || ask inspect -f "$POLICY_VIEW$NL$PROXY_VIEW$NL$BOUND_VIEW" $ids 2>/dev/null)
  printf '%s\n' "$looked" | sed -n "s/^=$TAB//p" >"$TX/policies"
  room || return 1
  # What is stopped is started as it is only where all of its networks are there.
  NETS=$(! cut -f5 "$TX/ps" | grep -qx exited || ask network ls -q --no-trunc) || { fail docker "does not answer"; return 1; }
  awk -F'\t' -v policies="$TX/policies" 'FILENAME == policies { is[$1]; next } !($1 in is) { exit 1 }' "$TX/policies" "$TX/ps" || { fail docker "does not answer"; return 1; }
  if ! pick_proxy "$looked" && [ -n "$PROXY_WHY" ] && cat "$(routes_of "$ID")" "$(routes_of "$(current)")" "$(ways_of "$ID")" "$(ways_of "$(current)")" | grep -q .; then
    fail traefik "$PROXY_WHY"; return 1
  fi
  if [ -n "$PROXY" ]; then
    echo "$found" >"$TX/proxy"
    ! cat "$(routes_of "$ID")" "$(routes_of "$(current)")" | grep -q . || hire_writer
  fi
  # Half of it would say that nothing is to be done.
  lines=$(printf 'release\t%s\nprevious\t%s\ngate\t%s\nproxy\t%s\n' "$ID" "$(current)" "$1" "$PROXY"
    { sed "s/^/=$TAB/" "$TX/policies"; cat "$TX/ps"; echo '='; } | becomes "$old_services" "$new_services") || { fail awk "was ended"; return 1; }
  lost=$(printf '%s\n' "$lines" | awk -F'\t' '$1 == "lost" { print $2 "/" $3 " (docker start " $4 ")" }')
  [ -z "$lost" ] || { fail data "in a volume without a name, which a new container would not get, of what is stopped and cannot be started as it is (a network of it is gone, or its settings are others than the release has): $lost; where its data is not needed any more, docker rm it"; return 1; }
  held=$(ports_held "$ID" "$lines" "$all" "$looked")
  [ -z "$held" ] || { fail ports "$held"; return 1; }
  [ -f "$ROOT/releases/$ID/ports" ] || [ "$(meta "$ID" kind)" != rollback ] || note ports "of this release were not written down when it was made: whether somebody holds them is known when its containers are started"
  whole "$TX/intent" "$lines" || return 1
  awk -F'\t' '$1 == "old" && $5 == "again" { print $2 "/" $3 "\tagain: " substr($4, 1, 12) } $1 == "want" { print $2 "/" $3 "\t" $6 ": " $4 " x " $5 } $1 == "old" && $5 ~ /^(replace|remove|shrink)$/ { print $2 "/" $3 "\t" substr($4, 1, 12) ": " $5 }' "$TX/intent" | notes
}
