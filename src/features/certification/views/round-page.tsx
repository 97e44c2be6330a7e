import { type CivilDay, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  type AnswerState,
  ButtonLink,
  findMunicipalityPlace,
  Heading,
  PanelCard,
  PanelPart,
  Remark,
  Section,
  StackedBar,
  StatRow,
  Table,
  type Tile,
  TileMap,
  TwoColumns,
} from '../../../ui/index.ts'
import { standingOf } from '../domain/standing.ts'
import { closePath, partPath, rerunPath } from '../paths.ts'
import type { ShownItem } from '../queries/items.ts'
import { type Part, type RoleOutcome, type Round, waitingRoles } from '../queries/rounds.ts'
import { closedWords } from '../standing-texts.ts'
import { type RoundTexts, roundTexts } from '../texts.ts'
import { HeldRoles } from './held-roles.tsx'
import { OutcomesTable } from './outcomes-table.tsx'
import { ReportLinks } from './report-links.tsx'

export interface RoundPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly round: Round
  readonly parts: readonly Part[]
  readonly outcomes: readonly RoleOutcome[]
  /** Answers that the only administrator gave about themselves (C2). */
  readonly own: readonly ShownItem[]
  readonly mayStart: boolean
  readonly mayApprove: boolean
  readonly mayReadEvidence: boolean
}

/**
 * How far a part is, in the states of the map and of its task: what lacks an answer is overdue after the last day
 * announced, also where the round closed before it. Once no answer is taken any more it has lapsed where nobody
 * answered, and is completed where somebody did (T4).
 */
export function stateOf(part: Part, round: Round, today: CivilDay): AnswerState {
  const takesAnswers = part.undecided > 0 && round.status !== 'settled'
  if (!takesAnswers) return part.answered === 0 ? 'lapsed' : 'completed'
  const { isOverdue } = standingOf(round, today)
  if (part.answered > 0) return isOverdue ? 'overdueInProgress' : 'inProgress'
  return isOverdue ? 'overdue' : 'notStarted'
}

/** One round over all municipalities: how far, what came of it, who is missing (C1-C5). */
export function RoundPage(props: RoundPageProps) {
  const { round, parts, outcomes, language } = props
  const texts = roundTexts(language)
  return (
    <TwoColumns
      asideLast
      aside={
        <>
          <Next {...props} texts={texts} />
          <ReportLinks
            roundId={round.id}
            language={language}
            mayReadEvidence={props.mayReadEvidence}
            isOwn={false}
          />
        </>
      }
      heading={
        <Heading
          metaTitle={texts.kinds[round.kind]}
          meta={texts.meta(formatCivilDay(round.startedOn), round.startedByName)}
          title={round.name}
          lead={leadOf(props, texts)}
        />
      }
    >
      <HeldRoles {...props} texts={texts} />
      <Numbers {...props} texts={texts} />
      <Section title={texts.municipalities}>
        <Bar {...props} texts={texts} />
        <TileMap
          summary={summaryOf(parts, texts)}
          tiles={parts.map((part) => tileOf(part, props))}
          note={texts.mapNote}
        />
      </Section>
      <Section title={texts.outcomes}>
        <OutcomesTable round={round} outcomes={outcomes} texts={texts} />
      </Section>
      <Laggards {...props} texts={texts} />
      <Own {...props} texts={texts} />
    </TwoColumns>
  )
}

type WithTexts = RoundPageProps & { readonly texts: RoundTexts }

function leadOf({ round, today, language }: RoundPageProps, texts: RoundTexts): string {
  const closed = closedWords({ ...round, roles: waitingRoles(round) }, today, language)
  if (!closed) return texts.leadOpen(formatCivilDay(round.closesOn))
  return round.closedByName ? texts.closedBy(closed, round.closedByName) : texts.leadClosed(closed)
}

/** Where nothing is left to answer because it fell, or is asked again, nobody has answered for all. */
const doneIn = (parts: readonly Part[]): number =>
  parts.filter((part) => part.undecided === 0 && part.answered > 0).length
const summaryOf = (parts: readonly Part[], texts: RoundTexts): string =>
  texts.summary(doneIn(parts), parts.length)

function Numbers({ round, parts, own, today, texts }: WithTexts) {
  const { answered } = round
  const asked = answered + round.undecided
  const percent = asked === 0 ? 0 : Math.floor((100 * answered) / asked)
  return (
    <StatRow
      stats={[
        { figure: answered, of: texts.ofLines(asked), text: texts.linesAnswered(percent) },
        { figure: doneIn(parts), of: texts.ofMunicipalities(parts.length), text: texts.municipalitiesDone },
        { figure: round.undecided, text: texts.withoutAnswer, urgent: standingOf(round, today).isOverdue },
        { figure: own.length, text: texts.selfCount },
      ]}
    />
  )
}

