import type { Language } from '../../../kernel/language.ts'
import {
  Alert,
  Badge,
  type BadgeVariant,
  type Column,
  CursorPager,
  EmptyState,
  FilterBar,
  FilterResult,
  Heading,
  type IconName,
  Instant,
  Named,
  SelectField,
  Stack,
  Table,
  TextField,
} from '../../../ui/index.ts'
import { type MailState, mailStates } from '../domain.ts'
import { logPath, mailPath } from '../paths.ts'
import type { LoggedMail } from '../queries-log.ts'
import { wordsOf } from '../reason-words.ts'
import { type NotificationTexts, notificationTexts } from '../texts.ts'

interface LogPageProps {
  readonly language: Language
  readonly mails: readonly LoggedMail[]
  readonly counts: Partial<Record<MailState, number>>
  readonly q: string
  readonly state: MailState | null
  readonly hasServer: boolean
  readonly nextHref: string | null
}

const looks: Record<MailState, { variant: BadgeVariant; icon: IconName }> = {
  planned: { variant: 'outline', icon: 'hourglass' },
  sending: { variant: 'started', icon: 'sync' },
  sent: { variant: 'done', icon: 'completed' },
  failed: { variant: 'warning', icon: 'sync' },
  undeliverable: { variant: 'error', icon: 'error' },
}

/** A mail's state as shape, word and colour; without a mail server, that it is not sent and why. */
export function MailBadge(props: { state: MailState; hasServer: boolean; texts: NotificationTexts }) {
  const { state, hasServer, texts } = props
  const waits = state === 'planned' && !hasServer
  return <Badge {...looks[state]}>{waits ? texts.notSentNoServer : texts.states[state]}</Badge>
}

/** Why a mail did not get through, in words; a reply of the server by its number. */
export const errorWords = (code: string, texts: NotificationTexts): string =>
  texts.errors[code] ?? texts.reply(code)

/** Every mail with why, to whom by which path, and how it went (N3). */
export function LogPage(props: LogPageProps) {
  const { language, mails, q, state, hasServer, nextHref } = props
  const texts = notificationTexts(language)
  return (
    <Stack>
      <Heading title={texts.logTitle} lead={texts.logLead} />
      {!hasServer && (
        <Alert kind="info" title={texts.noServerTitle}>
          <p>{texts.noServer}</p>
        </Alert>
      )}
      <Filters {...props} texts={texts} />
      <FilterResult
        count={mails.length}
        noun={`${texts.mailNoun(mails.length)} ${texts.mailsOnPage}`}
        clearHref={q || state ? logPath : undefined}
      />
      {mails.length > 0 ? (
        <Table
          caption={texts.logTitle}
          columns={columnsOf(language, texts, hasServer)}
          rows={mails}
          keyOf={(mail) => mail.id}
        />
      ) : (
        <EmptyState title={texts.noMailsTitle}>
          <p>
            {texts.noMails} <a href={logPath}>{texts.allStates}</a>
          </p>
        </EmptyState>
      )}
      <CursorPager nextHref={nextHref} />
    </Stack>
  )
}

function Filters({ counts, q, state, texts }: LogPageProps & { texts: NotificationTexts }) {
  return (
    <FilterBar action={logPath}>
      <TextField name="q" type="search" label={texts.search} value={q} optional />
      <SelectField
        name="tilstand"
        label={texts.state}
        emptyLabel={texts.allStates}
        value={state ?? ''}
        submitOnChange
        options={mailStates.map((value) => ({
          value,
          label: `${texts.states[value]} (${counts[value] ?? 0})`,
        }))}
      />
    </FilterBar>
  )
}

function columnsOf(language: Language, texts: NotificationTexts, hasServer: boolean): Column<LoggedMail>[] {
  return [
    {
      key: 'about',
      naming: true,
      title: texts.about,
      cell: (mail) => (
        <Named
          name={<a href={mailPath(mail.id)}>{wordsOf(mail, language).title}</a>}
          note={texts.reasons[mail.reason]}
        />
      ),
    },
    {
      key: 'recipient',
      title: texts.recipient,
      cell: (mail) => (
        <Named name={mail.recipientName} note={`${mail.organisationName}, ${mail.address || '-'}`} />
      ),
    },
    { key: 'why', title: texts.why, cell: (mail) => texts.paths[mail.path] ?? mail.path },
    {
      key: 'state',
      title: texts.howItWent,
      cell: (mail) => (
        <div>
          <MailBadge {...{ hasServer, texts }} state={mail.state} />
          {mail.errorCode && <span class="tv-note">{errorWords(mail.errorCode, texts)}</span>}
        </div>
      ),
    },
    { key: 'when', title: texts.when, cell: (mail) => <Instant at={mail.sentAt ?? mail.createdAt} /> },
  ]
}
