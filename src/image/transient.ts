/** Whether the text of a failed `docker push` tells of a fault that may be gone in a moment. */
export function isTransientPush(output: string): boolean {
  if (isLastingPush(output)) return false
  return /\b(408|429|500|502|503|504)\b|too many requests|timeout|timed out|connection (reset|refused)|broken pipe|unexpected EOF|\bEOF\b|TLS handshake|temporar/i.test(
    output,
  )
}

/** Whether it tells of one that stays. */
export function isLastingPush(output: string): boolean {
  return /denied|unauthorized|authentication required|no basic auth|name invalid|does not exist|x509/i.test(output)
}
