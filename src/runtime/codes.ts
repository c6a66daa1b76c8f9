/** What kind of refusal or failure the server's program means: stands beside its words, and is all that anything is decided by. */
const CODES = {
  aborted: 'it was aborted, or called off before it began',
  compose: 'Docker Compose failed, or made something else than it was told to',
  contents: 'a file that services mount is not on the disk as it was sent',
  data: 'data would be lost, or two would write to one place at once',
  deadline: 'nobody confirmed it before the deadline',
  decided: 'too late to abort: it is decided',
  disk: 'a file cannot be written',
  docker: 'Docker does not answer, or a call of it failed',
  endpoints: 'an endpoint that answered before does not answer as well any more',
  engine: 'another Docker runs here than this is made for',
  health: 'a container did not prove itself',
  identity: 'it belongs to another stack',
  idle: 'nothing is under way that could be aborted',
  image: 'an image cannot be had, or is for another platform',
  interrupted: 'the program of the transaction died in the middle',
  killed: 'a program was killed',
  leftovers: 'old containers are still there after the commit',
  locked: 'another transaction holds this server',
  logout: "this server ends a user's processes when he logs out",
  meddled: 'somebody else changed containers meanwhile',
  model: "this server's Docker Compose cannot read the Compose model",
  'no-docker': 'Docker is not installed',
  'one-shot': 'a service that runs once did not end well',
  places: "a file or folder of the server's own that services mount is missing",
  ports: 'a port of the server is taken',
  preflight: 'too little disk, inodes or memory',
  release: 'the release is not whole, is there already, or was run already',
  routes: 'the routes cannot be moved without dropping requests',
  stale: 'the plan was made on something that is no longer so: planned again, it may go',
  stop: 'a container does not stop',
  superseded: 'a newer run was committed already',
  target: 'there is no such release to go back to, or one cannot go back to it',
  traefik: 'Traefik did not do what it was told, or nobody can tell it',
  undo: 'what ran before does not all run again',
  unrecovered: 'an earlier transaction could not be ended',
  upload: 'what was sent did not arrive whole',
  usage: 'the call is not as the program knows it',
} as const

export type Code = keyof typeof CODES

/** What an error of the runner's own is about, where the server's program has no code for it. */
export type Topic = 'build' | 'files' | 'gate' | 'plan' | 'registry' | 'runner'

/** The code that a word is; undefined for one that nobody declared: then it is a plain refusal or failure. */
export function declaredCode(word: string | undefined): Code | undefined {
  return word !== undefined && Object.hasOwn(CODES, word) ? (word as Code) : undefined
}

/** Each code and what it means. */
export function codes(): [Code, string][] {
  return Object.entries(CODES) as [Code, string][]
}
