import type { Language } from '../../../kernel/language.ts'
import {
  Alert,
  Badge,
  type BadgeVariant,
  type Column,
  CursorPager,
  EmptyState,
  FilterResult,
  Heading,
  type IconName,
  Instant,
  KeepDays,
  Named,
  Stack,
  Table,
} from '../../../ui/index.ts'
import type { MailState } from '../domain.ts'
import { type LogWords, logHref } from '../log-address.ts'
import { errorWords, stateWords } from '../log-words.ts'
import { logExtractPath, logPath, mailPath } from '../paths.ts'
import type { LoggedMail } from '../queries-log.ts'
import { wordsOf } from '../reason-words.ts'
import { type NotificationTexts, notificationTexts } from '../texts.ts'
import { LogFilters, logChips } from './log-filters.tsx'

interface LogPageProps {
  readonly language: Language
  /** Sees all organisations' mails, and runs the mail server. */
  readonly isCentral: boolean
  readonly mails: readonly LoggedMail[]
  readonly counts: Partial<Record<MailState, number>>
  /** As they stand in the address. */
  readonly words: LogWords
  readonly hasServer: boolean
  readonly keptFor: number
  readonly nextHref: string | null
}

const looks: Record<MailState, { variant: BadgeVariant; icon: IconName }> = {
  planned: { variant: 'outline', icon: 'hourglass' },
  sending: { variant: 'started', icon: 'sync' },
  sent: { variant: 'done', icon: 'completed' },
  failed: { variant: 'warning', icon: 'sync' },
  undeliverable: { variant: 'error', icon: 'error' },
  withdrawn: { variant: 'outline', icon: 'completed' },
  portal: { variant: 'outline', icon: 'notifications' },
}

/** A mail's state as shape, word and colour; without a mail server, that it is not sent and why. */
export function MailBadge(props: { mail: LoggedMail; hasServer: boolean; texts: NotificationTexts }) {
  const { mail, hasServer, texts } = props
  const waits = mail.state === 'planned' && !hasServer
  return (
    <Badge {...looks[mail.state]}>
      {waits ? texts.notSent : stateWords(mail, texts)}
      {waits && <span class="tv-left-out">: {texts.becauseNoServer}</span>}
    </Badge>
  )
}

/** Every mail with why, to whom by which path, and how it went (N3). */
export function LogPage(props: LogPageProps) {
  const { language, isCentral, mails, words, hasServer, keptFor, nextHref } = props
  const texts = notificationTexts(language)
  return (
    <Stack>
      <Heading title={texts.logTitle} lead={isCentral ? texts.logLead : texts.ownLogLead} />
      {!hasServer && (
        <Alert kind="info" title={texts.noServerTitle}>
          <p>{isCentral ? texts.noServer : texts.noServerHere}</p>
        </Alert>
      )}
      <LogFilters {...props} texts={texts} />
      <FilterResult
        count={mails.length}
        noun={`${texts.mailNoun(mails.length)} ${texts.mailsOnPage}`}
        chips={logChips(words, texts)}
        clearHref={logPath}
        actions={<a href={logHref(logExtractPath, words)}>{texts.extract}</a>}
      />
      {mails.length > 0 ? (
        <Table
          caption={texts.logTitle}
          columns={columnsOf(language, texts, hasServer)}
          rows={mails}
          keyOf={(mail) => mail.id}
          onPhone="brief"
        />
      ) : (
        <EmptyState title={texts.noMailsTitle}>
          <p>
            {texts.noMails} <a href={logPath}>{texts.allStates}</a>
          </p>
        </EmptyState>
      )}
      <CursorPager nextHref={nextHref} />
      <p class="tv-note">{texts.retention(keptFor)}</p>
    </Stack>
  )
}

/** On a phone a mail's own page, one touch away, says the reason, the address and the path. */
function columnsOf(language: Language, texts: NotificationTexts, hasServer: boolean): Column<LoggedMail>[] {
  return [
    {
      key: 'about',
      naming: true,
      title: texts.about,
      cell: (mail) => (
        <Named
          name={
            <a href={mailPath(mail.id)}>
              <KeepDays text={wordsOf(mail, language).title} />
            </a>
          }
          note={<span class="tv-left-out">{texts.reasons[mail.reason]}</span>}
        />
      ),
    },
    {
      key: 'recipient',
      title: texts.recipient,
      cell: (mail) => (
        <Named
          name={mail.recipientName}
          note={
            <>
              {mail.organisationName}
              <span class="tv-left-out">
                , {mail.forgottenAt ? texts.forgottenAddress : mail.address || '-'}
              </span>
            </>
          }
        />
      ),
    },
    {
      key: 'why',
      title: texts.why,
      onPhone: 'leftOut',
      cell: (mail) => texts.paths[mail.path] ?? mail.path,
    },
    {
      key: 'state',
      title: texts.howItWent,
      onPhone: 'beside',
      cell: (mail) => (
        <div>
          <MailBadge {...{ mail, hasServer, texts }} />
          <span class="tv-note">{errorWords(mail, texts)}</span>
        </div>
      ),
    },
    {
      key: 'when',
      title: texts.when,
      onPhone: 'beside',
      cell: (mail) => <Instant at={mail.sentAt ?? mail.createdAt} />,
    },
  ]
}
