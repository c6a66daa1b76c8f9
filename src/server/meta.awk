# The lines `key=value` of a release as meta[key].
{ equals = index($0, "="); meta[substr($0, 1, equals - 1)] = substr($0, equals + 1) }
