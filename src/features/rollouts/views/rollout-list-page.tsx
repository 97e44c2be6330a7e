import { civilDayOf } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  ButtonLink,
  CursorPager,
  Day,
  EmptyState,
  FilterBar,
  FilterResult,
  Heading,
  Named,
  ProgressLine,
  Signal,
  Stack,
  Table,
  TextField,
} from '../../../ui/index.ts'
import { remindersPath } from '../../reminders/index.ts'
import { newRolloutPath, rolloutPath, rolloutsPath } from '../paths.ts'
import type { RolloutInList } from '../queries/rollouts.ts'
import { type RolloutTexts, rolloutTexts } from '../texts.ts'

interface RolloutListPageProps {
  readonly language: Language
  readonly lead: string
  readonly q: string
  readonly rollouts: readonly RolloutInList[]
  readonly total: number
  readonly nextHref: string | null
  readonly mayPublish: boolean
  /** Whether the rules of reminders are theirs to read. */
  readonly seesReminders: boolean
}

/** Every roll-out within reach, newest first, each with how far it is. */
export function RolloutListPage(props: RolloutListPageProps) {
  const { language, lead, q, rollouts, total, nextHref, mayPublish, seesReminders } = props
  const texts = rolloutTexts(language)
  const isEmpty = rollouts.length === 0
  return (
    <Stack>
      <Heading
        title={texts.rollouts}
        lead={lead}
        action={
          mayPublish && (
            <ButtonLink kind="primary" href={newRolloutPath}>
              {texts.newRollout}
            </ButtonLink>
          )
        }
      />
      {seesReminders && (
        <p>
          <a href={remindersPath}>{texts.reminders}</a>
        </p>
      )}
      {isEmpty && q === '' ? (
        <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>
      ) : (
        <>
          <FilterBar action={rolloutsPath}>
            <TextField name="q" label={texts.search} type="search" value={q} optional />
          </FilterBar>
          <FilterResult
            count={total}
            noun={texts.noun(total)}
            chips={q ? [{ label: q, removeHref: rolloutsPath }] : []}
            clearHref={rolloutsPath}
          />
          {isEmpty ? (
            <EmptyState>{texts.nothingFound}</EmptyState>
          ) : (
            <List texts={texts} rollouts={rollouts} />
          )}
          <CursorPager nextHref={nextHref} />
        </>
      )}
    </Stack>
  )
}

function List({ texts, rollouts }: { texts: RolloutTexts; rollouts: readonly RolloutInList[] }) {
  return (
    <Table
      caption={texts.rollouts}
      rows={rollouts}
      keyOf={(rollout: RolloutInList) => rollout.id}
      columns={[
        {
          key: 'task',
          title: texts.columns.task,
          naming: true,
          cell: (rollout) => (
            <Named name={<a href={rolloutPath(rollout.id)}>{rollout.title}</a>} note={rollout.project} />
          ),
        },
        {
          key: 'sent',
          title: texts.columns.sent,
          cell: (rollout) => <Day day={civilDayOf(rollout.publishedAt)} />,
        },
        {
          key: 'due',
          title: texts.columns.due,
          cell: (rollout) =>
            rollout.dueOn ? <Day day={rollout.dueOn} /> : rollout.isReturning ? texts.ownDue : texts.noDue,
        },
        {
          key: 'answered',
          title: texts.columns.answered,
          cell: (rollout) => <Answered {...{ texts, rollout }} />,
        },
        {
          key: 'overdue',
          title: texts.columns.overdue,
          cell: (rollout) =>
            rollout.overdue > 0 ? (
              <Signal kind="red" words={texts.municipalities(rollout.overdue)} />
            ) : (
              texts.municipalities(0)
            ),
        },
      ]}
    />
  )
}

function Answered({ texts, rollout }: { texts: RolloutTexts; rollout: RolloutInList }) {
  const answered = rollout.participated + rollout.optedOut
  return (
    <div>
      {texts.countOf(answered, rollout.taskCount)}
      <ProgressLine done={answered} total={rollout.taskCount} />
    </div>
  )
}
