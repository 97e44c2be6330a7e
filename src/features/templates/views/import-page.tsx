import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  Alert,
  Button,
  ButtonLink,
  Facts,
  FileField,
  Form,
  FormActions,
  faultOf,
  Heading,
  InsidePanel,
  Section,
  Stack,
  Table,
} from '../../../ui/index.ts'
import type { MunicipalPart, PlacedSection } from '../import/task-page.ts'
import type { ImportReport } from '../importing.ts'
import { importPath, templatePath, templatesPath } from '../paths.ts'
import { type TemplateTexts, templateTexts } from '../texts.ts'

/** Choose a file; or, when it was broken, what is wrong with it line by line. */
export function ImportPage({ language, faults }: { language: Language; faults: FormFaults | undefined }) {
  const texts = templateTexts(language)
  const inFile = Object.entries(faults?.fields ?? {}).filter(([name]) => name.startsWith('fejl-'))
  return (
    <>
      <Heading title={texts.importTitle} lead={texts.importLead} />
      {inFile.length > 0 && (
        <Alert kind="error" title={texts.faultsTitle}>
          <p>{texts.faultsText}</p>
          <ul>
            {inFile.map(([name, sentence]) => (
              <li key={name} id={name}>
                {sentence[language]}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <Form action={importPath} files>
        <FileField
          name="file"
          label={texts.file}
          hint={texts.fileHint}
          accept=".md,.txt,text/markdown,text/plain"
          error={faultOf(faults?.fields, 'file', language)}
        />
        <FormActions>
          <Button kind="primary">{texts.doImport}</Button>
          <a href={templatesPath}>{texts.cancel}</a>
        </FormActions>
      </Form>
    </>
  )
}

/** What became of the page: KOMBIT's text, the municipality's own, and what could not be placed (T12). */
export function ImportReportPage({ language, report }: { language: Language; report: ImportReport }) {
  const texts = templateTexts(language)
  return (
    <Stack>
      <Heading
        metaTitle={`#${report.sourceNumber}`}
        meta={texts.version(report.version)}
        title={texts.reportTitle}
        lead={report.title}
      />
      <Alert kind={report.result === 'keptPublished' ? 'warning' : 'success'}>
        <p>{texts.results[report.result]}</p>
      </Alert>
      <FormActions>
        <ButtonLink kind="primary" href={templatePath(report.templateId)}>
          {texts.seeTemplate}
        </ButtonLink>
      </FormActions>
      <Section title={texts.unplacedTitle} empty={false}>
        {report.unplaced.length === 0 ? (
          <p>{texts.unplacedNone}</p>
        ) : (
          <ul>
            {report.unplaced.map((text) => (
              <li key={text.line}>
                <strong>{texts.unplacedLine(text.line, text.heading)}:</strong> {text.text}
              </li>
            ))}
          </ul>
        )}
      </Section>
      <Municipal texts={texts} part={report.municipal} />
      <Section title={texts.placedTitle}>
        <Placed texts={texts} placed={report.placed} />
      </Section>
    </Stack>
  )
}

function Municipal({ texts, part }: { texts: TemplateTexts; part: MunicipalPart }) {
  const posts = (items: readonly { author: string | null; text: string }[]) =>
    items.map((post) => `${post.author ?? '?'}: ${post.text}`).join(' · ')
  return (
    <InsidePanel title={texts.municipalTitle(part.municipalityName)} seenBy={texts.municipalText}>
      <Facts
        form="plain"
        facts={[
          { label: texts.status, value: texts.statuses[part.status] },
          { label: texts.taskResponsible, value: part.responsible },
          { label: texts.taskPerformer, value: part.performer },
          { label: texts.messages, value: posts(part.messages) },
          { label: texts.notes, value: posts(part.internalNotes) },
          { label: texts.files, value: part.fileNames.join(', ') },
        ]}
      />
    </InsidePanel>
  )
}

function Placed({ texts, placed }: { texts: TemplateTexts; placed: readonly PlacedSection[] }) {
  return (
    <Table
      caption={texts.placedTitle}
      rows={placed}
      keyOf={(section: PlacedSection) => `${section.line}`}
      columns={[
        { key: 'section', title: texts.section, naming: true, cell: (section) => section.label },
        { key: 'line', title: texts.line, figures: true, cell: (section) => section.line },
        {
          key: 'became',
          title: texts.became,
          cell: (section) =>
            `${section.where === 'template' ? texts.toTemplate : texts.toMunicipality}${section.empty ? ` (${texts.isEmpty})` : ''}`,
        },
      ]}
    />
  )
}
