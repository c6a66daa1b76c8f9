# Containers that run, and that Docker does not list, where it knows another one of the same containerd.
# Read: ids that Docker lists, a line `=`, then id and containerd address of each that runs.

$0 == "=" { runs = 1; next }
!runs { listed[$1]; next }
$0 == "" { next }
{ address[$1] = $2; if ($1 in listed) is_ours[$2] }
END { for (id in address) if (!(id in listed) && address[id] in is_ours) print id, address[id] }
