import { randomBytes, scrypt as scryptCallback, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const scrypt = promisify<string, Buffer, number, Buffer>(scryptCallback)
const LENGTH = 32

/** A password as it is stored: salt and scrypt's hash, in hex. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  return `${salt.toString('hex')}:${(await scrypt(password, salt, LENGTH)).toString('hex')}`
}

/** Takes as long for a user that does not exist, so that the time does not tell who has an account. */
export async function passwordMatches(password: string, stored: string | undefined): Promise<boolean> {
  const [salt = '00', hash = ''] = (stored ?? '').split(':')
  const expected = Buffer.alloc(LENGTH)
  expected.write(hash, 'hex')
  const given = await scrypt(password, Buffer.from(salt, 'hex'), LENGTH)
  return timingSafeEqual(given, expected) && hash !== ''
}
