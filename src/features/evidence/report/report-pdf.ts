import type { Readable } from 'node:stream'
import type { Actor } from '../../../kernel/actor.ts'
import { formatCivilDay } from '../../../kernel/civil-day.ts'
import type { World } from '../../../platform/http/world.ts'
import type { RoundRole, ShownItem } from '../../certification/index.ts'
import { openPaper, type Paper } from './pdf-paper.ts'
import { instantWords, linesByPart, type Report, rolesIn } from './read-report.ts'
import {
  answererWords,
  answerWords,
  brakeWords,
  noClosingWords,
  nonResponseWords,
  outcomeWords,
  type ReportLine,
  roundStatusWords,
} from './words.ts'

/** A person can leaf through so many lines; of a larger round the document tells what stands out, and the workbook all. */
const mostLinesOnPaper = 3_000

/**
 * The round as a document to print: what was asked, who answered what and when, what happened to those nobody
 * confirmed, and who answered about themselves (C2, C3, C7). Tagged, in Danish. Written while it is read.
 */
export function pdfOf(world: World, actor: Actor, report: Report): Readable {
  const { round, ownName, madeAt, madeBy } = report
  const paper = openPaper({ title: titleOf(report), author: madeBy, madeAt })
  write(paper, world, actor, report).catch((error: unknown) => {
    paper.document.destroy(error instanceof Error ? error : new Error(String(error)))
  })
  // A readable stream, whatever its declared type.
  const whose = ownName ?? 'alle kommuner i runden'
  paper.document.info.Subject = `${round.name}, ${whose}`
  return paper.document as unknown as Readable
}

const titleOf = ({ round, ownName }: Report): string =>
  ownName ? `${round.name}: ${ownName}` : `${round.name}: alle kommuner`

async function write(paper: Paper, world: World, actor: Actor, report: Report): Promise<void> {
  const lines: ReportLine[] = []
  for await (const { part, items } of linesByPart(world, actor, report))
    for (const item of items) lines.push({ part, item })
  const withNames = report.ownName === null
  paper.heading(1, titleOf(report))
  writeAbout(paper, report, lines)
  await writeRules(
    paper,
    rolesIn(
      report,
      lines.map(({ item }) => item),
    ),
  )
  await writeUnanswered(paper, lines, withNames)
  await writeOwn(paper, lines, withNames)
  await writeAnswers(paper, report, lines)
  paper.finish(`${titleOf(report)} · Hentet ${instantWords(report.madeAt)} · Tværs`)
}

function writeAbout(
  paper: Paper,
  { round, parts, madeAt, madeBy }: Report,
  lines: readonly ReportLine[],
): void {
  const closed = round.closedAt
    ? `Den lukkede ${instantWords(round.closedAt)}${round.closedByName ? `, lukket af ${round.closedByName}` : ', af sig selv efter sidste dag'}.`
    : 'Den er stadig åben, så tallene kan ændre sig.'
  paper.paragraph(
    `${round.startedByName} åbnede runden ${formatCivilDay(round.startedOn)}. Sidste dag at svare er ${formatCivilDay(round.closesOn)}. ${closed} Tilstand: ${roundStatusWords[round.status]}.`,
  )
  const count = (is: (item: ShownItem) => boolean) => lines.filter(({ item }) => is(item)).length
  const asked = `${parts.length === 1 ? '1 kommune' : `${parts.length} kommuner`} blev bedt om at svare.`
  paper.paragraph(
    `${asked} Personer i roller: ${lines.length}. Stadig rigtige: ${count((item) => item.answer === 'keep')}. ` +
      `Skal ikke længere: ${count((item) => item.answer === 'withdraw')}. ` +
      `Erstattes: ${count((item) => item.answer === 'replace')}. Uden svar: ${count((item) => item.answer === null)}.`,
  )
  paper.paragraph(
    `Rapporten gælder dem, der havde rollerne, da runden åbnede. En adgang står først som lukket, når vi har set efter, og den var væk. Hentet ${instantWords(madeAt)} af ${madeBy}.`,
  )
}

