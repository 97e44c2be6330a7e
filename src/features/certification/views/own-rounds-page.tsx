import { type CivilDay, daysBetween, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  deadlineWords,
  EmptyState,
  GroupHeading,
  Heading,
  type SignalKind,
  Table,
  type WorkItem,
  WorkList,
} from '../../../ui/index.ts'
import { answerTexts } from '../answer-texts.ts'
import { roundPath } from '../paths.ts'
import type { OwnRound } from '../queries/items.ts'
import { roundTexts } from '../texts.ts'

interface OwnRoundsPageProps {
  readonly rounds: readonly OwnRound[]
  readonly today: CivilDay
  readonly language: Language
  readonly mayAnswer: boolean
}

/** The municipality's confirmations: what waits, then what was. */
export function OwnRoundsPage({ rounds, today, language, mayAnswer }: OwnRoundsPageProps) {
  const texts = answerTexts(language)
  const isWaiting = (round: OwnRound) => round.undecided > 0 && round.status !== 'settled'
  const waiting = rounds.filter(isWaiting)
  const others = rounds.filter((round) => !isWaiting(round))
  const item = (round: OwnRound): WorkItem => {
    const left = daysBetween(today, round.closesOn)
    const signal: SignalKind = left < 0 ? 'red' : left <= 14 ? 'yellow' : 'green'
    return {
      id: round.id,
      signal,
      signalWords: deadlineWords(signal, round.closesOn, today, language).short,
      dueOn: round.closesOn,
      title: round.name,
      href: roundPath(round.id),
      text: texts.doneOf(round.itemCount - round.undecided, round.itemCount),
      meta: round.taskNumber === null ? [] : [`#${round.taskNumber}`],
      action: {
        label: mayAnswer ? texts.answerNow : texts.see,
        href: roundPath(round.id),
        primary: mayAnswer && round === waiting[0],
      },
    }
  }
  return (
    <>
      <Heading title={texts.title} lead={texts.lead} />
      {waiting.length === 0 ? (
        <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>
      ) : (
        <section>
          <GroupHeading title={texts.open} count={waiting.length} line="yellow" />
          <WorkList items={waiting.map(item)} />
        </section>
      )}
      {others.length > 0 && (
        <section>
          <GroupHeading title={texts.earlier} count={others.length} />
          <Earlier rounds={others} language={language} />
        </section>
      )}
    </>
  )
}

function Earlier({ rounds, language }: Pick<OwnRoundsPageProps, 'rounds' | 'language'>) {
  const texts = answerTexts(language)
  const words = roundTexts(language)
  return (
    <Table
      caption={texts.earlier}
      rows={rounds}
      keyOf={(round) => round.id}
      columns={[
        {
          key: 'name',
          title: words.round,
          naming: true,
          cell: (round) => <a href={roundPath(round.id)}>{round.name}</a>,
        },
        { key: 'closes', title: words.closes, cell: (round) => formatCivilDay(round.closesOn) },
        {
          key: 'done',
          title: words.progress,
          cell: (round) => texts.doneOf(round.itemCount - round.undecided, round.itemCount),
        },
        {
          key: 'state',
          title: words.state,
          cell: (round) => (round.status === 'open' ? words.statuses.open : texts.closedWords),
        },
      ]}
    />
  )
}
