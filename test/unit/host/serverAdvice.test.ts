import { expect, it } from '@jest/globals'
import { serverAdvice } from '../../../src/host/serverAdvice.js'
import type { Code } from '../../../src/runtime/codes.js'

it.each<[string, Code, string, RegExp]>([
  ['no Docker, by the code alone', 'no-docker', 'whatever it says', /install Docker Engine/],
  [
    'no right to use it',
    'docker',
    'Docker does not answer: permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
    /usermod -aG docker deploy$/,
  ],
  [
    'an engine that is down',
    'docker',
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    /systemctl start docker/,
  ],
  [
    'a refused login',
    'image',
    'cannot get the image r.example/x: unauthorized: authentication required',
    /registry-token/,
  ],
  [
    'a private image',
    'image',
    'pull access denied for x, repository does not exist or may require "docker login"',
    /registry-token/,
  ],
  [
    'an image that is not there',
    'image',
    'cannot get the image x: manifest for x not found: manifest unknown',
    /name and the tag/,
  ],
  [
    'a registry that is down',
    'image',
    'Get "https://r.example/v2/": dial tcp 10.0.0.1:443: connect: connection refused',
    /when the registry answers/,
  ],
])('%s', (_, code, words, advice) =>
  expect(serverAdvice(code, words, 'deploy')).toEqual([expect.stringMatching(advice)]),
)

it.each<[string, Code | undefined, string]>([
  ['what it does not know', 'docker', 'something else'],
  ['words of a refusal of another kind', 'ports', 'port 80 of the server is held by x: connection refused'],
  ['words without a code', undefined, 'Docker is not installed on this server'],
])('says nothing about %s', (_, code, words) => expect(serverAdvice(code, words, 'deploy')).toEqual([]))
