import { describe, expect, it } from '@jest/globals'
import type { Fault } from '../../../src/image/attempts.js'
import { faultOf } from '../../../src/image/buildFault.js'
import { failedSteps } from '../../../src/image/progress.js'

const CHECKSUM = 'failed to calculate checksum of ref 8e4c::d2f1: "/missing": not found'
const DESCRIPTOR =
  'failed to copy: httpReadSeeker: failed open: could not fetch content descriptor sha256:77f6 (application/vnd.oci.image.layer.v1.tar+gzip) from remote: not found'

describe('what a build failed of', () => {
  it.each<[string, string, string, Fault]>([
    ['a program', '[app_web 3/3] RUN npm ci', 'process "/bin/sh -c npm ci" did not complete: exit code: 1', 'itself'],
    [
      'a program that names a fault of the network',
      '[app_web 3/3] RUN echo x509: dial tcp',
      'process "/bin/sh -c echo x509: dial tcp" did not complete: exit code: 1',
      'itself',
    ],
    ['a file that is not there', '[app_web 2/3] COPY missing .', CHECKSUM, 'itself'],
    ['a layer that is gone', '[app_web stage-1 2/3] COPY --from=deps /a /a', DESCRIPTOR, 'content'],
    ['a layer that is gone when it is pushed', '[app_web] exporting to image', DESCRIPTOR, 'content'],
    [
      'a layer of the cache that does not come',
      '[app_web 1/2] COPY a .',
      'failed to copy: read tcp 10.0.0.1:4242->20.0.0.1:443: read: connection timed out',
      'content',
    ],
    [
      'a layer of the cache that is refused',
      '[app_web 2/2] RUN x',
      'failed to copy: invalid status response 503 Service Unavailable',
      'content',
    ],
    [
      'a layer of GitHub’s cache, when it is pushed',
      '[app_web] exporting to image',
      'failed to push 10.0.0.1:5000/a: failed to copy: GET https://x.blob.core.windows.net/actions-cache/1',
      'content',
    ],
    ['a step of which nothing is known', '[app_web 2/2] COPY a .', 'something new', 'step'],
    ['a full disk', '[app_web 2/2] COPY a .', 'write /x: no space left on device', 'itself'],
    ['a blob of GitHub’s that is gone', '[app_web 2/3] RUN x', 'RESPONSE 404: BlobNotFound', 'content'],
    ['an image of the engine', '[app_web internal] load metadata for docker.io/library/own:1', 'denied', 'builder'],
    ['a frontend', 'resolve image config for docker-image://docker.io/docker/dockerfile:1', 'EOF', 'builder'],
    ['a base image', '[app_web 1/3] FROM docker.io/library/node:24@sha256:aa', 'not found', 'builder'],
    ['an address that is not trusted', '[app_web] https://x.example/a', 'Get: x509: unknown authority', 'builder'],
    [
      'a name that nobody knows',
      '[app_web] https://x.example/a',
      'dial tcp: lookup x.example: no such host',
      'builder',
    ],
    ['a cache that is not written', '[app_web] exporting cache to registry', 'denied', 'cache'],
    ['a push that is refused', '[app_web] exporting to image', 'failed to push: 403 Forbidden', 'itself'],
    ['a push that is not trusted', '[app_web] exporting to image', 'failed to push: x509: unknown', 'push'],
  ])('is seen by its step and reason: %s', (_, step, reason, expected) => {
    const lines = [`#9 ${step}`, `#9 ERROR: ${reason}`, `ERROR: target app_web: failed to solve: ${reason}`]
    expect(faultOf(lines, failedSteps(lines), { pushes: true })).toBe(expected)
  })

  it.each<[string, string, Fault]>([
    ['its Dockerfile', 'failed to solve: dockerfile parse error on line 3: unknown instruction: FOO', 'itself'],
    ['what our builder cannot', 'host-gateway is not supported by the docker-container driver', 'builder'],
    ['a builder that is away', 'failed to receive status: rpc error: code = Unavailable desc = EOF', 'builder'],
    ['what the engine’s cannot', 'Cache export is not supported for the docker driver.', 'cache'],
  ])('is seen where no step failed: %s', (_, said, expected) => {
    const lines = [`ERROR: ${said}`]
    expect(faultOf(lines, [], { pushes: true })).toBe(expected)
  })

  it('is no cache that was only not read, and no push where it was a load', () => {
    const unread = ['#6 importing cache manifest from x', '#6 ERROR: x509: unknown authority']
    const lines = [...unread, 'ERROR: failed to solve: dockerfile parse error on line 3']
    expect(faultOf(lines, failedSteps(lines), { pushes: true })).toBe('itself')
    const loaded = ['#9 exporting to image', '#9 ERROR: no space left on device']
    expect(faultOf(loaded, failedSteps(loaded), { pushes: false })).toBe('itself')
  })
})
