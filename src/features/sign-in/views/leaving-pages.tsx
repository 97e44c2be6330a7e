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
  /** Why there is something to send. */
  readonly lead: string
  readonly fields: Readonly<Record<string, string | undefined>>
}

/** The way to an identity provider that takes messages by form alone: the person sends it, with or without scripts. */
export function SendingPage({ language, action, lead, fields }: SendingPageProps) {
  const texts = signInTexts(language)
  const hidden: Record<string, string> = {}
  for (const [name, value] of Object.entries(fields)) if (value !== undefined) hidden[name] = value
  return (
    <>
      <Heading title={texts.leavingTitle} lead={lead} />
      <Form action={action} hidden={hidden}>
        <Button kind="primary">{texts.goOn}</Button>
      </Form>
    </>
  )
}
