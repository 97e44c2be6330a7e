import { civilDayOf } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import { ButtonLink, Day, Heading, Named, Section, Stack, Table } from '../../../ui/index.ts'
import { type Step, stepPriorities, taskKinds } from '../domain.ts'
import { centralListPath, comingPath, editLadderPath } from '../paths.ts'
import type { SavedLadder } from '../queries.ts'
import { rungNames } from '../task-texts.ts'
import { dayWords, type ReminderTexts, reminderTexts } from '../texts.ts'

interface LadderPageProps {
  readonly language: Language
  /** The newest first. */
  readonly ladders: readonly SavedLadder[]
  readonly mayChange: boolean
}

/** The rules by which tasks are reminded of, and those that were. */
export function LadderPage({ language, ladders, mayChange }: LadderPageProps) {
  const texts = reminderTexts(language)
  const [inForce, ...earlier] = ladders
  return (
    <Stack>
      <Heading title={texts.title} lead={texts.lead} />
      {inForce && <StepTable {...{ language }} steps={inForce.steps} />}
      <p>{texts.nextWay}</p>
      <p class="tv-note">{texts.ownRounds}</p>
      <div class="tv-actions">
        {mayChange && <ButtonLink href={editLadderPath}>{texts.change}</ButtonLink>}
        <a href={comingPath}>{texts.seeComing}</a>
        <a href={centralListPath}>{texts.seeList}</a>
      </div>
      {earlier.length > 0 && (
        <Section title={texts.versions}>
          {earlier.map((ladder) => (
            <details key={ladder.version} class="tv-older">
              <summary>
                {texts.version(ladder.version)}, <Day day={civilDayOf(ladder.savedAt)} />,{' '}
                {texts.savedBy(ladder.savedByName)}
              </summary>
              <StepTable {...{ language }} steps={ladder.steps} />
            </details>
          ))}
        </Section>
      )}
    </Stack>
  )
}

function StepTable({ language, steps }: { language: Language; steps: readonly Step[] }) {
  const texts = reminderTexts(language)
  const names = rungNames(language)
  return (
    <Table
      caption={texts.title}
      rows={steps}
      keyOf={({ day }) => String(day)}
      columns={[
        {
          key: 'day',
          title: texts.step,
          naming: true,
          cell: ({ day, every }) => (
            <Named name={dayWords(day, texts)} note={every === null ? undefined : texts.every(every)} />
          ),
        },
        { key: 'to', title: texts.to, cell: ({ to }) => to.map((rung) => names[rung]).join(', ') },
        { key: 'which', title: texts.which, cell: (step) => whichTasks(step, texts) },
      ]}
    />
  )
}

/** For which tasks a step is, in words; what is for all is left out. */
function whichTasks({ priorities, kinds }: Step, texts: ReminderTexts): string {
  const parts = [
    priorities.length < stepPriorities.length
      ? priorities.map((one) => texts.priorities[one]).join(', ')
      : '',
    kinds.length < taskKinds.length ? kinds.map((one) => texts.kinds[one]).join(', ') : '',
  ].filter(Boolean)
  return parts.join('; ') || texts.allTasks
}
