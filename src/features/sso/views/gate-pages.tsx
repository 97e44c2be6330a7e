import type { ComponentChildren } from 'preact'
import { formatCivilDay } from '../../../kernel/civil-day.ts'
import { ButtonLink, FormActions, Heading, Remark, Section, Stack } from '../../../ui/index.ts'
import { ownRolePath } from '../../roles/index.ts'
import type { Gate, WhyNot } from '../domain.ts'
import type { WayIn } from '../queries.ts'
import type { SsoTexts } from '../texts.ts'

function Administrators({ texts, administrators }: { texts: SsoTexts } & Pick<WayIn, 'administrators'>) {
  if (administrators.length === 0) return <p>{texts.nobody}</p>
  return (
    <>
      <p>{texts.whoText}</p>
      <ul>
        {administrators.map(({ name, email }) => (
          <li key={`${name} ${email}`}>
            {name}, {email ? <a href={`mailto:${email}`}>{email}</a> : texts.noEmail}
          </li>
        ))}
      </ul>
    </>
  )
}

/** What a person of a municipality can do: which role, who gives it, and what happens then. */
function HowToGetIn({ texts, why, wayIn }: { texts: SsoTexts; why: WhyNot; wayIn: WayIn }) {
  return (
    <>
      {wayIn.roles.length > 0 && (
        <Section title={texts.rolesTitle}>
          <ul>
            {wayIn.roles.map(({ id, name }) => (
              <li key={id}>
                <a href={ownRolePath(id)}>{name}</a>
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Section title={texts.whoTitle}>
        <Administrators texts={texts} administrators={wayIn.administrators} />
      </Section>
      <Section title={why === 'paused' ? texts.nextTitlePaused : texts.nextTitle}>
        <p>{why === 'paused' ? texts.nextPaused : texts.nextText}</p>
      </Section>
    </>
  )
}

interface StoppedPageProps {
  readonly texts: SsoTexts
  readonly why: WhyNot
  readonly gate: Gate
  /** Null for those who are no municipality. */
  readonly wayIn: WayIn | null
  /** This page again: the sign-in waits here. */
  readonly againHref: string
}

function explain({ texts, why, gate, wayIn }: StoppedPageProps): ComponentChildren {
  if (why === 'preparing') return null
  if (why === 'stuck') return <p>{texts.stuckNext}</p>
  if (why === 'notYet' && gate.beginsOn)
    return <Remark>{texts.beginsOn(formatCivilDay(gate.beginsOn))}</Remark>
  if (wayIn) return <HowToGetIn texts={texts} why={why} wayIn={wayIn} />
  return (
    <>
      <p>{texts.otherSide}</p>
      <p>{texts.otherSideNext}</p>
    </>
  )
}

/** Told to somebody who is not let through: why, who can change it, and what happens then. */
export function StoppedPage(props: StoppedPageProps) {
  const { texts, why, gate, againHref } = props
  const { title, lead } = texts.stopped[why]
  return (
    <Stack>
      <Heading title={title} lead={lead} />
      {explain(props)}
      <p class="tv-meta">{texts.signedInAs(gate.name)}</p>
      <FormActions>
        <ButtonLink href={againHref}>{texts.again}</ButtonLink>
        <ButtonLink href="/">{texts.toStart}</ButtonLink>
      </FormActions>
    </Stack>
  )
}

/** The sign-in under way is over, or was another browser's. */
export function OverPage({ texts, mattermostHref }: { texts: SsoTexts; mattermostHref: string }) {
  return (
    <Stack>
      <Heading title={texts.overTitle} lead={texts.overLead} />
      <p>
        <ButtonLink href={mattermostHref}>{texts.toMattermost}</ButtonLink>
      </p>
    </Stack>
  )
}

/** Mattermost asked for something that Tværs cannot answer: for those who set the two up. */
export function FaultPage({ texts, code }: { texts: SsoTexts; code: string }) {
  return (
    <Stack>
      <Heading title={texts.faultTitle} lead={texts.faultLead} />
      <p>{texts.faultCode(code)}</p>
      <p>
        <ButtonLink href="/">{texts.toStart}</ButtonLink>
      </p>
    </Stack>
  )
}
