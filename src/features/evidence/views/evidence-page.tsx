import type { Language } from '../../../kernel/language.ts'
import {
  Button,
  ButtonLink,
  Facts,
  Form,
  FormActions,
  Heading,
  PanelCard,
  PanelPart,
  Section,
  SelectField,
  TwoColumns,
} from '../../../ui/index.ts'
import { evidenceFilePath, keysName, keysPath, programName, programPath, roundsPath } from '../paths.ts'
import { evidenceTexts } from '../texts.ts'

export interface EvidencePageProps {
  readonly language: Language
  /** Null on the municipality's own page: it has only its own file. */
  readonly municipalities: readonly { readonly id: number; readonly name: string }[] | null
  /** SHA-256 of the program that checks a file, hexadecimal. */
  readonly digest: string
}

/** What the file holds, in words, and the way to it (E2). */
export function EvidencePage({ language, municipalities, digest }: EvidencePageProps) {
  const texts = evidenceTexts(language)
  return (
    <TwoColumns
      asideLast
      aside={<Aside language={language} isCentral={municipalities !== null} />}
      heading={<Heading title={texts.title} lead={municipalities ? texts.leadCentral : texts.leadOwn} />}
    >
      <Section title={texts.fetchTitle}>
        {municipalities ? (
          <Form action={evidenceFilePath} method="get">
            <SelectField
              name="kommune"
              label={texts.municipality}
              emptyLabel={texts.choose}
              value=""
              options={municipalities.map(({ id, name }) => ({ value: String(id), label: name }))}
            />
            <FormActions>
              <Button kind="primary">{texts.download}</Button>
            </FormActions>
          </Form>
        ) : (
          <FormActions>
            <ButtonLink kind="primary" href={evidenceFilePath}>
              {texts.download}
            </ButtonLink>
          </FormActions>
        )}
      </Section>
      <Checking language={language} digest={digest} />
      <Section title={texts.holdsTitle}>
        <Facts form="plain" facts={texts.holds.map(([label, value]) => ({ label, value }))} />
      </Section>
      <Section title={texts.leftOutTitle}>
        <p>{texts.leftOut}</p>
      </Section>
    </TwoColumns>
  )
}

/** The program, the keys and the one line: all that an auditor needs, without a sign-in. */
function Checking({ language, digest }: Pick<EvidencePageProps, 'language' | 'digest'>) {
  const texts = evidenceTexts(language)
  return (
    <Section title={texts.checkTitle} id="kontrol">
      <div class="tv-prose">
        <p>{texts.check}</p>
        <ol>
          <li>
            <p>
              <a href={programPath}>{texts.program}</a>. {texts.digest}
            </p>
            <pre>{digest}</pre>
          </li>
          <li>
            <a href={keysPath} download={keysName}>
              {texts.keys}
            </a>
            . {texts.keepKeys}
          </li>
          <li>
            <p>{texts.run}</p>
            <pre>{`node ${programName} ${texts.fileName} ${keysName}`}</pre>
          </li>
        </ol>
        <p>{texts.verdict}</p>
      </div>
    </Section>
  )
}

function Aside({
  language,
  isCentral,
}: Pick<EvidencePageProps, 'language'> & { readonly isCentral: boolean }) {
  const texts = evidenceTexts(language)
  return (
    <>
      {isCentral && (
        <PanelCard title={texts.roundTitle}>
          <PanelPart>
            <p>{texts.round}</p>
            <p>
              <a href={roundsPath}>{texts.toRounds}</a>
            </p>
          </PanelPart>
        </PanelCard>
      )}
      <PanelCard title={texts.whoTitle} surface>
        <PanelPart>
          <p>{texts.who}</p>
        </PanelPart>
      </PanelCard>
    </>
  )
}
