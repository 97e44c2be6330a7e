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
  Heading,
  InsidePanel,
  Section,
  Stack,
  Table,
} from '../../../ui/index.ts'
import type { PlacedSection } from '../import/task-page.ts'
import type { ImportReport, MunicipalCounts } from '../import-report.ts'
import { chooseRolePath, importPath, templatePath, templatesPath } from '../paths.ts'
import { type TemplateTexts, templateTexts } from '../texts.ts'

/** Choose a file; or, when it was broken, what is wrong with it line by line. */
export function ImportPage({ language, faults }: { language: Language; faults: FormFaults | undefined }) {
  const texts = templateTexts(language)
  const { file, ...inFile } = faults?.fields ?? {}
  const lines = Object.values(inFile).map((sentence) => sentence[language])
  return (
    <>
      <Heading title={texts.importTitle} lead={texts.importLead} />
      <Form action={importPath} files>
        <FileField
          name="file"
          label={texts.file}
          hint={texts.fileHint}
          accept=".md,.txt,text/markdown,text/plain"
          error={file?.[language] ?? lines[0] ?? null}
          moreErrors={file ? [] : lines.slice(1)}
        />
        <FormActions>
          <Button kind="primary">{texts.doImport}</Button>
          <a href={templatesPath}>{texts.cancel}</a>
        </FormActions>
      </Form>
    </>
  )
}

interface ReportProps {
  readonly language: Language
  readonly report: ImportReport
  /** The role the description asks for by now, or null. */
  readonly asksForRole: string | null
}

/** What became of the page: KOMBIT's text, the municipality's own, and what could not be placed (T12). */
export function ImportReportPage({ language, report, asksForRole }: ReportProps) {
  const texts = templateTexts(language)
  return (
    <Stack>
      <Heading
        metaTitle={`#${report.sourceNumber}`}
        meta={texts.version(report.version)}
        title={texts.reportTitles[report.result]}
        lead={report.title}
      />
      <Alert kind={alertKinds[report.result]}>
        <p>{texts.results[report.result]}</p>
      </Alert>
      <FormActions>
        <ButtonLink kind="primary" href={templatePath(report.templateId)}>
          {texts.seeTemplate}
        </ButtonLink>
      </FormActions>
      <Role texts={texts} report={report} asksForRole={asksForRole} />
      <Section title={texts.unplacedTitle} empty={false}>
        {report.unplaced.length === 0 ? <p>{texts.unplacedNone}</p> : <Unplaced {...{ texts, report }} />}
      </Section>
      {report.subsections.length > 0 && (
        <Section title={texts.subsectionsTitle}>
          <ul>
            {report.subsections.map(({ line, heading, under }) => (
              <li key={line}>
                <strong>{texts.subsectionLine(line, heading)}:</strong> {texts.subsectionText(under)}
              </li>
            ))}
          </ul>
        </Section>
      )}
      <Municipal texts={texts} part={report.fromMunicipality} />
      <Section title={texts.placedTitle}>
        <Placed texts={texts} placed={report.placed} />
      </Section>
    </Stack>
  )
}

const alertKinds = {
  created: 'success',
  newVersion: 'success',
  unchanged: 'info',
  keptPublished: 'warning',
} as const

/** A task that asks for no role leads nobody to one (T10): where the text names a role, the way to choose it. */
function Role({ texts, report, asksForRole }: Omit<ReportProps, 'language'> & { texts: TemplateTexts }) {
  const { boundRole, mentionedRoles } = report
  if (asksForRole) {
    const isFromTitle = boundRole?.isFromTitle && boundRole.name === asksForRole
    const words = isFromTitle ? texts.roleFromTitle(asksForRole) : texts.roleBound(asksForRole)
    return (
      <Section title={texts.roleTitle}>
        <p>{words}</p>
      </Section>
    )
  }
  return (
    <Section title={texts.roleTitle}>
      <p>{mentionedRoles.length > 0 ? texts.roleMentioned(mentionedRoles) : texts.roleNone}</p>
      <p>
        <a href={chooseRolePath(report.templateId)}>{texts.chooseRole}</a>
      </p>
    </Section>
  )
}

function Unplaced({ texts, report }: { texts: TemplateTexts; report: ImportReport }) {
  return (
    <ul>
      {report.unplaced.map(({ line, heading, text }) => (
        <li key={line}>
          <strong>{texts.unplacedLine(line, heading)}:</strong>{' '}
          {heading === 'KOMMUNE' ? texts.unknownMunicipality(text) : text || texts.unplacedKept}
        </li>
      ))}
    </ul>
  )
}

function Municipal({ texts, part }: { texts: TemplateTexts; part: MunicipalCounts }) {
  return (
    <InsidePanel title={texts.municipalTitle(part.name)} seenBy={texts.municipalText}>
      <Facts
        form="plain"
        facts={[
          { label: texts.status, value: texts.statuses[part.status] },
          { label: texts.peopleNamed, value: String(part.people) },
          { label: texts.messages, value: String(part.messages) },
          { label: texts.notes, value: String(part.notes) },
          { label: texts.files, value: String(part.files) },
          { label: texts.history, value: String(part.history) },
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
