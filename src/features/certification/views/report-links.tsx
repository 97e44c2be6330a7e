import { bilingual, type Language } from '../../../kernel/language.ts'
import { PanelCard, PanelPart } from '../../../ui/index.ts'
import { reportPath } from '../paths.ts'

const reportTexts = bilingual({
  da: {
    title: 'Hent runden',
    what: 'Hvem der havde rollerne, svarene, og hvad der skete med dem, ingen svarede for.',
    csv: 'Regneark (CSV)',
    xlsx: 'Excel',
    pdf: 'PDF til print',
    evidence: 'Underskrevet dokumentation',
  },
  en: {
    title: 'Download the round',
    what: 'Who held the roles, the answers, and what happened to those nobody answered for.',
    csv: 'Spreadsheet (CSV)',
    xlsx: 'Excel',
    pdf: 'PDF for printing',
    evidence: 'Signed evidence',
  },
})

/** The round as files (C7), and the way to the signed one for those who may have it. */
export function ReportLinks(props: {
  readonly roundId: string
  readonly language: Language
  readonly mayReadEvidence: boolean
}) {
  const texts = reportTexts(props.language)
  return (
    <PanelCard title={texts.title} surface>
      <PanelPart>
        <p>{texts.what}</p>
        {(['csv', 'xlsx', 'pdf'] as const).map((format) => (
          <p key={format}>
            <a href={`${reportPath(props.roundId)}?format=${format}`}>{texts[format]}</a>
          </p>
        ))}
      </PanelPart>
      {props.mayReadEvidence && (
        <PanelPart>
          <p>
            <a href="/dokumentation">{texts.evidence}</a>
          </p>
        </PanelPart>
      )}
    </PanelCard>
  )
}
