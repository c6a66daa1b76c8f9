import { lineRecord } from './record.js'
import { count, oneOf, text, word } from './values.js'

// Lines that the server writes for itself. They are declared here for the names of their fields.

const CLASS = ['one-shot', 'exclusive', 'start-first'] as const

export const CONTAINER = lineRecord({
  name: 'ps',
  says: 'a container of this stack, as `ps_of` prints it',
  awk: 'container',
  values: {
    id: word('id'),
    project: word('project'),
    service: word('service'),
    hash: text('hash', 'of the label; empty where it was not made by a release'),
    state: word('state'),
    oneoff: text('oneoff'),
    name: word('name'),
    status: word('status', 'Docker’s words, with its health'),
    belongsTo: text('belongs_to', 'the label `stack-actions.stack`'),
  },
})

export const WANT = lineRecord({
  name: 'want',
  says: 'what is to be created: a line of an intent',
  awk: 'want',
  values: {
    mark: oneOf('mark', ['want']),
    project: word('project'),
    service: word('service'),
    count: count('count'),
    class: oneOf('class', CLASS),
    change: word('change'),
    wave: count('wave'),
  },
})

export const OLD = lineRecord({
  name: 'old',
  says: 'a container that was there before, and what becomes of it: a line of an intent',
  awk: 'old',
  values: {
    mark: oneOf('mark', ['old']),
    project: word('project'),
    service: word('service'),
    id: word('id'),
    fate: word('fate'),
    policy: word('policy', 'its restart policy'),
    class: oneOf('class', CLASS),
    state: word('state'),
    name: word('name'),
  },
})

export const CANDIDATE = lineRecord({
  name: 'candidates',
  says: 'a new container of this transaction',
  awk: 'candidate',
  values: {
    id: word('id'),
    project: word('project'),
    service: word('service'),
    class: oneOf('class', CLASS),
    wave: count('wave'),
    how: word('how', 'the change, or `again` for one that was stopped and starts'),
  },
})
