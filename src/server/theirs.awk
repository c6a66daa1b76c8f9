# Of a table as PS_VIEW gives it, the containers of some releases that are ours. Read: their files `services`,
# then, behind the operand table=1, the table. Set by the shell: owner, the stack. Exit code 1 where it is no table.
# Without a label of ours a container is, if it is of a service of theirs.

!table { is_project[$1]; is_service[$1 FS $2]; next }
$0 == "" { next }
NF != 9 { is_no_table = 1; exit }
{
  for (i = 2; i <= NF; i++) $i = plain($i)
  project = $2; service = $3; oneoff = $6; stack = $9
}
(project in is_project) && oneoff != "True" && (stack == "" ? (project FS service) in is_service : stack == owner)
END { exit is_no_table }
