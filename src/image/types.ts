/** An image that the stack builds, under its content key. JSON of the `images` output of build-and-tag and push-image. */
export interface BuiltImage {
  project: string
  service: string
  /** Without tag, such as `ghcr.io/org/repo/l2p-backend`. */
  repository: string
  /** Hash of everything that goes into it; it is also a tag: `repository:key-<key>`. */
  key: string
  tags: string[]
  /** `built`: it was built now; `reused`: the registry (or this engine) has that key; `planned`: dry-run, it would be built. */
  result: 'built' | 'reused' | 'planned'
  /** Why, in words for a person: "no image has key 3fa9… : l2p/backend/src/main.ts changed", "the registry has it". */
  reason: string
  /** `sha256:…` of the manifest in the registry; known when reused or pushed. */
  digest?: string
  /** Set by push-image: whether anything was sent. */
  pushed?: boolean
  /** Image id on the runner's engine: set where no registry has it. */
  imageId?: string
  /** By which the server's record knows it again (record.ts): of its sources and, where it was looked up, of its base images of today. */
  sums?: string[]
  /** Where no registry has it: the tag under which the server has it; then `imageId` is what the server calls it. */
  serverTag?: string
}
