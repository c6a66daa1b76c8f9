/** What an endpoint of the stack answered, once. */
export type EndpointAnswer =
  /** `tls`: absent for plain HTTP; `verified`: the certificate is valid for the name that was asked for. */
  | { kind: 'http'; status: number; tls?: 'verified' | 'unverified' }
  /** Connected, and not closed at once; with `tls` where it speaks that, but no HTTP inside. */
  | { kind: 'open'; tls?: 'verified' | 'unverified' }
  /** Refused, closed, or silent for too long. */
  | { kind: 'none'; why: string }
  /** It could not be asked, such as over a lost connection: this says nothing about the endpoint. */
  | { kind: 'unasked'; why: string }

/**
 * How well it answers, worst first. A redirect is as good as a page. So is a request for a password (401): a proxy that lost its upstream never
 * asks for one, whereas an empty folder and a lost route answer 403 and 404.
 */
function rankOf(answer: EndpointAnswer): number {
  if (answer.kind === 'none' || answer.kind === 'unasked') return 0
  if (answer.kind === 'open') return 1
  if (answer.status >= 500) return 2
  return answer.status < 400 || answer.status === 401 ? 4 : 3
}

/** Whether it answered at all: an endpoint that did not answer before does not count against a deploy. */
export function answers(answer: EndpointAnswer): boolean {
  return answer.kind === 'http' || answer.kind === 'open'
}

/** Whether it answers worse than before: another class of status, a refusal, or a certificate that was valid and is no more. */
export function isWorse(before: EndpointAnswer, now: EndpointAnswer): boolean {
  if (rankOf(now) < rankOf(before)) return true
  return answers(before) && 'tls' in before && before.tls === 'verified' && !('tls' in now && now.tls === 'verified')
}

/** `200 over TLS`, `502`, `connection refused`. */
export function answerWords(answer: EndpointAnswer): string {
  if (answer.kind === 'none' || answer.kind === 'unasked') return answer.why
  const tls = answer.tls === undefined ? '' : answer.tls === 'verified' ? ' over TLS' : ' over TLS, not verified'
  return answer.kind === 'http' ? `${answer.status}${tls}` : `a connection${tls}`
}
