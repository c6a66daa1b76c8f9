/**
 * @typedef {object} Shape of a stack
 * @property {number} services
 * @property {number} replicas of each
 *
 * @typedef {object} Scenario
 * @property {string} name
 * @property {string} title
 * @property {Shape} shape
 * @property {number} changed how many of the services get a new version
 * @property {'host' | 'registry'} image where the new version's image is before
 * @property {readonly string[]} [history] versions that were deployed before; v1 if absent
 * @property {readonly number[]} rtts round trips in milliseconds
 * @property {readonly string[]} contenders in the order of their turns; the first is what the others are compared with
 */

const DEPLOYS = ['bare', 'ssh-deploy', 'deploy', 'compose']
const one = { services: 1, replicas: 1 }
const five = { services: 5, replicas: 1 }

/** @type {readonly Scenario[]} */
export const SCENARIOS = [
  {
    name: 'one',
    title: 'one changed service of one',
    shape: one,
    changed: 1,
    image: 'host',
    rtts: [0, 50],
    contenders: DEPLOYS,
  },
  {
    name: 'one-pulled',
    title: 'the same, 22 MB to pull',
    shape: one,
    changed: 1,
    image: 'registry',
    rtts: [0],
    contenders: DEPLOYS,
  },
  {
    name: 'one-of-five',
    title: 'one changed of five',
    shape: five,
    changed: 1,
    image: 'host',
    rtts: [0],
    contenders: DEPLOYS,
  },
  {
    name: 'five-of-five',
    title: 'five changed of five',
    shape: five,
    changed: 5,
    image: 'host',
    rtts: [0],
    contenders: DEPLOYS,
  },
  {
    name: 'three-replicas',
    title: 'one service with three replicas',
    shape: { services: 1, replicas: 3 },
    changed: 1,
    image: 'host',
    rtts: [0],
    contenders: DEPLOYS,
  },
  {
    name: 'nothing',
    title: 'nothing changed',
    shape: one,
    changed: 0,
    image: 'host',
    rtts: [0, 50],
    contenders: ['docker ps', 'ssh-deploy', 'deploy', 'compose'],
  },
  {
    name: 'rollback',
    title: 'one service, back to the release before',
    history: ['v1', 'v2'],
    shape: one,
    changed: 1,
    image: 'host',
    rtts: [0],
    contenders: ['bare', 'deploy', 'rollback', 'stackctl'],
  },
  {
    name: 'fifty',
    title: 'one changed: stack of 50 beside stack of 5',
    shape: five,
    changed: 1,
    image: 'host',
    rtts: [0],
    contenders: ['ssh-deploy', 'ssh-deploy of 50', 'deploy', 'deploy of 50'],
  },
]
