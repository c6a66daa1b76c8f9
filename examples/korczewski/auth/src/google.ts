import * as openid from 'openid-client'

/** Keeps the secret half of a login until Google sends the browser back, to any replica. */
export interface PendingLogins {
  save(state: string, verifier: string): Promise<void>
  /** Gives it once. */
  take(state: string): Promise<string | null>
}

export interface Google {
  /** Address at Google where the login begins. */
  begin(): Promise<URL>
  /** Who came back; undefined if this login is unknown, too old or was used already. */
  finish(url: URL): Promise<{ subject: string; email: string } | undefined>
}

/** Google's login as the environment configures it; undefined without a client. GOOGLE_ISSUER leads to another server, for tests. */
export function googleFrom(
  environment: NodeJS.ProcessEnv,
  options: { publicUrl: string; pending: PendingLogins },
): Google | undefined {
  const id = environment.GOOGLE_CLIENT_ID
  const secret = environment.GOOGLE_CLIENT_SECRET
  if (!id || !secret) return undefined
  const issuer = new URL(environment.GOOGLE_ISSUER || 'https://accounts.google.com')
  const execute = issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : []
  let found: Promise<openid.Configuration> | undefined
  const configuration = () => {
    found ??= openid.discovery(issuer, id, secret, undefined, { execute })
    // A failure is not remembered: the next login asks again.
    found.catch(() => (found = undefined))
    return found
  }

  return {
    async begin() {
      const state = openid.randomState()
      const verifier = openid.randomPKCECodeVerifier()
      const config = await configuration()
      await options.pending.save(state, verifier)
      return openid.buildAuthorizationUrl(config, {
        redirect_uri: `${options.publicUrl}/google/callback`,
        scope: 'openid email',
        state,
        code_challenge: await openid.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
    },
    async finish(url) {
      const state = url.searchParams.get('state') ?? ''
      const verifier = await options.pending.take(state)
      if (verifier === null) return undefined
      const tokens = await openid.authorizationCodeGrant(await configuration(), url, {
        pkceCodeVerifier: verifier,
        expectedState: state,
      })
      const claims = tokens.claims()
      if (typeof claims?.email !== 'string' || claims.email_verified !== true) return undefined
      return { subject: claims.sub, email: claims.email }
    },
  }
}
