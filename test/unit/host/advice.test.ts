import { expect, it } from '@jest/globals'
import { serverAdvice } from '../../../src/host/failures.js'

it.each([
  ['no Docker', 'Docker is not installed on this server', /install Docker Engine/],
  [
    'no right to use it',
    'Docker does not answer: permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
    /usermod -aG docker deploy$/,
  ],
  [
    'an engine that is down',
    'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
    /systemctl start docker/,
  ],
  ['a refused login', 'cannot get the image r.example/x: unauthorized: authentication required', /registry-token/],
  [
    'a private image',
    'pull access denied for x, repository does not exist or may require "docker login"',
    /registry-token/,
  ],
  [
    'an image that is not there',
    'cannot get the image x: manifest for x not found: manifest unknown',
    /name and the tag/,
  ],
  [
    'a registry that is down',
    'Get "https://r.example/v2/": dial tcp 10.0.0.1:443: connect: connection refused',
    /when the registry answers/,
  ],
])('%s', (_, said, advice) => expect(serverAdvice(said, 'deploy')).toEqual([expect.stringMatching(advice)]))

it('says nothing about what it does not know', () => expect(serverAdvice('the disk is full', 'deploy')).toEqual([]))
