import { isIP } from 'node:net'

/** Shorter ones would blank out half the log, and an output that holds a masked value is dropped by GitHub. */
const SHORTEST = 8

/**
 * Every text by which a secret could show up: each of its lines (the runner's filter works line by line), base64 with and without the
 * last line break, URL and JSON encoding.
 */
export function secretForms(secret: string): string[] {
  const lines = secret
    .split(/\r\n|\r|\n/)
    .map((line) => line.trim())
    .filter((line) => line.length >= Math.min(SHORTEST, secret.trim().length))
  const texts = [secret, secret.trim(), secret.replace(/\r\n?/g, '\n')]
  const encoded = texts.flatMap((text) => [
    Buffer.from(text).toString('base64'),
    Buffer.from(text).toString('base64url'),
    urlEncoded(text),
    JSON.stringify(text).slice(1, -1),
  ])
  const perLine = lines.flatMap((line) => [line, urlEncoded(line), JSON.stringify(line).slice(1, -1)])
  return [...new Set([secret.trim(), ...perLine, ...encoded])].filter((form) => form.length > 0)
}

function urlEncoded(text: string): string {
  // A lone surrogate cannot be encoded, and cannot be in a URL either.
  return encodeURIComponent(text.toWellFormed())
}

/** Whether a value of an env file is kept out of the log: not what is short, a number, a boolean, a host or a plain URL. */
export function worthMasking(value: string): boolean {
  const text = value.trim()
  if (text.length < SHORTEST) return false
  if (/^[+-]?[0-9]+([.,:][0-9]+)*$/.test(text)) return false
  if (/^(true|false|enabled|disabled)$/i.test(text)) return false
  if (isHost(text)) return false
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return holdsUserinfo(text)
  return true
}

/** A name with a dot, an address, either with a port; a word without a dot may just as well be a password. */
function isHost(text: string): boolean {
  const name = text.replace(/:[0-9]{1,5}$/, '').replace(/^\[(.*)\]$/, '$1')
  if (isIP(name) !== 0 || name === 'localhost') return true
  return name.length <= 253 && /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/.test(name)
}

/** Also a query or fragment is one: tokens travel there. */
function holdsUserinfo(url: string): boolean {
  return /[@?#]/.test(url)
}
