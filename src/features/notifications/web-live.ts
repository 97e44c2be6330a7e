import { signedInBecause } from '../../platform/http/access.ts'
import { type Route, reads, web } from '../../platform/http/route.ts'
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
    mostQueries: 1,
    mostAMinute: 60,
    handle: async ({ actor }, _input, { sessionToken }) => {
      const stream = sessionToken
        ? liveCountsOf(world).follow({ id: actor.id, unread: actor.unread ?? 0 }, sessionToken)
        : null
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
