import type { Context } from '../../kernel/context.ts'
import type { World } from '../../platform/http/world.ts'
import { inJob } from '../organisations/index.ts'
import type { ButtonKey } from './button-token.ts'
import { buttonExpiry } from './domain-button.ts'
import { type Consequence, consequenceOf, isStale } from './domain-sending.ts'
import { welcomeMessage } from './domain-text.ts'
import { askForSending } from './jobs.ts'
import { buttonPath } from './paths.ts'
import { attemptPosting, type PostingServer } from './post-office.ts'
import { listNewcomers } from './queries-welcome.ts'
import { insertWelcomes, saveConsequence, type TakenPosting, takeDue } from './store.ts'

/** All that sending needs. */
export interface PostOffice {
  readonly world: World
  readonly servers: readonly PostingServer[]
  /** Where Mattermost reaches the portal. */
  readonly portal: URL
  readonly buttonKey: () => Promise<ButtonKey>
}

/** Asks for a welcome for everybody who is new and whom nobody has welcomed, whether an event told of them or not. */
export function welcomeNewcomers(world: World): Promise<number> {
  return inJob(world, async (ctx) => {
    const newcomers = await listNewcomers(ctx)
    if (newcomers.length === 0) return 0
    const welcomes = newcomers.map(({ name, organisationName, ...where }) => ({
      ...where,
      message: welcomeMessage({ name, organisationName }),
    }))
    const count = await insertWelcomes(ctx, welcomes)
    if (count > 0) await ctx.enqueue(askForSending())
    return count
  })
}

/** Sends every post that is due. No transaction is open while a server is spoken to. @returns how many were tried */
export async function sendDuePostings(office: PostOffice): Promise<number> {
  const instances = office.servers.map(({ instance }) => instance)
  for (let tried = 0; ; tried++) {
    const taken = await inJob(office.world, (ctx) => takeDue(ctx, instances))
    if (!taken) return tried
    await sendOne(office, taken)
  }
}

/** Only what is announced has a button; a welcome asks nothing of anybody. */
async function buttonOf({ portal, buttonKey }: PostOffice, taken: TakenPosting) {
  if (taken.kind !== 'announcement') return null
  const key = await buttonKey()
  const expiresAt = buttonExpiry(taken.askedAt)
  return {
    url: new URL(buttonPath, portal).href,
    token: key.tokenOf({ postingId: taken.id, action: 'seen', expiresAt }),
  }
}

async function sendOne(office: PostOffice, taken: TakenPosting): Promise<void> {
  const server = office.servers.find(({ instance }) => instance === taken.instance)
  if (!server) throw new Error('A posting was taken for a server that is not there.')
  const result = await attemptPosting(server, {
    ...taken,
    isStale: isStale(taken.newsSince, office.world.clock.now()),
    button: await buttonOf(office, taken),
  })
  await inJob(office.world, async (ctx) => {
    const consequence = consequenceOf(result, taken, ctx.now)
    if (await saveConsequence(ctx, taken, consequence)) await tell(ctx, taken, consequence)
  })
}

const eventOf = { posted: 'posting.posted', held: 'posting.held', lapsed: 'posting.lapsed' } as const

async function tell(ctx: Context, taken: TakenPosting, consequence: Consequence): Promise<void> {
  if (consequence.state === 'failed') {
    await ctx.enqueue(askForSending({ id: taken.id, at: consequence.tryAgainAt }))
    return
  }
  const { kind, announcementId, instance, team, channel } = taken
  await ctx.emit({
    type: eventOf[consequence.state],
    organisationId: ctx.actor.organisationId,
    subject: { type: 'posting', id: taken.id },
    facts: {
      ...{ kind, announcementId, instance, team, channel },
      ...(consequence.state !== 'posted' && { code: consequence.setback.code }),
    },
  })
}
