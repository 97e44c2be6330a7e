import type { Language } from '../../../kernel/language.ts'
import { Button, ButtonLink, Form, Heading } from '../../../ui/index.ts'
import { signInTexts } from '../texts.ts'

interface LeavingPageProps {
  readonly language: Language
  /** What people call the identity provider. */
  readonly name: string
  readonly url: string
}

/** Signed out here; the browser goes on by itself to the identity provider, or by the link. */
export function LeavingPage({ language, name, url }: LeavingPageProps) {
  const texts = signInTexts(language)
  return (
    <>
      <Heading title={texts.leavingTitle} lead={texts.leavingText(name)} />
      <p>
        <ButtonLink kind="primary" href={url}>
          {texts.goOn}
        </ButtonLink>
      </p>
    </>
  )
}

interface SendingPageProps {
  readonly language: Language
  readonly action: string
  readonly fields: Readonly<Record<string, string | undefined>>
}

/** The way back to an identity provider that takes answers by form alone. */
export function SendingPage({ language, action, fields }: SendingPageProps) {
  const texts = signInTexts(language)
  const hidden: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) hidden[name] = value
  return (
    <>
      <Heading title={texts.leavingTitle} lead={texts.sendingText} />
      <Form action={action} hidden={hidden}>
        <Button kind="primary">{texts.goOn}</Button>
      </Form>
    </>
  )
}
