import type { Kind } from './kinds.js'

/** One way in which a deploy goes wrong, and what to do about it. */
export interface Entry {
  /** The anchor in docs/troubleshooting.md: the title as GitHub makes an anchor of it. */
  id: string
  title: string
  /** What has failed: an error of another kind it never fits, whatever its words. */
  of: readonly Kind[]
  /** What the error or the last lines of a container say, one of them, in any case of letters; `…` stands for a word. */
  words: readonly string[]
  /** One to three sentences. */
  todo: readonly string[]
}

/** The first that fits counts: what names a cause stands before what only names a symptom. */
export const ENTRIES: readonly Entry[] = [
  {
    id: 'health-gate-failed',
    title: 'Health gate failed',
    of: ['gate'],
    words: [
      'health gate did not hold',
      'health gate could not judge',
      'what runs is not healthy',
      'release … is not healthy',
    ],
    todo: [
      'The containers started, but did not answer as users need it: ask the same URL with curl, and look at the status in the gate’s line.',
      '404 from Traefik means that no router fits; a certificate error that the name’s DNS or its resolver is not ready.',
      'A service that needs longer gets a higher input `timeout`.',
    ],
  },
  {
    id: 'port-in-use',
    title: 'Port in use',
    of: ['container', 'once', 'start', 'ports', 'plan'],
    words: ['EADDRINUSE', 'address already in use', 'port is already allocated', 'of the server is held by'],
    todo: [
      'Two programs want one port: find the other one on the server with `ss -ltnp`, or with `docker ps` for a published port.',
      'Remove `ports:` from what Traefik routes to; it reaches containers by their network.',
    ],
  },
  {
    id: 'disk-full',
    title: 'Disk full',
    of: ['container', 'once', 'start', 'image', 'build', 'space', 'runner'],
    words: ['no space left on device', 'ENOSPC', 'disk quota exceeded', 'KiB free on'],
    todo: [
      'Look at `df -h` and `docker system df` on the machine that says so: the server, or the runner where a build failed.',
      'Free some: `docker builder prune` and `docker image prune` take away nothing that runs.',
    ],
  },
  {
    id: 'wrong-platform',
    title: 'Wrong platform',
    of: ['container', 'once', 'start', 'image', 'build', 'plan'],
    words: [
      'exec format error',
      'no matching manifest',
      'does not match the specified platform',
      'does not match the detected host platform',
      'the server is linux/',
    ],
    todo: [
      'The image is for another processor than the server’s: compare `docker version` there with the image’s platforms.',
      'Set `build.platforms` in the Compose file, such as `[linux/amd64]`, or take a tag of the base image that has this platform.',
    ],
  },
  {
    id: 'out-of-memory',
    title: 'Out of memory',
    of: ['container', 'once', 'build'],
    words: [
      'out of memory',
      'OOMKilled',
      'oom-kill',
      'cannot allocate memory',
      'ENOMEM',
      'OutOfMemoryError',
      'exit code 137',
      'exit code: 137',
    ],
    todo: [
      'Exit code 137 is SIGKILL, nearly always for lack of memory: look at `dmesg` and `docker stats` on the machine that says so: the server, or the runner where a build failed.',
      'Raise `mem_limit` (or `deploy.resources.limits.memory`), or use a larger server: old and new run side by side during a deploy.',
    ],
  },
  {
    id: 'no-such-image',
    title: 'No such image',
    of: ['image', 'registry', 'build'],
    words: [
      'manifest unknown',
      'manifest for … not found',
      'not found: manifest',
      'pull access denied',
      'no such image',
      'failed to resolve source metadata',
      'failed to resolve reference',
    ],
    todo: [
      'Check the name and the tag in the Compose file or in `FROM`; a tag may have been removed.',
      'A private image looks the same without a login: check registry-username and registry-token.',
    ],
  },
  {
    id: 'registry-login-failed',
    title: 'Registry login failed',
    of: ['image', 'registry', 'build'],
    words: [
      'unauthorized: ',
      'authentication required',
      'access to the resource is denied',
      'no basic auth credentials',
      'denied: requested access',
      'denied: permission_denied',
      'denied: denied',
    ],
    todo: [
      'Check the inputs registry-username and registry-token; they are for the host of `registry` in stack.yml.',
      'With GitHub’s own token the job needs `permissions: { packages: write }`, and the package must let this repository in.',
      'A login that shall not push is enough for the action deploy with `push: false`; where the server cannot pull, check registry-pull-token.',
    ],
  },
  {
    id: 'registry-not-reached',
    title: 'Registry not reached',
    of: ['image', 'registry'],
    words: [
      'cannot be reached:',
      'no such host',
      'server misbehaving',
      'connection refused',
      'no route to host',
      'i/o timeout',
      'deadline exceeded',
      'Client.Timeout',
      'TLS handshake timeout',
    ],
    todo: [
      'Ask it from the machine that says so (the runner, or the server for what it pulls): `curl https://HOST/v2/` must answer, 401 as well. HOST is the first part of `registry` in stack.yml, or of the image’s name.',
      'A registry behind a firewall or a VPN needs a runner of your own, or `registry: none`, which sends layers over SSH.',
      'If it answers: run this again.',
    ],
  },
  {
    id: 'missing-variable',
    title: 'Missing variable',
    of: ['files', 'container', 'once'],
    words: [
      'required variable',
      'no value is given for the variable',
      'variables without a value',
      'KeyError',
      'is not set',
      'must be set',
      'missing env',
      'missing required env',
      'unbound variable',
      'parameter not set',
    ],
    todo: [
      'Add the variable to the env file (the secret that the input `env-file` passes, or the file that stack.yml names).',
      'A variable that the container needs must also stand under `environment:` or `env_file:` of its service.',
    ],
  },
  {
    id: 'name-not-found',
    title: 'Name not found',
    of: ['container', 'once'],
    words: ['ENOTFOUND', 'EAI_AGAIN', 'could not translate host name', 'getaddrinfo', 'on …: no such host'],
    todo: [
      'A container finds another by the name of its service, and only on a network that both have.',
      'Add both services to one network; one of another project needs an `external: true` network.',
    ],
  },
  {
    id: 'connection-refused',
    title: 'Connection refused',
    of: ['container', 'once'],
    words: ['ECONNREFUSED', 'connection refused'],
    todo: [
      'What it connects to is not there yet, or elsewhere: inside a container `localhost` is the container itself, so use the service’s name and its inner port.',
      'Give the other service a healthcheck, and `depends_on: { db: { condition: service_healthy } }` here.',
    ],
  },
  {
    id: 'no-permission',
    title: 'No permission',
    of: ['container', 'once'],
    words: ['permission denied', 'EACCES', 'EPERM', 'EROFS', 'read-only file system'],
    todo: [
      'Compare the user of the image (`USER`, `user:`) with the owner of the file or volume: `ls -ln` in the container.',
      'A script needs its execute bit in git: `git update-index --chmod=+x FILE`.',
    ],
  },
  {
    id: 'not-in-the-image',
    title: 'Not in the image',
    of: ['container', 'once', 'start'],
    words: [
      'executable file not found',
      'Cannot find module',
      'ModuleNotFoundError',
      'command not found',
      'exit code 127',
      'exit code: 127',
    ],
    todo: [
      'A program or module that it starts with was not copied or installed: look into it with `docker run --rm -it --entrypoint sh IMAGE`.',
      'Check `COPY`, the target of the build, `.dockerignore`, and that production dependencies are installed.',
    ],
  },
  {
    id: 'build-failed',
    title: 'Build failed',
    of: ['build'],
    words: ['does not build:', 'failed to solve', 'did not complete successfully'],
    todo: [
      'Read the build’s last lines: the failing step is the one with `>>>`. `docker build` on your machine shows the same.',
      'Nothing was changed on the server.',
    ],
  },
  {
    id: 'traefik-did-not-follow',
    title: 'Traefik did not follow',
    of: ['traefik'],
    words: [
      'did not take the routes',
      'has no file provider that can be spoken to',
      'traefik: runs no more',
      'does not route to',
      'gets no events from Docker',
      'does not show what Docker',
    ],
    todo: [
      'Compare Traefik’s settings with docs/traefik.md: the file provider’s folder, the throttle, the ping, and who is taken for Traefik.',
      'Look at its log: `docker logs` of the Traefik container.',
      'Where it gets no events from Docker: `docker restart` of that container, then `stackctl recover`.',
    ],
  },
  {
    id: 'migration-failed',
    title: 'Migration failed',
    of: ['once'],
    words: ['one-shot: …: ended with exit code', 'one-shot: …: did not end within'],
    todo: [
      'A service that runs once did not end with 0; its last lines say why. What it did to the data stays.',
      'Migrations must be such that the old version works with them, since it answers until the switch.',
    ],
  },
  {
    id: 'exits-at-once',
    title: 'Exits at once',
    of: ['container', 'start'],
    words: ['is exited (exit code', 'is dead (exit code', 'is restarting (exit code', 'restarts', 'docker start:'],
    todo: [
      'The container’s main program ended: its last lines say why. Start the image by hand with the same variables: `docker run --rm --env-file FILE IMAGE`.',
      'Exit code 0 means that it had nothing to do in the foreground; 126 and 127 that its command cannot be run.',
    ],
  },
  {
    id: 'nothing-listens',
    title: 'Nothing listens',
    of: ['container'],
    words: ['nothing listens on port … yet'],
    todo: [
      'It has no healthcheck, runs, and nobody listens on the port that its Compose file or its image names: has that changed, or does it listen on 127.0.0.1 inside of its container alone?',
      'One that starts slowly needs a healthcheck with a `start_period:` as long as it takes: that is the time which it gets.',
    ],
  },
  {
    id: 'healthcheck-failed',
    title: 'Healthcheck failed',
    of: ['container'],
    words: [
      'not healthy within … s',
      'Docker calls … unhealthy',
      'is … and unhealthy',
      'does not call all of them healthy',
    ],
    todo: [
      'It runs, but its own healthcheck does not pass: run the same command with `docker exec`; the tool that it calls must be in the image.',
      'One that starts slowly needs `start_period:`, or more `retries:`, in its healthcheck.',
    ],
  },
]
