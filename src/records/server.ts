import { lineRecord } from './record.js'
import { milliseconds, oneOf, optional, text, word } from './values.js'

// Lines that the server writes, and the runner reads as they are: an empty field is empty, unless it says otherwise.

export const JOURNAL = lineRecord({
  name: 'journal',
  says: 'one event a line',
  awk: 'event',
  values: {
    utc: word('utc'),
    uptimeMs: milliseconds('uptime', 'milliseconds since the server started'),
    release: word('release'),
    step: word('step'),
    event: oneOf('event', ['begin', 'end', 'note', 'fail']),
    subject: word('subject', '`-`: none'),
    text: text('text'),
    code: optional(word('code', 'on lines of `fail` alone'), { leftOut: true }),
  },
})

export const OUTCOME = lineRecord({
  name: 'outcome',
  says: 'one line, written at the end of its transaction; absent while it was only prepared',
  shell: { name: 'outcome', prefix: 'o' },
  values: {
    result: oneOf('result', ['committed', 'undone', 'undo-failed', 'refused']),
    reason: text('reason', 'in words; `-`: none'),
    code: optional(word('code', 'of what was not committed'), { leftOut: true }),
  },
})

/** What the server knows of an image that was asked for: a line of `resolve`, and of the section `images` of `facts`. */
export const IMAGES = lineRecord({
  name: 'images',
  says: 'an image that was asked for',
  values: {
    ref: word('ref', 'as it was asked for'),
    image: word('image', '`repository@sha256:…`, or an image id'),
    platform: word('platform'),
    config: text('config', 'the image’s `Config` as JSON'),
    id: text('id'),
  },
})

export const TARGETS = lineRecord({
  name: 'targets',
  says: 'a release that was proven, the default one to go back to first',
  values: {
    can: oneOf('can', ['can', 'no'], 'whether one can go back to it'),
    id: word('id'),
    kind: text('kind'),
    createdAt: text('created_at'),
    commit: text('commit'),
    actor: text('actor'),
    why: text('why', 'one cannot, in words'),
  },
})

export const RELEASES = lineRecord({
  name: 'releases',
  says: 'a release that is on the server, oldest first',
  values: {
    id: word('id'),
    kind: text('kind'),
    outcome: word('outcome', 'its result, or `prepared`'),
  },
})
