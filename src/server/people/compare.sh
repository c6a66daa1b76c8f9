# For status: what runs beside what was released, and what to do about each difference.

# Reads only. What runs beside what was released: a table, then what differs with what to do about it; false if something does.
compare() { # release
  services=$(services_of "$1")
  ids=$(ps_of "$services" | cut -f1)
  # shellcheck disable=SC2016,SC2086 # Go's template; a list of ids
  { [ -z "$ids" ] || ask inspect -f "$PROJECT_LABEL$TAB$SERVICE_LABEL$TAB"'{{.Name}}{{"\t"}}{{.State.Status}}{{"\t"}}{{with .State.Health}}{{.Status}}{{end}}{{"\t"}}{{.State.ExitCode}}{{"\t"}}{{.Created}}{{"\t"}}'"$HASH_LABEL$TAB"'{{printf "%q" .Config.Image}}{{"\t"}}{{.Image}}{{"\t"}}{{.HostConfig.RestartPolicy.Name}}{{"\t"}}{{.HostConfig.RestartPolicy.MaximumRetryCount}}{{"\t"}}'"$ONEOFF_LABEL" $ids 2>/dev/null; } |
    awk -F'\t' -v lost="$(long_forgotten | tr '\n' ';')" -v release="$1" -v models="$ROOT/releases/$1/models" -v committed="$(date -u -r "$ROOT/current" +%Y-%m-%dT%H:%M:%S)" "$AWK_PLAIN"'
      function differs(k, what) { drift[k] = 1; said[++m] = k ": " what }
      # With a pause, as Compose does it. Dependencies are left alone: a migration among them would run again.
      function anew(k,   p) { split(k, p, "/"); return ": docker compose -p " p[1] " -f " models "/" p[1] ".json up -d --no-deps " p[2] }
      FILENAME == ARGV[1] { k = $1 "/" $2; order[++count] = k; hash[k] = $3; class[k] = $4; want[k] = $5; image[k] = $6; may_end[k] = $10 == "ends"; called[k] = $12; policy[k] = $14; if (length(k) > width) width = length(k); next }
      $0 == "" { next }
      { for (i = 1; i <= NF; i++) $i = plain($i); k = $1 "/" $2; name = substr($3, 2); by_hand = $7 > committed "~" }
      $13 == "True" { next }
      !(k in want) { differs(k, name " (" $4 ") is no part of the release; see whose it is (docker inspect " name "), and if nobody needs it: docker rm -f " name); next }
      class[k] == "one-shot" || (may_end[k] && $4 == "exited" && $6 == 0) { class[k] = "one-shot"; if ($7 > ran[k]) { ran[k] = $7; ended[k] = $4 == "exited" ? "ran to its end, exit code " $6 : $4 } next }
      $4 == "running" { n[k]++; if ($5 != "") health[k, $5]++ }
      $4 != "running" { differs(k, name " is " $4 ($4 == "exited" ? " (exit code " $6 ")" : "") ": docker " ($4 == "paused" ? "unpause " : $4 == "restarting" ? "logs " : "start ") name) }
      $4 == "running" && $5 == "unhealthy" { differs(k, name " is unhealthy: docker logs --tail 50 " name) }
      $8 != "" && $8 != hash[k] { differs(k, name " was made from other files than the release has" anew(k)) }
      $8 == "" && by_hand { differs(k, name " was made by hand on " substr($7, 1, 19) "Z, from other files than the release has" anew(k)) }
      $8 != "" && $9 != image[k] && $10 != image[k] { differs(k, name " runs the image " $9 anew(k)) }
      $8 == hash[k] && by_hand { remark[++r] = k ": " name " was made anew on " substr($7, 1, 19) "Z, from the files of the release" }
      { has = $11 == "" ? "no" : $11 == "on-failure" && $12 > 0 ? $11 ":" $12 : $11 }
      has != policy[k] { differs(k, name " has the restart policy " has " in place of " policy[k] ": docker update --restart=" policy[k] " " name) }
      called[k] != "-" && name != called[k] { differs(k, name " should be called " called[k] ": docker rename " name " " called[k]) }
      END {
        for (i = 1; i <= count; i++) { k = order[i]
          if (class[k] == "one-shot") word = k in ran ? ended[k] : "ran to its end, its container is gone"
          else { word = n[k] + 0 " of " want[k] " running"
            for (h = split("healthy starting unhealthy", state, " "); h > 0; h--) if (health[k, state[h]]) word = word ", " (health[k, state[h]] == n[k] ? "" : health[k, state[h]] " ") state[h]
            if (n[k] + 0 != want[k] && !drift[k]) differs(k, n[k] + 0 " containers run where the release has " want[k] anew(k)) }
          printf "  %-" width "s  %s%s\n", k, word, drift[k] ? ", DRIFT" : "" }
        for (i = split(lost, one, ";") - 1; i > 0; i--) { split(one[i], its, " "); said[++m] = "Docker has forgotten a container that still runs, and may give its address to another; see whose it is (ctr -a " its[2] " -n moby containers info " its[1] "), and if nobody needs it, as root: ctr -a " its[2] " -n moby tasks rm -f " its[1] }
        print ""
        if (m) print "DRIFT: this differs from release " release ":"; else print "All runs as released."
        for (i = 1; i <= m; i++) print "  " said[i]
        for (i = 1; i <= r; i++) print "  " remark[i]
        exit m > 0 }' "$services" -
}
