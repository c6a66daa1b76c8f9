/** An image that the stack builds, under its content key. JSON of the `images` output of build-and-tag and push-image. */
export interface BuiltImage {
  project: string
  service: string
  /** Without tag, such as `ghcr.io/org/repo/l2p-backend`. */
  repository: string
  /** Names it in this run, also as a tag: `repository:key-<key>`. What it is made of (chosen.ts: Naming). */
  key: string
  tags: string[]
  /** `built`: by this run; `reused`: the server's record has it; `planned`: it is not built yet. */
  result: 'built' | 'reused' | 'planned'
  /** Which proof holds, or why it is built, in words for a person. */
  reason: string
  /** `sha256:…` of the manifest in the registry; known when reused or pushed. */
  digest?: string
  /** Set by push-image: whether anything was sent. */
  pushed?: boolean
  /** Image id on the runner's engine: set where no registry has it. */
  imageId?: string
  /** By which the server's record knows it again (record.ts): of its sources and, where it was looked up, of its base images of today. */
  sums?: string[]
  /** Whether `imageId` is one that the server has, by its own record. */
  onServer?: boolean
  /** Where no registry has it: the tag under which the server has it; then `imageId` is what the server calls it. */
  serverTag?: string
}
