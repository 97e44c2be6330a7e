import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DispatchFunc } from 'light-my-request'
import { errors, type Provider } from 'oidc-provider'
import type { RelayedAnswer } from '../../../platform/http/route.ts'
import { gatePath } from '../paths.ts'
import { type Relayed, relay } from './relay.ts'
import type { Run } from './run.ts'

type Work = (req: IncomingMessage, res: ServerResponse) => Promise<void>

/** Work on a request in memory, whose answer ends in any case. */
const dispatching =
  (run: Run, work: Work): DispatchFunc =>
  (req, res) => {
    work(req as unknown as IncomingMessage, res as unknown as ServerResponse).catch((error: unknown) => {
      run.broken = { error }
      res.end()
    })
  }

/** A sign-in that this browser has begun, waiting at the gate. */
export interface UnderWay {
  /** The client that sent the browser here. */
  readonly clientId: unknown
  /** @returns the way back to where it goes on */
  finish(ssoId: number): Promise<RelayedAnswer>
}

/** The sign-in a browser has under way at the address it asks for; null when there is none, or not of this browser. */
export async function findUnderWay(
  provider: Provider,
  run: Run,
  request: Relayed,
  origin: URL,
): Promise<UnderWay | null> {
  let begun: { readonly clientId: unknown } | null = null
  const look: Work = async (req, res) => {
    try {
      const found = await provider.interactionDetails(req, res)
      if (gatePath(found.uid) === request.url) begun = { clientId: found.params.client_id }
    } catch (error) {
      if (!(error instanceof errors.SessionNotFound)) throw error
    }
    res.end()
  }
  await relay(dispatching(run, look), run, request, origin)
  // Set in a callback, which the compiler does not follow.
  const { clientId } = (begun as { clientId: unknown } | null) ?? {}
  if (clientId === undefined) return null
  return {
    clientId,
    finish(ssoId) {
      const result = { login: { accountId: String(ssoId), remember: false } }
      const finish: Work = (req, res) =>
        provider.interactionFinished(req, res, result, { mergeWithLastSubmission: false })
      return relay(dispatching(run, finish), run, request, origin)
    },
  }
}
