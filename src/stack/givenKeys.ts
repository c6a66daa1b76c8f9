import type { Key, KeyAt, KeySection } from './keys.js'

/** Compose copies a variable or a text into the container with the rights that are asked for; a file of the server it only mounts, as it is. */
function isCopied({ model, beside }: KeyAt, kind: 'secrets' | 'configs'): boolean {
  const source = String(beside['source'])
  const object = Object.hasOwn(model[kind] ?? {}, source) ? model[kind]?.[source] : undefined
  return object?.file === undefined
}

/** `mode: 0440`, which Compose gives as a number, or as text in octal digits. */
function isReadByAll(mode: unknown): boolean {
  const bits = typeof mode === 'number' ? mode : Number.parseInt(String(mode), 8)
  return (bits & 0o444) === 0o444 && (bits & 0o111) === 0
}

/** What a service says of a secret or config that it gets. */
const given = (kind: 'secrets' | 'configs'): KeySection => {
  const owner: Key = {
    fate: 'noticed',
    text: 'where the content is a variable or a text, it is sent as a file, which belongs to the deploy user, and which everybody in the container may read',
    when: (value, at) => String(value) !== '0' && isCopied(at, kind),
  }
  return {
    place: `services.*.${kind}.*`,
    keys: {
      gid: owner,
      mode: {
        fate: 'refused',
        text: 'everybody in the container may read the file that a variable or a text is sent as, and nobody may run it: leave `mode` out if that is right, else let the entrypoint copy it with the rights that it needs; what is to be run can be a file of the repository',
        when: (value, at) => isCopied(at, kind) && !isReadByAll(value),
      },
      source: { fate: 'done', text: '' },
      target: { fate: 'done', text: 'its path in the container' },
      uid: owner,
    },
  }
}

/** The rights of secrets and configs, which are files of the server here. */
export const GIVEN_KEYS: readonly KeySection[] = [given('secrets'), given('configs')]
