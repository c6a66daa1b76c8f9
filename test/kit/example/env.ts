import { randomBytes } from 'node:crypto'

/** The env file of an environment, and the secrets in it. */
export interface EnvFile {
  text: string
  secrets: string[]
}

export interface EnvOptions {
  domain: string
  email: string
}

/** The env file of production, with secrets made for this run. */
export function productionEnv({ domain, email }: EnvOptions): EnvFile {
  const secrets = {
    POSTGRES_PASSWORD: randomBytes(18).toString('base64url'),
    JWT_SECRET: randomBytes(32).toString('base64url'),
  }
  const values = { ...secrets, ACME_EMAIL: email, DOMAIN: domain }
  const text = Object.entries(values)
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')
  return { text, secrets: Object.values(secrets) }
}
