import { NotFound } from '../../kernel/errors.ts'
import { hashOf } from '../../platform/secrets.ts'
import { type CalendarParts, calendarFile, type StampedEntry } from './calendar-file.ts'
import { type Entry, entriesOf, hasChanged, isFetchedLongAgo, secretIn } from './domain.ts'
import { entryWords } from './entry-texts.ts'
import { listDeadlines } from './queries-deadlines.ts'
import { digestOf, readerHash } from './secrets.ts'
import {
  findOpenFeed,
  type Holder,
  listKept,
  type OpenFeed,
  saveEntries,
  saveFetched,
  saveReader,
  withinReachOf,
} from './store-fetch.ts'

/** Who fetches a calendar, as far as it is known. */
export interface Reader {
  readonly address: string
  readonly program: string
}

export interface FetchedCalendar {
  readonly content: string
  readonly lastModified: Date
}

/**
 * The calendar of a secret address, as its owner may see it at this moment.
 * @param file what the address ends in: the secret and '.ics'
 * @throws NotFound when the address is nobody's, was renewed or revoked, or its maker may no longer see what is in it
 */
export async function readCalendar(
  holder: Holder,
  file: string,
  portal: URL,
  reader: Reader,
): Promise<FetchedCalendar> {
  const secret = secretIn(file)
  const feed = await findOpenFeed(holder, hashOf(secret))
  if (!feed) throw new NotFound('calendar')
  const { userId, organisationId, isAdministrator } = feed
  const deadlines = await withinReachOf(holder, organisationId, () =>
    listDeadlines({
      ...{ tx: holder.tx, organisationId, userId, today: holder.today },
      answersRounds: userId === null || isAdministrator,
    }),
  )
  const words = entryWords(feed.language)
  const { entries, lastModified } = await stamp(holder, feed, entriesOf(deadlines, words), portal)
  if (isFetchedLongAgo(feed.lastFetchedAt, holder.now)) await saveFetched(holder, feed)
  await saveReader(holder, feed, readerHash(secret, reader.address, reader.program))
  const name = userId === null ? words.municipalName(feed.organisationName) : words.personalName
  const parts: CalendarParts = { name, language: feed.language, portal, entries }
  return { content: calendarFile(parts), lastModified }
}

/** Gives each entry its number and when it last changed, after what was kept last time. */
async function stamp(
  holder: Holder,
  feed: OpenFeed,
  entries: readonly Entry[],
  portal: URL,
): Promise<{ entries: StampedEntry[]; lastModified: Date }> {
  const named = entries.map((entry) => ({
    ...entry,
    uid: `${entry.key}@${portal.hostname}`,
    digest: digestOf([entry.on, entry.summary, entry.description, entry.path]),
  }))
  const before = await listKept(holder, feed)
  const isNew = hasChanged(named, before)
  if (isNew) await saveEntries(holder, feed, named)
  const kept = isNew ? await listKept(holder, feed) : before
  const byUid = new Map(kept.map((one) => [one.uid, one]))
  return {
    entries: named.map(({ digest: _digest, ...entry }) => {
      const { sequence = 0, changedAt = holder.now } = byUid.get(entry.uid) ?? {}
      return { ...entry, sequence, changedAt }
    }),
    lastModified: new Date(Math.max(+feed.madeAt, ...kept.map(({ changedAt }) => +changedAt))),
  }
}
