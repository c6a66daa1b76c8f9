import type { Code } from '../runtime/codes.js'

interface Advice {
  codes: readonly Code[]
  /** Absent: the code tells enough. */
  says?: RegExp
  todo(user: string): string
}

/**
 * What to do about a refusal of the server. The code of stackctl decides; only where it stands for a failed call of Docker, the words of
 * Docker or of a registry tell the cause, because both have no codes: `docker` ends with 1 for all of these. The first that fits counts.
 * The texts are those of Docker 26.1 and of registries; test/unit/host/serverAdvice.test.ts has each as it is printed.
 */
const ADVICE: readonly Advice[] = [
  {
    codes: ['no-docker'],
    todo: () => 'install Docker Engine and its Compose plugin there: https://docs.docker.com/engine/install/',
  },
  {
    codes: ['docker', 'image'],
    says: /permission denied while trying to connect to the docker/i,
    todo: (user) => `let the user use Docker, as root on the server: usermod -aG docker ${user}`,
  },
  {
    codes: ['docker', 'image'],
    says: /Is the docker daemon running/,
    todo: () => 'start it, as root on the server: systemctl start docker',
  },
  {
    codes: ['image'],
    says: /unauthorized|authentication required|access denied|access to the resource is denied|no basic auth/,
    todo: () =>
      'check the inputs registry-username and registry-token (registry-pull-token, where it is given), which are for the host of `registry` in stack.yml, and that the image exists',
  },
  { codes: ['image'], says: /manifest unknown|not found/, todo: () => 'check the name and the tag of the image' },
  {
    codes: ['image'],
    says: /connection refused|timeout|deadline exceeded|no such host|server misbehaving|no route to host|50[0234] /i,
    todo: () => 'try again when the registry answers; the server must be able to reach it',
  },
]

/** Advice for a refusal of the server that brings none of its own; `user` logs in there. Without a code there is none. */
export function serverAdvice(code: Code | undefined, words: string, user: string): string[] {
  if (code === undefined) return []
  const advice = ADVICE.find(({ codes, says }) => codes.includes(code) && (says?.test(words) ?? true))
  return advice === undefined ? [] : [advice.todo(user)]
}
