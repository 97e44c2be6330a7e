import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  ButtonLink,
  capitalised,
  EmptyState,
  GroupHeading,
  Heading,
  longDay,
  ProgressLine,
  Section,
} from '../../../ui/index.ts'
import { descriptionPath, galleryPath, occupancyPath } from '../paths.ts'
import type { ReachOfRole } from '../queries/roles.ts'
import { startTexts } from '../texts.ts'

interface AnalystPageProps {
  readonly roles: readonly ReachOfRole[]
  readonly today: CivilDay
  readonly language: Language
}

function Reach({ role, language }: { role: ReachOfRole; language: Language }) {
  const texts = startTexts(language)
  const filled = role.municipalities - role.without.length
  return (
    <section>
      <GroupHeading title={role.name} />
      <p class="tv-lead tv-more">{texts.reachCount(filled, role.municipalities)}</p>
      <p class="tv-note">{texts.reachHolders(role.holders)}</p>
      <ProgressLine done={filled} total={role.municipalities} />
      <p class="tv-badges">
        <ButtonLink href={occupancyPath(role.id)} label={`${texts.seeHolders}: ${role.name}`}>
          {texts.seeHolders}
        </ButtonLink>
        <a href={descriptionPath(role.id)} aria-label={`${texts.readRole}: ${role.name}`}>
          {texts.readRole}
        </a>
      </p>
      <Section level={3} title={`${texts.reachWithout} (${role.without.length})`}>
        {role.without.length === 0 ? (
          <p>{texts.reachAll}</p>
        ) : (
          <p>
            {role.without
              .map(({ name, isTest }) => (isTest ? texts.testMunicipality(name) : name))
              .join(', ')}
          </p>
        )}
      </Section>
    </section>
  )
}

/** Whom a warning reaches: in how many municipalities somebody holds the role, and in which nobody. */
export function AnalystPage({ roles, today, language }: AnalystPageProps) {
  const texts = startTexts(language)
  return (
    <>
      <Heading meta={capitalised(longDay(today, language))} title={texts.reachTitle} />
      {roles.length === 0 && <EmptyState title={texts.noReachTitle}>{texts.noReach}</EmptyState>}
      {roles.map((role) => (
        <Reach key={role.id} role={role} language={language} />
      ))}
      <p class="tv-more">
        <a href={galleryPath}>{texts.seeGallery}</a>
      </p>
    </>
  )
}
