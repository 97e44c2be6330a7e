import type { Language } from '../../../kernel/language.ts'
import {
  Alert,
  Button,
  EmptyState,
  Facts,
  Form,
  Heading,
  Instant,
  Live,
  Section,
  Signal,
  type SignalKind,
  Stack,
} from '../../../ui/index.ts'
import { type Answered, areas, type Check, lightOf, type Need } from '../domain.ts'
import { askAgainPath } from '../paths.ts'
import { serverTexts } from '../texts.ts'
import { CheckTable } from './check-table.tsx'

/** One server as it stands. */
export interface ShownServer {
  readonly instance: string
  readonly host: string
  readonly askedAt: Date | null
  /** A new answer is on its way. */
  readonly isAsking: boolean
  readonly answer:
    | (Answered & { readonly checks: readonly Check[] })
    | { readonly outcome: 'silent'; readonly code: 'unreachable' | 'unhealthy' | 'tokenDead' | 'rateLimited' }
    | null
  readonly need: Need
}

interface ServerPageProps {
  readonly language: Language
  readonly servers: readonly ShownServer[]
}

/** How each Mattermost server is set up and stands, and what should change and why. */
export function ServerPage({ language, servers }: ServerPageProps) {
  const texts = serverTexts(language)
  return (
    <Stack>
      <Heading title={texts.title} lead={texts.lead} />
      {servers.length === 0 && <EmptyState title={texts.noServerTitle}>{texts.noServer}</EmptyState>}
      {servers.map((server) => (
        <ServerPart key={server.instance} {...{ language, server }} />
      ))}
    </Stack>
  )
}

function lightWords(server: ShownServer, language: Language): { kind: SignalKind; words: string } {
  const { light } = serverTexts(language)
  const { answer } = server
  if (!answer) return { kind: 'none', words: light.notAsked }
  if (answer.outcome === 'silent') return { kind: 'red', words: light.silent }
  const kind = lightOf(answer.checks)
  const count = (isCounted: (check: Check) => boolean) => answer.checks.filter(isCounted).length
  if (kind === 'green') return { kind, words: light.green }
  return kind === 'red'
    ? { kind, words: light.red(count(({ level }) => level === 'fault')) }
    : { kind, words: light.yellow(count(({ level }) => level !== 'ok')) }
}

function ServerPart({ language, server }: { language: Language; server: ShownServer }) {
  const texts = serverTexts(language)
  const { instance, host, askedAt, isAsking, answer } = server
  const ask = (
    <Form action={askAgainPath(instance)}>
      <Button icon="refresh">{texts.ask}</Button>
    </Form>
  )
  return (
    <Section title={host} id={`server-${instance}`} aside={ask}>
      <Live id={`svar-${instance}`} every={isAsking ? 2 : undefined} settled={isAsking ? null : texts.title}>
        <Stack>
          <div>
            <p>
              <Signal {...lightWords(server, language)} />
            </p>
            <p>
              {askedAt && (
                <>
                  {texts.askedAt}: <Instant at={askedAt} />.{' '}
                </>
              )}
              {isAsking && texts.asking}
              {!askedAt && !isAsking && texts.notAskedText}
            </p>
          </div>
          {answer?.outcome === 'silent' && (
            <Alert kind="warning" title={texts.light.silent}>
              <p>{texts.silent[answer.code]}</p>
              <p>{texts.gateStands}</p>
            </Alert>
          )}
          {answer?.outcome === 'answered' && <ServerFacts {...{ language, answer, need: server.need }} />}
          {answer?.outcome === 'answered' && <Areas {...{ language, answer }} />}
        </Stack>
      </Live>
    </Section>
  )
}

function Areas({
  language,
  answer,
}: {
  language: Language
  answer: Answered & { checks: readonly Check[] }
}) {
  const texts = serverTexts(language)
  return (
    <>
      {areas.map((area) => {
        const checks = answer.checks.filter((check) => check.area === area)
        return (
          <Section key={area} level={3} title={texts.areas[area]}>
            {checks.length > 0 ? (
              <CheckTable {...{ language, answer, checks }} caption={texts.areas[area]} />
            ) : (
              <p>{texts.noPlaces}</p>
            )}
          </Section>
        )
      })}
    </>
  )
}

function ServerFacts({ language, answer, need }: { language: Language; answer: Answered; need: Need }) {
  const texts = serverTexts(language)
  const { version, isEnterpriseBuild, licence, buttons, limits } = answer
  const shown = [buttons.gitlab && 'GitLab', buttons.openid && 'OpenID Connect'].filter(Boolean)
  const licenceWords = licence && (licence.isLicensed ? texts.licensed(licence.sku) : texts.unlicensed)
  return (
    <Facts
      form="row"
      facts={[
        { label: texts.facts.version, value: version },
        { label: texts.facts.edition, value: isEnterpriseBuild ? texts.enterprise : texts.team },
        { label: texts.facts.licence, value: licenceWords ?? texts.unread },
        { label: texts.facts.signIn, value: shown.join(', ') || texts.noButtons },
        ...(limits && limits.activeUsers > 0
          ? [{ label: texts.facts.active, value: String(limits.activeUsers) }]
          : []),
        { label: texts.facts.people, value: String(need.people) },
      ]}
    />
  )
}
