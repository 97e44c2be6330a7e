import { type CivilDay, civilDayOf, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  Alert,
  Button,
  CursorPager,
  capitalised,
  EmptyState,
  FilterBar,
  Form,
  GroupHeading,
  Heading,
  Instant,
  KeepDays,
  LinkButton,
  NewBadge,
  PanelCard,
  relativeDay,
  SelectField,
  Stack,
  TwoColumns,
} from '../../../ui/index.ts'
import type { Reason } from '../domain.ts'
import {
  addressPath,
  calendarPath,
  choicesPath,
  inboxHref,
  inboxPath,
  logPath,
  openPath,
  readAllPath,
  readPath,
} from '../paths.ts'
import { type InboxGroup, isNews, type ReasonCount } from '../queries-inbox.ts'
import { wordsOf } from '../reason-words.ts'
import { type NotificationTexts, notificationTexts } from '../texts.ts'

interface InboxPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly groups: readonly InboxGroup[]
  /** What the list is narrowed to. */
  readonly reason: Reason | null
  readonly thing: string | null
  /** The reasons there are notifications of. */
  readonly counts: readonly ReasonCount[]
  readonly nextHref: string | null
  /** Works for the central body, and has no roles or tasks of their own. */
  readonly isCentral: boolean
  readonly mayReadLog: boolean
  /** Mails to them came back. */
  readonly mark: { readonly address: string; readonly since: Date } | null
  /** There is a calendar of their deadlines to subscribe to. */
  readonly hasCalendar: boolean
}

/** One's notifications: the unread ones first, by reason and thing, then day by day (N1). */
export function InboxPage(props: InboxPageProps) {
  const { language, groups, reason, thing, counts, nextHref, isCentral } = props
  const texts = notificationTexts(language)
  const isNarrowed = reason !== null || thing !== null
  const unread = unreadIn(counts, reason)
  return (
    <TwoColumns
      asideLast
      heading={<Heading title={texts.title} lead={texts.leads[isCentral ? 'central' : 'other']} />}
      aside={<Aside {...props} texts={texts} />}
    >
      <Stack>
        {props.mark && <Mark {...props.mark} texts={texts} />}
        {counts.length > 0 && <Filter {...props} texts={texts} />}
        {unread > 0 && !thing && (
          <Form action={readAllPath} hidden={reason ? { reason, grund: reason } : {}}>
            <Button>{texts.markAllRead}</Button>
          </Form>
        )}
        {groups.length === 0 && (
          <EmptyState title={isNarrowed ? texts.emptyNarrowed : texts.emptyTitle}>
            {isNarrowed ? (
              <a href={inboxPath}>{texts.showAll}</a>
            ) : (
              <>
                {texts.empty[isCentral ? 'central' : 'other']} {texts.emptyHelp}{' '}
                <a href={choicesPath}>{texts.toChoices}</a>
              </>
            )}
          </EmptyState>
        )}
        {sectionsOf(props, texts).map(({ title, count, items }) => (
          <section key={title}>
            <GroupHeading title={title} count={count} />
            <ul>
              {items.map((group) => (
                <Row key={group.id} {...{ language, group, texts, reason }} />
              ))}
            </ul>
          </section>
        ))}
        <CursorPager nextHref={nextHref} />
      </Stack>
    </TwoColumns>
  )
}

const unreadIn = (counts: readonly ReasonCount[], reason: Reason | null): number =>
  counts.reduce((sum, one) => (reason === null || one.reason === reason ? sum + one.unread : sum), 0)

/** The list of one reason; within a thing, the way back to all. */
function Filter({ counts, reason, thing, texts }: InboxPageProps & { texts: NotificationTexts }) {
  if (thing)
    return (
      <p>
        <a href={inboxPath}>{texts.showAll}</a>
      </p>
    )
  return (
    <FilterBar action={inboxPath}>
      <SelectField
        name="grund"
        label={texts.reason}
        value={reason}
        emptyLabel={texts.allReasons}
        options={counts.map((one) => ({
          value: one.reason,
          label: texts.ofReason(texts.reasons[one.reason], one.unread),
        }))}
        submitOnChange
      />
    </FilterBar>
  )
}

interface Section {
  readonly title: string
  readonly count?: number
  readonly items: readonly InboxGroup[]
}

