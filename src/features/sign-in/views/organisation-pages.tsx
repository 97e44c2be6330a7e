import type { Language } from '../../../kernel/language.ts'
import { Button, Form, Heading } from '../../../ui/index.ts'
import type { OrganisationChoice } from '../actions-sessions.ts'
import { samlPaths, switchPath } from '../paths.ts'
import { signInTexts } from '../texts.ts'

interface ChoicePageProps {
  readonly language: Language
  readonly organisations: readonly Pick<OrganisationChoice, 'id' | 'name'>[]
  /** Names the sign-in that waits for the choice. */
  readonly token: string
}

/** Between proof and session: the sign-in covers several organisations. */
export function ChoicePage({ language, organisations, token }: ChoicePageProps) {
  const texts = signInTexts(language)
  return (
    <>
      <Heading title={texts.choiceTitle} lead={texts.choiceLead} />
      <ul class="tv-choices">
        {organisations.map(({ id, name }) => (
          <li key={id}>
            <Form action={samlPaths.choose} hidden={{ svar: token, organisation: String(id) }}>
              <Button>{texts.choiceFor(name)}</Button>
            </Form>
          </li>
        ))}
      </ul>
    </>
  )
}

interface SwitchPageProps {
  readonly language: Language
  readonly organisations: readonly OrganisationChoice[]
}

/** The same choice later, without a new sign-in. */
export function SwitchPage({ language, organisations }: SwitchPageProps) {
  const texts = signInTexts(language)
  const current = organisations.find(({ isCurrent }) => isCurrent)
  const others = organisations.filter(({ isCurrent }) => !isCurrent)
  if (others.length === 0) {
    return (
      <>
        <Heading title={texts.switchTitle} lead={texts.onlyOne(current?.name ?? '')} />
        <p>{texts.onlyOneNext}</p>
      </>
    )
  }
  return (
    <>
      <Heading title={texts.switchTitle} lead={texts.switchLead} />
      {current && (
        <p>
          <strong>{current.name}</strong>. {texts.current}.
        </p>
      )}
      <ul class="tv-choices">
        {others.map(({ id, name }) => (
          <li key={id}>
            <Form action={switchPath} hidden={{ organisation: String(id) }}>
              <Button>{texts.switchTo(name)}</Button>
            </Form>
          </li>
        ))}
      </ul>
    </>
  )
}