async function writeRules(paper: Paper, roles: readonly RoundRole[]): Promise<void> {
  paper.heading(2, 'Hvad der sker uden svar')
  await paper.table(
    [
      { title: 'Rolle', width: 250 },
      { title: 'Uden svar', width: 170 },
      { title: 'Fjernes den', width: 80 },
      { title: 'Personer', width: 60 },
      { title: 'Bremsen', width: 195 },
    ],
    roles.map((role) => [
      role.roleName,
      role.nonResponse === 'remove'
        ? `${nonResponseWords.remove} på ${role.graceDays} dage`
        : nonResponseWords[role.nonResponse],
      role.removesOn ? formatCivilDay(role.removesOn) : '',
      String(role.itemCount),
      role.brake
        ? [brakeWords[role.brake], role.brakeDecidedByName].filter(Boolean).join(', ')
        : 'Ikke udløst',
    ]),
  )
}

const whoColumns = (withNames: boolean) => [
  { title: 'Person', width: 150 },
  ...(withNames ? [{ title: 'Kommune', width: 140 }] : []),
  { title: 'Rolle', width: withNames ? 175 : 235 },
]

const whoOf = ({ part, item }: ReportLine, withNames: boolean): string[] => [
  item.isPrimary ? `${item.userName} (primær)` : item.userName,
  ...(withNames ? [part.name] : []),
  item.roleName,
]

const when = (at: Date | null): string => (at ? instantWords(at) : '')

async function writeUnanswered(
  paper: Paper,
  lines: readonly ReportLine[],
  withNames: boolean,
): Promise<void> {
  paper.heading(2, 'Dem, ingen svarede for')
  const unanswered = lines.filter(({ item }) => item.answer === null)
  if (unanswered.length === 0) return paper.paragraph('Alle fik et svar.')
  if (unanswered.length > mostLinesOnPaper)
    return paper.paragraph(`Det gælder ${unanswered.length} personer i roller. De står alle i regnearket.`)
  await paper.table(
    [
      ...whoColumns(withNames),
      { title: 'Hvad der skete', width: withNames ? 155 : 190 },
      { title: 'Gennemført', width: 70 },
      { title: 'Adgang set lukket', width: 65 },
    ],
    unanswered.map((found) => [
      ...whoOf(found, withNames),
      outcomeWords(found.item),
      when(found.item.consequenceAt),
      when(found.item.accessClosedAt) || (noClosingWords(found.item) ?? ''),
    ]),
  )
}

async function writeOwn(paper: Paper, lines: readonly ReportLine[], withNames: boolean): Promise<void> {
  paper.heading(2, 'Svar om sig selv')
  const own = lines.filter(({ item }) => item.isSelfAnswered)
  if (own.length === 0) return paper.paragraph('Ingen har svaret for sig selv.')
  if (own.length > mostLinesOnPaper)
    return paper.paragraph(`Det gælder ${own.length} personer i roller. De står alle i regnearket.`)
  paper.paragraph(
    'Kun den, der er kommunens eneste KLIK-administrator, kan svare for sig selv. Svar fra en stedfortræder på dennes vegne er talt med.',
  )
  await paper.table(
    [...whoColumns(withNames), { title: 'Svar', width: 160 }, { title: 'Svaret', width: 110 }],
    own.map((found) => [
      ...whoOf(found, withNames),
      answerWords(found.item) ?? '',
      when(found.item.answeredAt),
    ]),
  )
}

async function writeAnswers(paper: Paper, report: Report, lines: readonly ReportLine[]): Promise<void> {
  paper.heading(2, 'Alle svar')
  if (lines.length > mostLinesOnPaper)
    return paper.paragraph(`Runden har ${lines.length} linjer. De står alle i regnearket.`)
  for (const part of report.parts) {
    const own = lines.filter((found) => found.part === part)
    paper.heading(3, part.name)
    paper.paragraph(`${part.answered} af ${part.itemCount} har fået svar.`)
    await paper.table(
      [
        { title: 'Person', width: 130 },
        { title: 'Rolle', width: 165 },
        { title: 'Svar', width: 140 },
        { title: 'Svaret af', width: 112 },
        { title: 'Svaret', width: 100 },
        { title: 'Resultat', width: 110 },
      ],
      own.map((found) => [
        ...whoOf(found, false),
        [answerWords(found.item), found.item.reason].filter(Boolean).join(': '),
        [
          answererWords(found.item),
          found.item.isSelfAnswered && '(om sig selv)',
          found.item.isLate && '(efter lukning)',
        ]
          .filter(Boolean)
          .join(' '),
        when(found.item.answeredAt),
        outcomeWords(found.item),
      ]),
    )
  }
}
