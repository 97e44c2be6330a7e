import type { Language } from '../../../kernel/language.ts'
import type { AssuranceLevel } from '../../../platform/saml/types.ts'
import { ButtonLink, Heading, href, NextStep, PanelCard, PanelPart, TwoColumns } from '../../../ui/index.ts'
import { signInPath } from '../paths.ts'
import { refusalPageTexts, refusalWords } from '../refusal-texts.ts'
import { helpedByOperations, type RefusalCode } from '../refusals.ts'

interface RefusalPageProps {
  readonly language: Language
  readonly code: RefusalCode
  /** The id of the refused request, by which the log finds it; null: not known. */
  readonly number: string | null
  /** Mail address of those who run Tværs. */
  readonly operations: string | null
  /** What is asked for, and what was used as far as it is known; null where it is not about levels. */
  readonly levels: { readonly required: AssuranceLevel; readonly used: AssuranceLevel | null } | null
}

/**
 * Why somebody is not signed in, what to do, and who can help (S3). Names nobody: whoever reads it has shown no right to
 * know who works where.
 */
export function RefusalPage({ language, code, number, operations, levels }: RefusalPageProps) {
  const words = refusalWords(language)[code]
  const texts = refusalPageTexts(language)
  const cause = texts.code(code, number)
  const lead = levels ? `${words.happened} ${texts.levels(levels.required, levels.used)}` : words.happened
  // Where signing out failed, one may be signed in still.
  const onward =
    code === 'logout' ? { href: '/', text: texts.toStart } : { href: signInPath, text: texts.again }
  const help = (
    <PanelCard surface title={texts.contact}>
      <PanelPart>
        <p>{words.contact}</p>
        {operations && helpedByOperations.has(code) && (
          <p>
            <a href={href(`mailto:${operations}?subject=${encodeURIComponent(`Tværs: ${cause}`)}`)}>
              {operations}
            </a>
          </p>
        )}
      </PanelPart>
      <PanelPart>
        <p class="tv-meta">{texts.reference}</p>
        <p class="tv-meta">{cause}</p>
      </PanelPart>
    </PanelCard>
  )
  return (
    <TwoColumns heading={<Heading title={words.title} lead={lead} />} aside={help} asideLast>
      <NextStep title={words.step} text={words.next}>
        <ButtonLink kind="primary" href={onward.href}>
          {onward.text}
        </ButtonLink>
      </NextStep>
    </TwoColumns>
  )
}