/** The unread ones together; those read or settled by their days, in the order they come. */
function sectionsOf(props: InboxPageProps, texts: NotificationTexts): Section[] {
  const { language, today, groups, counts, reason, thing } = props
  const unreadOnes = groups.filter(isNews)
  const byDay = Map.groupBy(
    groups.filter((group) => !isNews(group)),
    ({ at }) => civilDayOf(at),
  )
  const days = [...byDay].map(([day, items]) => ({ title: dayTitle(day, today, language), items }))
  const count = thing ? unreadOnes.length : unreadIn(counts, reason)
  return unreadOnes.length > 0 ? [{ title: texts.unread, count, items: unreadOnes }, ...days] : days
}

const dayTitle = (day: CivilDay, today: CivilDay, language: Language): string =>
  `${capitalised(relativeDay(day, today, language))}, ${formatCivilDay(day)}`

interface RowProps {
  readonly language: Language
  readonly group: InboxGroup
  readonly texts: NotificationTexts
  /** The list is narrowed to it. */
  readonly reason: Reason | null
}

/** What happened last, when, and the next step: opening it notes that it was read. What is settled asks for nothing. */
function Row(props: RowProps) {
  const { language, group, texts } = props
  const words = wordsOf(group, language)
  const isUnread = isNews(group)
  return (
    <li class={isUnread ? 'tv-told tv-told-unread' : 'tv-told'}>
      <div class="tv-told-what">
        <h3>
          <KeepDays text={words.title} /> {isUnread && <NewBadge />}
        </h3>
        <p>{group.settled ? texts.settled[group.settled] : <KeepDays text={words.text} />}</p>
        <p class="tv-note">
          {texts.reasons[group.reason]}, <Instant at={group.at} />
        </p>
        {group.count > 1 && <Others {...props} title={words.title} />}
      </div>
      <div class="tv-told-action">
        {group.settled ? (
          <a href={words.href}>
            {texts.see[group.reason] ?? texts.seeOther}
            <span class="tv-hidden">: {words.title}</span>
          </a>
        ) : (
          <Form action={openPath(group.id)}>
            <Button>
              {words.action}
              <span class="tv-hidden">: {words.title}</span>
            </Button>
          </Form>
        )}
        {isUnread && group.count === 1 && (
          <Form action={readPath(group.id)}>
            <LinkButton>
              {texts.markRead}
              <span class="tv-hidden">: {words.title}</span>
            </LinkButton>
          </Form>
        )}
      </div>
    </li>
  )
}

/** The others of the same reason about the same thing. */
function Others({ group, texts, reason, title }: RowProps & { title: string }) {
  const hidden = {
    ...{ reason: group.reason, thing: group.thing, until: group.at.toISOString() },
    ...(reason ? { grund: reason } : {}),
  }
  return (
    <>
      <p>
        {texts.groupCount(group.count)}.{' '}
        <a href={inboxHref(group)}>
          {texts.showGroup(group.count)}
          <span class="tv-hidden">: {title}</span>
        </a>
      </p>
      <Form action={readAllPath} hidden={hidden}>
        <LinkButton>
          {texts.markGroupRead(group.count)}
          <span class="tv-hidden">: {title}</span>
        </LinkButton>
      </Form>
    </>
  )
}

function Aside({ texts, mayReadLog, hasCalendar }: InboxPageProps & { texts: NotificationTexts }) {
  return (
    <PanelCard title={texts.mails}>
      <Stack>
        <p>{texts.mailsText}</p>
        <div>
          <p>
            <a href={choicesPath}>{texts.toChoices}</a>
          </p>
          {hasCalendar && (
            <p>
              <a href={calendarPath}>{texts.toCalendar}</a>
            </p>
          )}
          {mayReadLog && (
            <p>
              <a href={logPath}>{hasCalendar ? texts.toOwnLog : texts.toLog}</a>
            </p>
          )}
        </div>
      </Stack>
    </PanelCard>
  )
}

/** Mails to them come back (N3): what to do about it, and the end of it. */
function Mark({
  address,
  since,
  texts,
}: {
  readonly address: string
  readonly since: Date
  readonly texts: NotificationTexts
}) {
  return (
    <Alert kind="warning" title={texts.mark.title}>
      <p>{texts.mark.text(address, formatCivilDay(civilDayOf(since)))}</p>
      <p>{texts.mark.next}</p>
      <Form action={addressPath}>
        <Button>{texts.mark.works}</Button>
      </Form>
    </Alert>
  )
}
