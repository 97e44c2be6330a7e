import { formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  BlockedButton,
  ButtonLink,
  capitalised,
  Day,
  Facts,
  PanelCard,
  PanelPart,
  Stack,
} from '../../../ui/index.ts'
import { changedRuleNames, changedTexts, type Role, type RoleVersion } from '../domain.ts'
import { type PastEnding, whyNotEdit, whyNotEndRole } from '../domain-ending.ts'
import { type EndingTexts, endingTexts } from '../ending-texts.ts'
import {
  comparePath,
  descriptionPath,
  editRolePath,
  endingPath,
  lettersPath,
  occupancyPath,
  ownRolePath,
  takeUpPath,
  versionPath,
} from '../paths.ts'
import { roleTexts } from '../texts.ts'
import { certificationWords, holdersWords } from '../words.ts'
import type { DescriptionPageProps } from './description-page.tsx'

/** 'Ændret: Opgaver, Giver adgang til'. */
export function changedWords(before: RoleVersion, after: RoleVersion, language: Language): string {
  const texts = roleTexts(language)
  const changed = [
    ...changedTexts(before, after).map((name) => texts[name]),
    ...changedRuleNames(before.rules, after.rules).map((name) => texts.rules[name]),
  ]
  return `${texts.changedIn}: ${changed.join(', ')}`
}

/** Rules, ways to change it, its ending and its versions. */
export function DescriptionAside(props: DescriptionPageProps) {
  const { language, role, versions, shown, isCentral } = props
  const texts = roleTexts(language)
  return (
    <>
      <PanelCard title={texts.facts}>
        <Facts
          form="plain"
          facts={[
            { label: texts.holders, value: capitalised(holdersWords(shown.rules, language)) },
            { label: texts.confirmed, value: certificationWords(shown.rules, language) },
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
        {props.mayWrite && <EditorsWays {...props} />}
      </PanelCard>
      {props.beside.endings.length > 0 && <EndingHistory {...props} />}
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

/** What the gallery's editors can do to the role. */
function EditorsWays({ language, role, today }: DescriptionPageProps) {
  const texts = roleTexts(language)
  const ending = endingTexts(language)
  const whyNotChange = whyNotEdit(role)
  if (whyNotChange)
    return (
      <Stack>
        <BlockedButton reason={whyNotChange.sentence[language]}>{texts.edit}</BlockedButton>
        <ButtonLink href={takeUpPath(role.id)}>{ending.takeUp}</ButtonLink>
      </Stack>
    )
  const label = role.ending ? ending.change : ending.end
  const whyNotEnd = whyNotEndRole(role, today)
  return (
    <Stack>
      <ButtonLink href={editRolePath(role.id)}>{texts.edit}</ButtonLink>
      {whyNotEnd ? (
        <BlockedButton reason={whyNotEnd.sentence[language]}>{label}</BlockedButton>
      ) : (
        <p class="tv-more">
          <a href={endingPath(role.id)}>{label}</a>
        </p>
      )}
    </Stack>
  )
}

/** It ended, it ends, or it was to end and did not. */
function endingWords({ isRetired, outcome }: PastEnding, day: string, texts: EndingTexts): string {
  if (isRetired) return texts.endedOn(day)
  return outcome ? texts.wasToEnd(day) : texts.endsOn(day)
}

/** Each time it was said that the role ends, and what became of it. */
function EndingHistory({ language, beside }: DescriptionPageProps) {
  const texts = endingTexts(language)
  return (
    <PanelCard title={texts.history}>
      {beside.endings.map((one, index) => {
        const day = formatCivilDay(one.endsBefore)
        const { outcome, overOn, overByName } = one
        return (
          // It may be said twice in a day: the place tells them apart.
          <PanelPart key={`${index} ${one.setOn}`}>
            <p>{endingWords(one, day, texts)}</p>
            <p class="tv-note">
              {texts.saidBy(one.setByName, formatCivilDay(one.setOn))} {one.reason}
            </p>
            {outcome && overOn && (
              <p class="tv-note">{texts.outcome[outcome](overByName ?? '', formatCivilDay(overOn))}</p>
            )}
          </PanelPart>
        )
      })}
    </PanelCard>
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
  const what = before ? changedWords(before, version, language) : texts.firstVersion
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
