import type { Language } from '../../../kernel/language.ts'
import { markdownToHtml } from '../../../platform/markdown.ts'
import {
  Alert,
  Button,
  ButtonLink,
  capitalised,
  Day,
  Facts,
  Form,
  Heading,
  PanelCard,
  PanelPart,
  Prose,
  Remark,
  Section,
  Stack,
  TwoColumns,
} from '../../../ui/index.ts'
import { changedTexts, type Role, type RoleVersion } from '../domain.ts'
import {
  comparePath,
  descriptionPath,
  editRolePath,
  lettersPath,
  occupancyPath,
  openNotificationPath,
  ownRolePath,
  versionPath,
} from '../paths.ts'
import { roleTexts } from '../texts.ts'
import { accessWords, certificationWords, holdersWords, kindWords } from '../words.ts'
import { Checklist } from './checklist.tsx'

interface DescriptionPageProps {
  readonly language: Language
  readonly role: Role
  /** Newest first. */
  readonly versions: readonly RoleVersion[]
  /** The version to read. */
  readonly shown: RoleVersion
  readonly isCentral: boolean
  readonly mayWrite: boolean
  /** What the reader was told of and has not read. */
  readonly news: { readonly notificationId: string } | null
}

/** The whole description of a role in one of its versions (R1). */
export function DescriptionPage(props: DescriptionPageProps) {
  const { language, role, shown, news } = props
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
            metaTitle={kindWords(role, language)}
            meta={meta}
            title={role.name}
            lead={shown.accessNote || undefined}
          />
          {role.isDemoText && <Remark>{texts.demoText}</Remark>}
        </>
      }
      aside={<Aside {...props} />}
    >
      {news && !isOlder && <News {...{ language, shown }} notificationId={news.notificationId} />}
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
      <AccessSection language={language} role={role} />
      <Section title={texts.takeOver} empty={!shown.takeOver}>
        <Checklist list={shown.takeOver} />
      </Section>
      <Section id="overlevering" title={texts.handOver} empty={!shown.handOver}>
        <Checklist list={shown.handOver} />
      </Section>
    </TwoColumns>
  )
}

interface NewsProps {
  readonly language: Language
  readonly shown: RoleVersion
  readonly notificationId: string
}

/** A holder's own: what changed since they last read it, until they say they have. */
function News({ language, shown, notificationId }: NewsProps) {
  const texts = roleTexts(language)
  return (
    <Alert kind="info" title={texts.newsTitle}>
      <Stack>
        {shown.isMaterial && <p>{shown.changeNote}</p>}
        <Form action={openNotificationPath(notificationId)}>
          <Button>{texts.whatChanged}</Button>
        </Form>
      </Stack>
    </Alert>
  )
}

function AccessSection({ language, role }: { language: Language; role: Role }) {
  const texts = roleTexts(language)
  return (
    <Section title={texts.access} empty={role.access.length === 0}>
      <Stack>
        <p>{texts.accessRule}</p>
        {role.access.map((access) => (
          <Facts
            key={`${access.connector} ${access.team}`}
            form="plain"
            facts={[
              { label: texts.opens, value: accessWords(access, language) },
              ...(access.channels.length > 0
                ? [{ label: texts.channels, value: access.channels.join(', ') }]
                : []),
            ]}
          />
        ))}
      </Stack>
    </Section>
  )
}

function Aside({ language, role, versions, isCentral, mayWrite }: DescriptionPageProps) {
  const texts = roleTexts(language)
  return (
    <>
      <PanelCard title={texts.facts}>
        <Facts
          form="plain"
          facts={[
            { label: texts.holders, value: capitalised(holdersWords(role, language)) },
            { label: texts.confirmed, value: certificationWords(role, language) },
          ]}
        />
        <p class="tv-more">
          <a href={isCentral ? occupancyPath(role.id) : ownRolePath(role.id)}>
            {isCentral ? texts.whoHolds : texts.ownHolders}
          </a>
        </p>
        <p class="tv-more">
          <a href={lettersPath(role.id)}>{texts.letters}</a>
        </p>
        {mayWrite && <ButtonLink href={editRolePath(role.id)}>{texts.edit}</ButtonLink>}
      </PanelCard>
      <PanelCard title={texts.versions}>
        {versions.map((version, index) => (
          <VersionPart
            key={version.version}
            {...{ language, role, version }}
            before={versions[index + 1] ?? null}
          />
        ))}
        {versions.length > 1 && (
          <p class="tv-more">
            <a href={comparePath(role.id)}>{texts.compare}</a>
          </p>
        )}
      </PanelCard>
    </>
  )
}

interface VersionPartProps {
  readonly language: Language
  readonly role: Role
  readonly version: RoleVersion
  readonly before: RoleVersion | null
}

/** One version: from when, by whom, and what it changed. */
function VersionPart({ language, role, version, before }: VersionPartProps) {
  const texts = roleTexts(language)
  const isCurrent = version.version === role.version
  const changed = before ? changedTexts(before, version).map((name) => texts[name]) : []
  const what = !before
    ? texts.firstVersion
    : changed.length > 0
      ? `${texts.changedIn}: ${changed.join(', ')}`
      : texts.onlyRules
  return (
    <PanelPart>
      <p>
        <a href={isCurrent ? descriptionPath(role.id) : versionPath(role.id, version.version)}>
          {texts.versionName(version.version)}
        </a>
        {isCurrent && ` (${texts.current})`}
      </p>
      <p class="tv-note">
        <Day day={version.validFrom} /> {texts.by} {version.createdByName}. {what}
      </p>
      {before && (
        <p class="tv-note">
          {version.isMaterial ? texts.material : texts.editorial}
          {version.changeNote && `: ${version.changeNote}`}
        </p>
      )}
    </PanelPart>
  )
}
