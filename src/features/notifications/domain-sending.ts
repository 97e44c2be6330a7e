/** What a mail server, or the way to it, said to one attempt. */
export type Attempt =
  | { readonly outcome: 'accepted' }
  | {
      readonly outcome: 'refused'
      /** Where in the conversation: at the address, at the text, or before either. */
      readonly at: 'recipient' | 'message' | 'session'
      /** The three digits of the reply; null when the connection broke. */
      readonly code: number | null
      /** What broke, by the library's own name: 'ECONNECTION'. Never the server's prose. */
      readonly error: string
      /** The connection broke when the mail may have been taken. */
      readonly mayBeOut?: boolean
    }

/** What follows from an attempt. */
export type Consequence =
  | { readonly state: 'sent' }
  | {
      readonly state: 'failed'
      readonly tryAgainIn: number
      readonly code: string
      readonly mayBeOut?: boolean | undefined
    }
  | { readonly state: 'undeliverable'; readonly code: string; readonly marksAddress: boolean }

const minutes = 60_000

/** Waiting before each further attempt; the last one repeats. About three days in all. */
const waits = [1, 5, 15, 60, 180, 360, 720].map((wait) => wait * minutes)

/** Attempts after which a mail is given up: the fault is then the server's, and the address is not marked. */
export const mostAttempts = 11

const isPermanent = (code: number | null): boolean => code !== null && code >= 500 && code < 600

/**
 * What a reply means (RFC 5321, 4.2.1): 4xx and a broken connection are tried again; 5xx to the address says that it
 * does not exist and marks it (N3); 5xx to the text is final too, but says nothing of the address; 5xx before either is
 * about our own settings and may be put right.
 * @param attempts how many there have been, this one counted
 */
export function consequenceOf(attempt: Attempt, attempts: number): Consequence {
  if (attempt.outcome === 'accepted') return { state: 'sent' }
  const code = attempt.code === null ? attempt.error : String(attempt.code)
  if (attempt.at !== 'session' && isPermanent(attempt.code))
    return { state: 'undeliverable', code, marksAddress: attempt.at === 'recipient' }
  if (attempts >= mostAttempts) return { state: 'undeliverable', code, marksAddress: false }
  const tryAgainIn = waits[attempts - 1] ?? waits.at(-1) ?? minutes
  return { state: 'failed', code, tryAgainIn, mayBeOut: attempt.mayBeOut }
}

/** Days after which a mail is no longer sent: what it says is old, and it stands in the portal. */
export const mailLivesFor = 7
