import type { Language } from '../../../kernel/language.ts'
import { ButtonLink, Heading, Section } from '../../../ui/index.ts'
import { signInPath } from '../paths.ts'
import { refusalPageTexts, refusalWords } from '../refusal-texts.ts'
import type { RefusalCode } from '../refusals.ts'

interface RefusalPageProps {
  readonly language: Language
  readonly code: RefusalCode
  /** The request's id, by which the log finds it. */
  readonly requestId: string
}

/**
 * Why somebody is not signed in, what to do, and who can help (S3). Names nobody: whoever reads it has shown no right to
 * know who works where.
 */
export function RefusalPage({ language, code, requestId }: RefusalPageProps) {
  const words = refusalWords(language)[code]
  const texts = refusalPageTexts(language)
  return (
    <>
      <Heading title={words.title} lead={words.happened} />
      <Section title={texts.next}>
        <p>{words.next}</p>
        <p>
          <ButtonLink kind="primary" href={signInPath}>
            {texts.again}
          </ButtonLink>
        </p>
      </Section>
      <Section title={texts.contact}>
        <p>{words.contact}</p>
        <p class="tv-meta">
          {texts.reference}: {texts.code(code, requestId)}
        </p>
      </Section>
    </>
  )
}
