import type { FastifyInstance } from 'fastify'
import { ApiFault } from './api-fault.ts'
import { bodyOf, paramOf } from './bodies.ts'
import { adminOf } from './caller.ts'
import { getChannel, type World } from './world.ts'

/** One channel by its id, archived ones too, and another name for it: its id stays. */
export function channelEditRoutes(app: FastifyInstance, world: World): void {
  app.get('/channels/:channel_id', async (request) => {
    adminOf(world, request, 'read_channel')
    return { ...getChannel(world, paramOf(request, 'channel_id')), total_msg_count: 0 }
  })
  app.put('/channels/:channel_id/patch', async (request) => {
    adminOf(world, request, 'manage_private_channel_properties')
    const channel = getChannel(world, paramOf(request, 'channel_id'))
    const { name, display_name: displayName } = bodyOf(request)
    if (typeof name === 'string') {
      if (!/^[a-z0-9_-]{1,64}$/.test(name)) {
        throw new ApiFault(400, 'model.channel.is_valid.1_or_more.app_error')
      }
      channel.name = name
    }
    if (typeof displayName === 'string') channel.display_name = displayName
    return { ...channel, total_msg_count: 0 }
  })
}
