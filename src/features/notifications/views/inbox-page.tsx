import { type CivilDay, civilDayOf, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  Button,
  CursorPager,
  capitalised,
  EmptyState,
  Form,
  FormActions,
  GroupHeading,
  Heading,
  Instant,
  LinkButton,
  NewBadge,
  PanelCard,
  RadioGroup,
  relativeDay,
  Stack,
  TwoColumns,
} from '../../../ui/index.ts'
import { calendarPath, languagePath, logPath, openPath, readAllPath, readPath } from '../paths.ts'
import type { Notification } from '../queries.ts'
import { wordsOf } from '../reason-words.ts'
import { type NotificationTexts, notificationTexts } from '../texts.ts'

interface InboxPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly notifications: readonly Notification[]
  readonly unread: number
  readonly mailLanguage: Language
  readonly nextHref: string | null
  readonly mayReadLog: boolean
  /** There is a calendar of their deadlines to subscribe to. */
  readonly hasCalendar: boolean
}

/** One's notifications: the unread ones first, then day by day (N1). */
export function InboxPage(props: InboxPageProps) {
  const { language, notifications, unread, nextHref } = props
  const texts = notificationTexts(language)
  const groups = groupsOf(props, texts)
  return (
    <TwoColumns
      asideLast
      heading={<Heading title={texts.title} lead={texts.lead} />}
      aside={<Aside {...props} texts={texts} />}
    >
      <Stack>
        {unread > 0 && (
          <Form action={readAllPath}>
            <Button>{texts.markAllRead}</Button>
          </Form>
        )}
        {notifications.length === 0 && <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>}
        {groups.map(({ title, count, items }) => (
          <section key={title}>
            <GroupHeading title={title} count={count} />
            <ul>
              {items.map((notification) => (
                <Row key={notification.id} {...{ language, notification, texts }} />
              ))}
            </ul>
          </section>
        ))}
        <CursorPager nextHref={nextHref} />
      </Stack>
    </TwoColumns>
  )
}

interface Group {
  readonly title: string
  readonly count?: number
  readonly items: readonly Notification[]
}

/** The unread ones together; the read ones by their days, in the order they come. */
function groupsOf(props: InboxPageProps, texts: NotificationTexts): Group[] {
  const { language, today, notifications, unread } = props
  const unreadOnes = notifications.filter(({ readAt }) => readAt === null)
  const byDay = Map.groupBy(
    notifications.filter(({ readAt }) => readAt !== null),
    ({ at }) => civilDayOf(at),
  )
  const days = [...byDay].map(([day, items]) => ({ title: dayTitle(day, today, language), items }))
  return unreadOnes.length > 0 ? [{ title: texts.unread, count: unread, items: unreadOnes }, ...days] : days
}

const dayTitle = (day: CivilDay, today: CivilDay, language: Language): string =>
  `${capitalised(relativeDay(day, today, language))}, ${formatCivilDay(day)}`

interface RowProps {
  readonly language: Language
  readonly notification: Notification
  readonly texts: NotificationTexts
}

/** What happened, when, and the next step: opening it notes that it was read. */
function Row({ language, notification, texts }: RowProps) {
  const words = wordsOf(notification, language)
  const isUnread = notification.readAt === null
  return (
    <li class={isUnread ? 'tv-told tv-told-unread' : 'tv-told'}>
      <div class="tv-told-what">
        <h3>
          {words.title} {isUnread && <NewBadge />}
        </h3>
        <p>{words.text}</p>
        <p class="tv-note">
          {texts.reasons[notification.reason]}, <Instant at={notification.at} />
        </p>
      </div>
      <div class="tv-told-action">
        <Form action={openPath(notification.id)}>
          <Button>
            {words.action}
            <span class="tv-hidden">: {words.title}</span>
          </Button>
        </Form>
        {isUnread && (
          <Form action={readPath(notification.id)}>
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

function Aside({
  texts,
  mailLanguage,
  mayReadLog,
  hasCalendar,
}: InboxPageProps & { texts: NotificationTexts }) {
  return (
    <PanelCard title={texts.mails}>
      <Stack>
        <p>{texts.mailsText}</p>
        <Form action={languagePath}>
          <RadioGroup
            name="language"
            label={texts.language}
            value={mailLanguage}
            options={[
              { value: 'da', label: texts.danish },
              { value: 'en', label: texts.english },
            ]}
          />
          <FormActions>
            <Button>{texts.saveLanguage}</Button>
          </FormActions>
        </Form>
        <div>
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
