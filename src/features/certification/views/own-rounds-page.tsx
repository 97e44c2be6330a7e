import { type CivilDay, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  deadlineWords,
  EmptyState,
  GroupHeading,
  Heading,
  Table,
  type WorkItem,
  WorkList,
} from '../../../ui/index.ts'
import { deadlineSignal } from '../../tasks/index.ts'
import { type AnswerTexts, answerTexts } from '../answer-texts.ts'
import { roundPath } from '../paths.ts'
import type { OwnRound } from '../queries/items.ts'
import { closedWords } from '../standing-texts.ts'
import { roundTexts } from '../texts.ts'

interface OwnRoundsPageProps {
  readonly rounds: readonly OwnRound[]
  readonly today: CivilDay
  readonly language: Language
  readonly mayAnswer: boolean
}

/** The municipality's confirmations: what waits, what is answered and can be corrected, then what was. */
export function OwnRoundsPage({ rounds, today, language, mayAnswer }: OwnRoundsPageProps) {
  const texts = answerTexts(language)
  const isWaiting = (round: OwnRound) => round.roles.length > 0 && round.status !== 'settled'
  // The nearest deadline first.
  const waiting = rounds.filter(isWaiting).sort((one, other) => one.closesOn.localeCompare(other.closesOn))
  const others = rounds.filter((round) => !isWaiting(round))
  const correctable = others.filter((round) => mayCorrect(round, today))
  const earlier = others.filter((round) => !mayCorrect(round, today))
  const item = (round: OwnRound): WorkItem => {
    // The deadline is the task's, also where the round closed before it.
    const signal = deadlineSignal({ status: 'notStarted', dueOn: round.closesOn }, today)
    const closed = closedWords(round, today, language)
    return {
      id: round.id,
      signal,
      signalWords: deadlineWords(signal, round.closesOn, today, language).short,
      dueOn: round.closesOn,
      title: round.name,
      href: roundPath(round.id),
      text: doneWords(round, texts),
      meta: [...(closed ? [closed] : []), ...(round.taskNumber === null ? [] : [`#${round.taskNumber}`])],
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
      {[
        { title: texts.correctable, list: correctable },
        { title: texts.earlier, list: earlier },
      ]
        .filter(({ list }) => list.length > 0)
        .map(({ title, list }) => (
          <section key={title}>
            <GroupHeading title={title} count={list.length} />
            <Others title={title} rounds={list} today={today} language={language} />
          </section>
        ))}
    </>
  )
}

/** As `whyNotAnswer`: nothing is corrected once the last day has gone by, whoever has closed the round. */
const mayCorrect = ({ status, closesOn }: OwnRound, today: CivilDay): boolean =>
  status === 'open' && today <= closesOn

const doneWords = ({ answered, undecided }: OwnRound, texts: AnswerTexts): string =>
  texts.doneOf(answered, answered + undecided)

type OthersProps = Pick<OwnRoundsPageProps, 'rounds' | 'today' | 'language'> & { readonly title: string }

function Others({ title, rounds, today, language }: OthersProps) {
  const texts = answerTexts(language)
  const words = roundTexts(language)
  return (
    <Table
      caption={title}
      rows={rounds}
      keyOf={(round) => round.id}
      columns={[
        {
          key: 'name',
          title: words.round,
          naming: true,
          cell: (round) => <a href={roundPath(round.id)}>{round.name}</a>,
        },
        {
          key: 'closes',
          title: words.closes,
          cell: (round) => closedWords(round, today, language) ?? formatCivilDay(round.closesOn),
        },
        {
          key: 'done',
          title: words.progress,
          cell: (round) => doneWords(round, texts),
        },
      ]}
    />
  )
}
