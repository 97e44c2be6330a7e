import { signedInBecause } from '../../platform/http/access.ts'
import { isForStream } from '../../platform/http/request-facts.ts'
import { json, type Route, reads, web } from '../../platform/http/route.ts'
import type { World } from '../../platform/http/world.ts'
import { liveCountsOf } from './live-counts.ts'
import { livePath } from './paths.ts'

/** The number in the header, as it changes; the page has it from the start, and is whole without. */
export const liveRoutes = ({ world }: { readonly world: World }): Route[] => [
  web({
    method: 'get',
    path: livePath,
    access: signedInBecause('everybody has their own notifications'),
    audit: reads,
    handle: async ({ actor }, _input, { headers, sessionToken }) => {
      const unread = actor.unread ?? 0
      // Who asks for no stream gets the number as it is.
      if (!sessionToken || !isForStream({ headers })) return json({ unread })
      const stream = liveCountsOf(world).follow({ id: actor.id, unread }, sessionToken)
      if (!stream) return { kind: 'empty' }
      return {
        kind: 'file',
        contentType: 'text/event-stream; charset=utf-8',
        fileName: 'antal',
        inline: true,
        isLive: true,
        content: stream,
      }
    },
  }),
]
