# Picks the containers of this stack from a table as PS_VIEW prints it. A container belongs to this stack if it has our
# label, or if it has no label at all and belongs to a service of one of the given releases.
# Input: the files `services` of those releases; then, behind the operand table=1, the table.
# Set by the shell: owner, the label of this stack. Exit code 1: the input is no such table.

!table { is_project[$1]; is_service[$1 FS $2]; next }
$0 == "" { next }
NF != 9 { is_no_table = 1; exit }
{
  for (i = 2; i <= NF; i++) $i = unquoted($i)
  project = $2; service = $3; oneoff = $6; stack = $9
}
(project in is_project) && oneoff != "True" && (stack == "" ? (project FS service) in is_service : stack == owner)
END { exit is_no_table }