const barStates = ['completed', 'lapsed', 'inProgress', 'notStarted', 'overdueInProgress', 'overdue'] as const

function Bar({ round, parts, today, texts }: WithTexts) {
  const count = (state: AnswerState) => parts.filter((part) => stateOf(part, round, today) === state).length
  return (
    <StackedBar
      summary={summaryOf(parts, texts)}
      parts={barStates.map((state) => ({ state, count: count(state), label: texts.bar[state] }))}
    />
  )
}

function tileOf(part: Part, { round, today, language }: RoundPageProps): Tile {
  const place = part.code ? findMunicipalityPlace(part.code) : null
  const texts = roundTexts(language)
  return {
    code: part.code ?? String(part.organisationId),
    place: place && { row: place.row, col: place.col },
    letters: place?.letters ?? part.shortName.slice(0, 3).toLocaleUpperCase('da'),
    name: part.shortName,
    state: stateOf(part, round, today),
    href: partPath(round.id, part.organisationId),
    note: texts.answered(part.answered, part.answered + part.undecided),
    test: part.isTest,
  }
}

function Next({ round, mayStart, texts }: WithTexts) {
  const isDone = round.undecided === 0
  return (
    <PanelCard title={texts.state}>
      <PanelPart>
        <p>
          <strong>{texts.statuses[round.status]}</strong>
        </p>
        {round.status === 'settled' && <p>{texts.evidenceNote}</p>}
        {round.status === 'open' && <p>{texts.closeWhy(formatCivilDay(round.closesOn))}</p>}
      </PanelPart>
      {mayStart && round.status === 'open' && (
        <PanelPart>
          <ButtonLink wide href={closePath(round.id)}>
            {texts.close}
          </ButtonLink>
        </PanelPart>
      )}
      {mayStart && round.status !== 'open' && !isDone && (
        <PanelPart>
          <ButtonLink wide href={rerunPath(round.id)}>
            {texts.rerun}
          </ButtonLink>
        </PanelPart>
      )}
    </PanelCard>
  )
}

/** Few stand on the page; many behind a disclosure. */
const fewOwn = 8

function Own({ own, round, texts }: WithTexts) {
  if (own.length === 0) return null
  const table = (
    <Table
      caption={texts.selfTitle}
      rows={own}
      keyOf={(item) => item.id}
      columns={[
        { key: 'person', title: texts.person, naming: true, cell: (item) => item.userName },
        {
          key: 'municipality',
          title: texts.municipality,
          cell: (item) => <a href={partPath(round.id, item.organisationId)}>{item.organisationName}</a>,
        },
        { key: 'role', title: texts.role, cell: (item) => item.roleName },
      ]}
    />
  )
  return (
    <Section title={texts.selfTitle}>
      <Remark>{texts.selfText}</Remark>
      {own.length <= fewOwn ? (
        table
      ) : (
        <details class="tv-older">
          <summary>{texts.showSelf(own.length)}</summary>
          {table}
        </details>
      )}
    </Section>
  )
}

/** Most municipalities named; the map has them all. */
const mostLaggards = 100

function Laggards({ round, parts, texts }: WithTexts) {
  const title = round.status === 'settled' ? texts.laggardsSettled : texts.laggards
  const missing = parts
    .filter((part) => part.undecided > 0)
    .sort((one, other) => other.undecided - one.undecided)
  return (
    <Section title={title}>
      {missing.length === 0 ? (
        <Remark icon="success">{texts.noLaggards}</Remark>
      ) : (
        <Table
          caption={title}
          rows={missing.slice(0, mostLaggards)}
          keyOf={(part) => String(part.organisationId)}
          columns={[
            {
              key: 'name',
              title: texts.municipality,
              naming: true,
              cell: (part) => <a href={partPath(round.id, part.organisationId)}>{part.shortName}</a>,
            },
            {
              key: 'missing',
              title: texts.missing,
              figures: true,
              cell: (part) => texts.missingOf(part.undecided, part.answered + part.undecided),
            },
            {
              key: 'administrator',
              title: texts.administrator,
              cell: (part) => part.administrators.join(', ') || texts.noAdministrator,
            },
          ]}
        />
      )}
    </Section>
  )
}
