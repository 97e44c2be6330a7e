import type { World } from '../../platform/http/world.ts'
import type { Queue, QueueSpec } from '../../platform/jobs/jobs.ts'
import { sendingQueueName } from './jobs.ts'
import { type PostOffice, sendDuePostings, welcomeNewcomers } from './work.ts'

/** When something is to be posted; once a minute for what a lost job would have sent. */
export const sendingSpec: QueueSpec = { name: sendingQueueName, schedule: '* * * * *' }

/** When an access is proven open, or opens something else; once a minute for those no event told of. */
export const welcomingSpec: QueueSpec = {
  name: 'posting.welcoming',
  listensTo: ['access.activated', 'access.changed'],
  schedule: '* * * * *',
}

export const sendingQueue = (office: PostOffice): Queue => ({
  ...sendingSpec,
  async handle() {
    if (office.servers.length > 0) await sendDuePostings(office)
  },
})

export const welcomingQueue = (world: World): Queue => ({
  ...welcomingSpec,
  async handle() {
    await welcomeNewcomers(world)
  },
})
