import type { Language } from '../../../kernel/language.ts'
import { Button, Form, Heading, Lead } from '../../../ui/index.ts'
import type { DemoPerson } from '../demo-person.ts'
import { signInTexts } from '../texts.ts'

interface SignInPageProps {
  readonly language: Language
  /** The cast, or null outside demo mode. */
  readonly cast: readonly DemoPerson[] | null
  readonly returnPath: string
}

export function SignInPage({ language, cast, returnPath }: SignInPageProps) {
  const texts = signInTexts(language)
  if (!cast) {
    return (
      <>
        <Heading title={texts.title} lead={texts.production} />
        <p>{texts.notConnected}</p>
      </>
    )
  }
  const organisations = [...new Set(cast.map((person) => person.organisationName))]
  return (
    <>
      <Heading title={texts.demoTitle} />
      <Lead>{texts.demoLead}</Lead>
      {organisations.map((organisation) => (
        <section class="tv-cast" key={organisation}>
          <h2>{organisation}</h2>
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
                  <Form action="/log-ind/demo" hidden={{ person: person.id, til: returnPath }}>
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
