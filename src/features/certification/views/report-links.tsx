import { bilingual, type Language } from '../../../kernel/language.ts'
import { PanelCard, PanelPart } from '../../../ui/index.ts'
import { checkEvidencePath, evidencePath, reportPath, roundEvidencePath } from '../paths.ts'

const reportTexts = bilingual({
  da: {
    title: 'Hent runden',
    what: 'Hvem der havde rollerne, svarene, og hvad der skete med dem, ingen svarede for.',
    csv: 'Regneark (CSV)',
    xlsx: 'Excel',
    pdf: 'PDF til print',
    round: 'Underskrevet fil for hele runden',
    roundWhat:
      'Til revisionen og til NIS2 § 6: alle kommuner, hvem der svarede og hvornår, og de hændelser, det bygger på. Ændres et eneste tegn, passer underskriften ikke. Hver kommune får sin del i sin egen fil.',
    check: 'Nøglerne, og sådan tjekker I filen',
    own: 'Underskrevet dokumentation',
    ownWhat:
      'Jeres del af runden står i jeres egen underskrevne fil, sammen med resten af jeres dokumentation.',
  },
  en: {
    title: 'Download the round',
    what: 'Who held the roles, the answers, and what happened to those nobody answered for.',
    csv: 'Spreadsheet (CSV)',
    xlsx: 'Excel',
    pdf: 'PDF for printing',
    round: 'Signed file for the whole round',
    roundWhat:
      'For auditors and NIS2 § 6: all municipalities, who answered and when, and the events it is based on. Change a single character, and the signature no longer matches. Each municipality gets its part in its own file.',
    check: 'The keys, and how to check the file',
    own: 'Signed evidence',
    ownWhat: 'Your part of the round is in your own signed file, with the rest of your evidence.',
  },
})

/** The round as files (C7), and the way to the signed one for those who may have it. */
export function ReportLinks(props: {
  readonly roundId: string
  readonly language: Language
  readonly mayReadEvidence: boolean
  /** A municipality's own part, or all of them. */
  readonly isOwn: boolean
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
          <p>{props.isOwn ? texts.ownWhat : texts.roundWhat}</p>
          <p>
            {props.isOwn ? (
              <a href={evidencePath}>{texts.own}</a>
            ) : (
              <a href={roundEvidencePath(props.roundId)}>{texts.round}</a>
            )}
          </p>
          <p>
            <a href={checkEvidencePath}>{texts.check}</a>
          </p>
        </PanelPart>
      )}
    </PanelCard>
  )
}
