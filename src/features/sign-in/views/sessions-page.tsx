import type { Language } from '../../../kernel/language.ts'
import {
  Badge,
  Button,
  type Column,
  Form,
  Heading,
  Instant,
  Remark,
  Stack,
  Table,
} from '../../../ui/index.ts'
import { endOthersPath, endSessionPath } from '../paths.ts'
import type { OpenSession } from '../store.ts'
import { type SignInTexts, signInTexts } from '../texts.ts'

interface SessionsPageProps {
  readonly language: Language
  /** The one the page is looked at from first. */
  readonly sessions: readonly OpenSession[]
}

/** 'Chrome på Windows', as far as it is known. */
export function deviceWords({ device }: Pick<OpenSession, 'device'>, texts: SignInTexts): string {
  const { browser, system } = device
  return browser && system ? texts.on(browser, system) : (browser ?? system ?? texts.unknownDevice)
}

/** Where somebody is signed in, and the way to end it anywhere. */
export function SessionsPage({ language, sessions }: SessionsPageProps) {
  const texts = signInTexts(language)
  const hasOthers = sessions.length > 1
  return (
    <>
      <Heading title={texts.sessionsTitle} lead={texts.sessionsLead} />
      <Stack>
        <Table
          caption={texts.sessionsTitle}
          columns={columnsOf(texts)}
          rows={sessions}
          keyOf={(session) => session.id}
        />
        {hasOthers ? (
          <Form action={endOthersPath}>
            <Button>{texts.endOthers}</Button>
          </Form>
        ) : (
          <p>{texts.noOthers}</p>
        )}
        {hasOthers && <Remark icon="warning">{texts.strange}</Remark>}
      </Stack>
    </>
  )
}

const columnsOf = (texts: SignInTexts): readonly Column<OpenSession>[] => [
  {
    key: 'device',
    title: texts.device,
    naming: true,
    cell: (session) => (
      <>
        {deviceWords(session, texts)} {session.isThis && <Badge variant="quiet">{texts.here}</Badge>}
      </>
    ),
  },
  { key: 'organisation', title: texts.organisation, cell: (session) => session.organisationName },
  { key: 'door', title: texts.door, cell: (session) => texts.doors[session.door] },
  { key: 'since', title: texts.since, cell: (session) => <Instant at={session.createdAt} /> },
  { key: 'seen', title: texts.lastSeen, cell: (session) => <Instant at={session.lastSeenAt} /> },
  {
    key: 'end',
    title: texts.action,
    titleHidden: true,
    narrow: true,
    cell: (session) =>
      session.isThis ? null : (
        <Form action={endSessionPath(session.id)}>
          <Button>
            {texts.end}
            <span class="tv-hidden">: {deviceWords(session, texts)}</span>
          </Button>
        </Form>
      ),
  },
]
