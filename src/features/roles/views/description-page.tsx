import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { markdownToHtml } from '../../../platform/markdown.ts'
import {
  Alert,
  Button,
  Day,
  Facts,
  Form,
  Heading,
  Prose,
  Remark,
  Section,
  Stack,
  TwoColumns,
} from '../../../ui/index.ts'
import type { Role, RoleRules, RoleVersion } from '../domain.ts'
import { exampleChannels, exampleSlugs, type RoleAccess } from '../domain-places.ts'
import { descriptionPath, openNotificationPath } from '../paths.ts'
import type { BesideRole } from '../queries.ts'
import type { KnownName } from '../queries-preview.ts'
import { roleTexts } from '../texts.ts'
import { accessWords, kindWords } from '../words.ts'
import { Checklist } from './checklist.tsx'
import { changedWords, DescriptionAside } from './description-aside.tsx'
import { EndingNote } from './ending-note.tsx'
import { SystemRoleNote } from './system-role-note.tsx'

export interface DescriptionPageProps {
  readonly language: Language
  readonly role: Role
  /** Newest first. */
  readonly versions: readonly RoleVersion[]
  /** The version to read. */
  readonly shown: RoleVersion
  readonly isCentral: boolean
  readonly mayWrite: boolean
  readonly beside: BesideRole
  readonly today: CivilDay
  /** Places of the role that are not at the server as it names them; for its editors. */
  readonly oddPlaces: readonly KnownName[]
}

/** The whole description of a role in one of its versions (R1). */
export function DescriptionPage(props: DescriptionPageProps) {
  const { language, role, shown } = props
  const { notificationId } = props.beside
  const texts = roleTexts(language)
  const isOlder = shown.version !== role.version
  const meta = (
    <>
      {texts.version(shown.version)} <Day day={shown.validFrom} />
    </>
  )
  const prose = (text: string) => <Prose html={markdownToHtml(text)} />
  return (
    <TwoColumns
      asideLast
      heading={
        <>
          <Heading
            metaTitle={kindWords(shown.rules, language)}
            meta={meta}
            title={shown.rules.name}
            lead={shown.accessNote || undefined}
          />
          <SystemRoleNote language={language} name={role.name} />
          {role.isDemoText && <Remark>{texts.demoText}</Remark>}
        </>
      }
      aside={<DescriptionAside {...props} />}
    >
      <EndingNote {...{ language, role }} today={props.today} />
      {notificationId && !isOlder && <News {...props} notificationId={notificationId} />}
      {isOlder && (
        <Alert kind="info" title={texts.olderTitle(shown.version)}>
          <p>
            {texts.older} <a href={descriptionPath(role.id)}>{texts.seeCurrent}</a>
          </p>
        </Alert>
      )}
      <Section title={texts.purpose}>{prose(shown.purpose)}</Section>
      <Section title={texts.tasks}>{prose(shown.tasks)}</Section>
      <Section title={texts.responsibility} empty={!shown.responsibility}>
        {prose(shown.responsibility)}
      </Section>
      <Section title={texts.competences} empty={!shown.competences}>
        {prose(shown.competences)}
      </Section>
      <AccessSection language={language} rules={shown.rules} oddPlaces={isOlder ? [] : props.oddPlaces} />
      <Section title={texts.takeOver} empty={!shown.takeOver}>
        <Checklist list={shown.takeOver} />
      </Section>
      <Section id="overlevering" title={texts.handOver} empty={!shown.handOver}>
        <Checklist list={shown.handOver} />
      </Section>
    </TwoColumns>
  )
}

/** A holder's own: what changed since they last read it, until they say they have. */
function News({
  language,
  shown,
  versions,
  notificationId,
}: DescriptionPageProps & { readonly notificationId: string }) {
  const texts = roleTexts(language)
  const before = versions.find(({ version }) => version === shown.version - 1)
  const what = shown.changeNote || (before ? changedWords(before, shown, language) : '')
  return (
    <Alert kind="info" title={texts.newsTitle}>
      <Stack>
        {shown.isMaterial && <p>{what}</p>}
        <Form action={openNotificationPath(notificationId)}>
          <Button>{texts.whatChanged}</Button>
        </Form>
      </Stack>
    </Alert>
  )
}

interface AccessSectionProps {
  readonly language: Language
  readonly rules: RoleRules
  readonly oddPlaces: readonly KnownName[]
}

/** What a place is called, or what became of it. */
function oddWords({ team, channel, name, state }: KnownName, language: Language): string {
  const texts = roleTexts(language)
  const typed = channel || team
  if (state === 'archived') return texts.isArchived(typed)
  return state === 'missing' ? texts.isMissing(typed) : texts.renamedTo(typed, name)
}

/** What the channels by rule become, for a municipality that everybody knows. */
function exampleFacts(access: RoleAccess, language: Language) {
  const channels = exampleChannels(access)
  const label = roleTexts(language).exampleIn(exampleSlugs.name)
  return channels.length > 0 ? [{ label, value: channels.join(', ') }] : []
}

function AccessSection({ language, rules, oddPlaces }: AccessSectionProps) {
  const texts = roleTexts(language)
  return (
    <Section title={texts.access} empty={rules.access.length === 0}>
      <Stack>
        <p>{texts.accessRule}</p>
        {rules.access.map((access) => (
          <Facts
            key={`${access.connector} ${access.team}`}
            form="plain"
            facts={[
              { label: texts.opens, value: accessWords(access, language) },
              ...(access.channels.length > 0
                ? [{ label: texts.channels, value: access.channels.join(', ') }]
                : []),
              ...exampleFacts(access, language),
            ]}
          />
        ))}
        {oddPlaces.map((place) => (
          <Remark
            key={`${place.connector} ${place.team} ${place.channel}`}
            icon={place.state === 'open' ? 'info' : 'warning'}
          >
            {oddWords(place, language)}
          </Remark>
        ))}
      </Stack>
    </Section>
  )
}
