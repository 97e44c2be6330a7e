import type { Language } from '../../../kernel/language.ts'
import { Button, ButtonLink, Form, Heading, Lead, Section } from '../../../ui/index.ts'
import type { DemoPerson } from '../demo-person.ts'
import { demoSignInPath, oidcStartAt, startAt } from '../paths.ts'
import { type SignInTexts, signInTexts } from '../texts.ts'

/** Somewhere one can sign in. */
export interface SignInChoice {
  readonly issuer: string
  readonly name: string
}

interface SignInPageProps {
  readonly language: Language
  /** The cast, or null outside demo mode. */
  readonly cast: readonly DemoPerson[] | null
  /** The identity providers, or null while none is set up. */
  readonly choices: readonly SignInChoice[] | null
  /** What people call the door of the central body's own staff, or null: there is none. */
  readonly staffDoor: string | null
  readonly returnPath: string
}

export function SignInPage({ language, cast, choices, staffDoor, returnPath }: SignInPageProps) {
  const texts = signInTexts(language)
  const staff = staffDoor !== null && <Staff {...{ texts, returnPath }} name={staffDoor} />
  if (!cast) {
    return (
      <>
        <Outside {...{ texts, choices, returnPath }} />
        {staff}
      </>
    )
  }
  if (!choices) {
    return (
      <>
        <Heading title={texts.demoTitle} />
        <Cast {...{ language, texts, cast, returnPath }} />
        {staff}
      </>
    )
  }
  return (
    <>
      <Outside {...{ texts, choices, returnPath }} />
      {staff}
      <Section title={texts.demoTitle}>
        <Cast {...{ language, texts, cast, returnPath }} level={3} />
      </Section>
    </>
  )
}

interface OutsideProps {
  readonly texts: SignInTexts
  readonly choices: readonly SignInChoice[] | null
  readonly returnPath: string
}

/** One button for each identity provider: links, as a form of ours may lead to no other site. */
function Outside({ texts, choices, returnPath }: OutsideProps) {
  if (!choices || choices.length === 0) {
    return (
      <>
        <Heading title={texts.title} lead={texts.lead} />
        <p>{choices ? texts.notReady : texts.notConnected}</p>
      </>
    )
  }
  return (
    <>
      <Heading title={texts.title} lead={texts.lead} />
      <ul class="tv-choices">
        {choices.map(({ issuer, name }, index) => (
          <li key={issuer}>
            <ButtonLink kind={index === 0 ? 'primary' : 'secondary'} href={startAt(issuer, returnPath)}>
              {texts.signInBy(name)}
            </ButtonLink>
          </li>
        ))}
      </ul>
      <Section title={texts.newHere}>
        <p>{texts.newHereText}</p>
      </Section>
    </>
  )
}

interface StaffProps {
  readonly texts: SignInTexts
  readonly name: string
  readonly returnPath: string
}

/** The second door, after what nearly everybody comes for. */
function Staff({ texts, name, returnPath }: StaffProps) {
  return (
    <Section title={texts.staffTitle}>
      <p>{texts.staffLead}</p>
      <p>
        <ButtonLink href={oidcStartAt(returnPath)}>{texts.signInBy(name)}</ButtonLink>
      </p>
    </Section>
  )
}

interface CastProps {
  readonly language: Language
  readonly texts: SignInTexts
  readonly cast: readonly DemoPerson[]
  readonly returnPath: string
  readonly level?: 2 | 3
}

function Cast({ language, texts, cast, returnPath, level = 2 }: CastProps) {
  const Title = level === 2 ? 'h2' : 'h3'
  const organisations = [...new Set(cast.map((person) => person.organisationName))]
  return (
    <>
      <Lead>{texts.demoLead}</Lead>
      {organisations.map((organisation) => (
        <section class="tv-cast" key={organisation}>
          <Title>{organisation}</Title>
          <ul class="tv-cast-list">
            {cast
              .filter((person) => person.organisationName === organisation)
              .map((person) => (
                <li key={person.id}>
                  <div>
                    <strong>{person.name}</strong>
                    <span class="tv-meta">{person.title}</span>
                    <p>{person.about[language]}</p>
                  </div>
                  <Form action={demoSignInPath} hidden={{ person: person.id, til: returnPath }}>
                    <Button>{texts.choose(person.name)}</Button>
                  </Form>
                </li>
              ))}
          </ul>
        </section>
      ))}
    </>
  )
}
