import type { ComposeService } from '../../../src/stack/types.js'

const FOLDER = '/run/late-events'

/** Traefik behind the relay below: its own socket, and the folder of its routes as in the shop. */
export const LATE_TRAEFIK: Partial<ComposeService> = {
  volumes: [
    { type: 'bind', source: FOLDER, target: '/var/run', read_only: true },
    { type: 'bind', source: '/run/stack-actions', target: '/run/stack-actions', bind: { create_host_path: true } },
  ],
}

/**
 * Docker's socket, with three seconds between a request for events and its arrival: who lists the containers and asks for events then, as
 * Traefik does, misses what happened in between. By itself that is some milliseconds. Prints `listening`; in Perl, which every Debian has.
 */
export const LATE_EVENTS = `mkdir -p ${FOLDER}; exec perl -e '
use strict; use IO::Socket::UNIX; use IO::Select;
$SIG{CHLD} = "IGNORE"; $| = 1; unlink "${FOLDER}/docker.sock";
my $door = IO::Socket::UNIX->new(Local => "${FOLDER}/docker.sock", Listen => 50) or die "no socket: $!";
chmod 0666, "${FOLDER}/docker.sock"; print "listening\\n";
while (1) {
  my $client = $door->accept or next;
  if (fork) { close $client; next }
  my $docker = IO::Socket::UNIX->new(Peer => "/run/docker.sock") or exit;
  my $both = IO::Select->new($client, $docker);
  while (my @ready = $both->can_read) {
    for my $from (@ready) {
      sysread $from, my $text, 65536 or exit;
      sleep 3 if $from == $client && $text =~ m{^GET \\S*/events};
      my $to = $from == $client ? $docker : $client;
      while (length $text) { my $count = syswrite $to, $text or exit; substr($text, 0, $count) = "" }
    }
  }
  exit;
}'`
