import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals'
import { inShell, SHELLS } from '../shells.js'

// containerd's image store knows a digest by the names of its repository alone, and one for every name that an image has; our tags are such names.

const folder = mkdtempSync(join(tmpdir(), 'image-names-'))
const root = join(folder, 'shop-production')
const X = `sha256:${'a'.repeat(64)}`
const Y = `sha256:${'b'.repeat(64)}`
beforeEach(() => {
  rmSync(root, { recursive: true, force: true })
  mkdirSync(join(root, 'releases/3-c0ffee'), { recursive: true })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.each(SHELLS)('the digest of a reference, under %s', (_, shell) => {
  const line = (reference: string, digests: readonly string[], id = Y): string => {
    writeFileSync(join(root, 'digests'), digests.map((one) => `${one} `).join(''))
    // As Docker fills in the template that it is given.
    const calls = `docker() {
        case $4 in *'{{range .RepoDigests}}'*) cat "$ROOT/digests" ;; *) printf '%s' "$(cut -d' ' -f1 "$ROOT/digests")" ;; esac
        case $4 in *'{{"\\t"}}{{.Id}}'*) printf '\\t${id}' ;; esac
        printf '\\t"linux"/"amd64"\\t{"Env":["A=a\\\\tb"]}\\n'
      }
      ask() { docker "$@"; }
      image_line '${reference}'; echo "$?"`
    return inShell(shell, root, calls).stdout
  }
  const rest = `\tlinux/amd64\t{"Env":["A=a\\tb"]}\t${Y}\n0\n`

  it.each<[string, string, string[], string]>([
    ['of its only name', 'redis:8', [`redis@${X}`], `redis@${X}`],
    [
      'of its own repository, and not of a tag of ours',
      'traefik:v3.6',
      [`stack-actions/a/b@${X}`, `traefik@${X}`],
      `traefik@${X}`,
    ],
    ['of the name that Docker shortens', 'docker.io/library/redis:8', [`a/redis@${X}`, `redis@${X}`], `redis@${X}`],
    ['of a registry with a port', 'r.test:5000/a/b:1', [`a/b@${X}`, `r.test:5000/a/b@${X}`], `r.test:5000/a/b@${X}`],
    ['is none where only other names have one', 'app:1', [`stack-actions/a/b@${X}`], Y],
    ['is none where there is no registry', 'app:1', [], Y],
  ])('%s', (_case, reference, digests, expected) => {
    expect(line(reference, digests)).toBe(`${reference}\t${expected}${rest}`)
  })

  it('is not given where there is no image', () => {
    expect(inShell(shell, root, 'ask() { return 1; }; image_line redis:8; echo "$?"').stdout).toBe('1\n')
  })
})

describe.each(SHELLS)('an image whose name moved on, under %s', (_, shell) => {
  const ref = `redis@${X}`
  const tag = 'stack-actions/shop-production/shop-redis:aaaa'
  /** What a call says and does, where Docker has the image as `digests` under our tag, but not under its reference. */
  const said = (digests: string, call: string): string => {
    writeFileSync(join(root, 'releases/3-c0ffee/services'), `shop\tredis\th\tstart-first\t1\t${ref}\t${tag}\n`)
    const calls = `rm -f "$ROOT/did" "$ROOT/pulled"
      docker() { echo "docker $*" >>"$ROOT/did"; }
      ask() { case $* in *' ${ref}'*) return 1 ;; 'image inspect -f '*'${tag}') echo '${digests}' ;; pull*) return 1 ;; esac; }
      ${call}; echo "= $?"; cat "$ROOT/did" "$ROOT/pulled" 2>/dev/null`
    return inShell(shell, root, calls).stdout
  }

  it('is here as long as our tag has the same content', () => {
    expect(said(`[stack-actions/x@${X}]`, 'gone_images 3-c0ffee')).toBe('= 0\n')
    expect(said(`[stack-actions/x@${Y}]`, 'gone_images 3-c0ffee')).toBe(`${ref}\n= 0\n`)
  })

  // Of a release that failed its lines of services go.
  it('is judged in the same way behind a release that has no services any more', () => {
    expect(said(`[stack-actions/x@${X}]`, 'gone_images 4-beef 3-c0ffee')).toBe('= 0\n')
    expect(said(`[stack-actions/x@${Y}]`, 'gone_images 4-beef 3-c0ffee')).toBe(`${ref}\n= 0\n`)
  })

  it('gets a name of its repository again before something is made from it, which goes with our tags', () => {
    expect(said(`[stack-actions/x@${X}]`, `image_back '${ref}' '${tag}'`)).toBe(
      `= 0\ndocker tag ${tag} redis:aaaa\nredis:aaaa\n`,
    )
    expect(said(`[stack-actions/x@${Y}]`, `image_back '${ref}' '${tag}'`)).toBe('= 1\n')
  })
})
