# Written by scripts/generate.mjs from src/records: do not edit.
# Reads the next line of stdin into variables that are called after its fields; false at the end.
# shellcheck disable=SC2034 # every field has its name, used or not

next_service() {
  IFS=$TAB read -r s_project s_service s_hash s_class s_replicas s_image s_tag s_wave s_drain s_check s_probe s_name \
    s_timeout s_restart s_parallelism
}
next_bind() {
  IFS=$TAB read -r b_kind b_project b_service b_source
}
next_resource() {
  IFS=$TAB read -r r_kind r_name r_argv
}
next_outcome() {
  IFS=$TAB read -r o_result o_reason o_code
}
RELEASE_FILES='services routes moves binds ports storage names resources'
