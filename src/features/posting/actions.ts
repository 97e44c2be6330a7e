import type { Context } from '../../kernel/context.ts'
import { Conflict, InvalidInput, refuseIf } from '../../kernel/errors.ts'
import { chosenPlaces, keyOfPlace, whyNotAgain, whyNotPost } from './domain.ts'
import { announcementMessage } from './domain-text.ts'
import { askForSending } from './jobs.ts'
import { checkMayAskAgain, checkMayWrite } from './policy.ts'
import { getPosting, listPlaces, type ReachedPlace } from './queries.ts'
import {
  deleteWelcomePlace,
  insertAnnouncement,
  insertPostings,
  saveAgain,
  saveWelcomePlace,
} from './store.ts'
import { postingSentence } from './texts.ts'

export interface AnnouncementDraft {
  readonly title: string
  /** Markdown. */
  readonly body: string
  /** As `keyOfPlace` writes them. */
  readonly places: readonly string[]
}

/** Where an announcement would be posted, and whom it reaches there. Changes nothing. @throws Forbidden, InvalidInput, Refused */
export async function previewAnnouncement(
  ctx: Context,
  draft: AnnouncementDraft,
  isConnected: boolean,
): Promise<{ readonly places: readonly ReachedPlace[]; readonly message: string }> {
  checkMayWrite(ctx.actor)
  refuseIf(whyNotPost(isConnected))
  const places = chosenPlaces(await listPlaces(ctx), draft.places)
  if (places.length === 0) throw new InvalidInput({ places: postingSentence('missingPlaces') })
  return { places, message: announcementMessage(draft) }
}

/**
 * Announces something: what is to be posted is kept now, in this transaction, and sent once it is committed.
 * @returns the announcement's id; a second call with the same id changes nothing
 * @throws Forbidden, InvalidInput, Refused
 */
export async function announce(
  ctx: Context,
  draft: AnnouncementDraft & { readonly id?: string },
  isConnected: boolean,
): Promise<string> {
  const id = draft.id ?? ctx.newId()
  const { places, message } = await previewAnnouncement(ctx, draft, isConnected)
  const { title, body } = draft
  if (!(await insertAnnouncement(ctx, { id, title, body }))) return id
  await insertPostings(ctx, id, message, places)
  await ctx.emit({
    type: 'announcement.written',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'announcement', id },
    facts: { title, channels: places.map(keyOfPlace) },
  })
  await ctx.enqueue(askForSending())
  return id
}

/** Another attempt at a post that is held or waits. @returns which announcement it is of @throws NotFound, Forbidden, Refused */
export async function postAgain(ctx: Context, id: string): Promise<string | null> {
  checkMayAskAgain(ctx.actor)
  const { announcementId, state, channel, kind } = await getPosting(ctx, id)
  refuseIf(whyNotAgain(state))
  if (!(await saveAgain(ctx, id))) throw new Conflict()
  await ctx.emit({
    type: 'posting.askedAgain',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'posting', id },
    facts: { kind, announcementId, channel },
  })
  await ctx.enqueue(askForSending())
  return announcementId
}

export interface WelcomeChoice {
  readonly instance: string
  readonly team: string
  /** Null: newcomers of the team are not welcomed. */
  readonly channel: string | null
}

/** Where newcomers of a team are welcomed, from now on. @throws Forbidden, InvalidInput when no role opens the channel */
export async function chooseWelcome(ctx: Context, choice: WelcomeChoice): Promise<void> {
  checkMayWrite(ctx.actor)
  const { instance, team, channel } = choice
  const isThere = (await listPlaces(ctx)).some(
    (place) => place.instance === instance && place.team === team && (!channel || place.channel === channel),
  )
  if (!isThere) throw new InvalidInput({ channel: postingSentence('unknownPlace') })
  const changed = channel
    ? await saveWelcomePlace(ctx, { instance, team, channel })
    : await deleteWelcomePlace(ctx, { instance, team })
  if (!changed) return
  await ctx.emit({
    type: 'welcome.chosen',
    organisationId: ctx.actor.organisationId,
    subject: { type: 'team', id: team },
    facts: { instance, team, channel },
  })
}
