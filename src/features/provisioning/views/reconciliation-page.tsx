import type { Language } from '../../../kernel/language.ts'
import {
  Alert,
  Button,
  EmptyState,
  Form,
  FormActions,
  Heading,
  Instant,
  Live,
  Remark,
  Section,
  Stack,
} from '../../../ui/index.ts'
import { serverWords } from '../../roles/index.ts'
import { accessPath, reconciliationPath } from '../paths.ts'
import type { ShownFinding, ShownHold, ShownRun, ShownTarget } from '../queries-reconciliation.ts'
import { type ReconciliationTexts, reconciliationTexts } from '../reconciliation-texts.ts'
import { FindingsTable } from './findings-table.tsx'
import { Hold } from './hold.tsx'
import { LateClosings } from './late-closings.tsx'
import { PausedAlert } from './paused-alert.tsx'
import { Rules, type RulesProps } from './rules-form.tsx'
import { Aborted, Braked, Numbers, Running, RunsTable } from './run-parts.tsx'
import { foundIn } from './run-words.ts'

export interface ReconciliationPageProps {
  readonly language: Language
  readonly mayOperate: boolean
  readonly targets: readonly ShownTarget[]
  /** What each target is about now: see `latestOf`. */
  readonly standing: readonly ShownRun[]
  /** Runs that tell something, of all targets. */
  readonly runs: readonly ShownRun[]
  readonly holds: readonly ShownHold[]
  /** Of the latest whole run of each target, by its id. */
  readonly findings: ReadonlyMap<string, readonly ShownFinding[]>
  readonly keptDays: number
  readonly rules: Pick<RulesProps, 'typed' | 'faults'>
}

const isRunning = ({ state }: ShownRun): boolean => state === 'waiting' || state === 'reading'

/** Of one target's runs, those the page is about: one under way, the last whole one, and one that stopped after it. */
export function latestOf(runs: readonly ShownRun[]) {
  const done = runs.find((run) => run.state === 'done' && !run.isDryRun) ?? null
  const newest = runs.find((run) => !isRunning(run) && !run.isDryRun) ?? null
  return {
    running: runs.find(isRunning) ?? null,
    done,
    aborted: newest?.state === 'aborted' ? newest : null,
    held: runs.find(({ brake }) => brake === 'held') ?? null,
  }
}

/** Whether what stands at the targets is what the assignments say, and what waits for an operator (A4). */
export function ReconciliationPage(props: ReconciliationPageProps) {
  const { language, mayOperate, targets, runs, keptDays, rules } = props
  const texts = reconciliationTexts(language)
  const isOnly = targets.length === 1
  return (
    <Stack>
      <Heading title={texts.title} lead={texts.lead} />
      <PausedAlert {...{ language, targets }} />
      {targets.length === 0 && <Nothing texts={texts} targets={targets} />}
      {targets.map((target) =>
        isOnly ? (
          <OneTarget key={target.connector} {...props} {...{ target, isOnly }} />
        ) : (
          <Section key={target.connector} title={serverWords(target.connector)}>
            <OneTarget {...props} {...{ target, isOnly }} />
          </Section>
        ),
      )}
      {runs.length > 0 && (
        <Section title={texts.historyTitle}>
          <RunsTable runs={runs} language={language} />
          <p class="tv-note">{texts.history(keptDays)}</p>
        </Section>
      )}
      {mayOperate &&
        targets.map((target, index) => {
          const isLedTo = rules.typed.connector ? rules.typed.connector === target.connector : index === 0
          return <Rules key={target.connector} {...{ target, texts, isLedTo, ...rules }} />
        })}
      <p>
        <a href={accessPath}>{texts.toList}</a>
      </p>
    </Stack>
  )
}

type TargetProps = ReconciliationPageProps & {
  readonly target: ShownTarget
  readonly isOnly: boolean
}

/** How one target stands: none speaks for another. */
function OneTarget(props: TargetProps) {
  const { language, mayOperate, target, standing, holds, isOnly } = props
  const { connector } = target
  const texts = reconciliationTexts(language)
  const { running, done, aborted, held } = latestOf(standing.filter((run) => run.connector === connector))
  return (
    <Stack>
      <LateClosings {...{ language }} targets={[target]} />
      {held && <Braked run={held} {...{ texts, mayOperate }} isOwnPage={false} />}
      {holds
        .filter((hold) => hold.connector === connector)
        .map((hold) => (
          <Hold key={hold.id} {...{ hold, texts, mayOperate }} />
        ))}
      <Live
        id={isOnly ? 'afstemning' : `afstemning-${connector}`}
        every={running ? 2 : undefined}
        settled={running ? null : texts.title}
      >
        {running && <Running run={running} texts={texts} />}
        {aborted && <Aborted run={aborted} {...{ texts, mayOperate }} />}
        {done ? <Latest {...props} run={done} texts={texts} /> : <Nothing texts={texts} targets={[target]} />}
      </Live>
      {mayOperate && <Start {...{ target, texts, isOnly }} />}
    </Stack>
  )
}

function Nothing({ texts, targets }: { texts: ReconciliationTexts; targets: readonly ShownTarget[] }) {
  return (
    <EmptyState title={texts.never}>{targets.length > 0 ? texts.neverText : texts.noConnection}</EmptyState>
  )
}

function Latest({
  isOnly,
  run,
  texts,
  findings,
  language,
  mayOperate,
}: TargetProps & { run: ShownRun; texts: ReconciliationTexts }) {
  const isWell = foundIn(run) === 0
  return (
    <Stack>
      {isWell && (
        <Alert kind="success" title={texts.allWell(run.people ?? 0)}>
          {texts.allWellText}
        </Alert>
      )}
      <p>
        {texts.last} <Instant at={run.endedAt ?? run.askedAt} />
        {run.kind === 'full' && ` (${texts.full})`}. {texts.compared(run.people ?? 0, run.underWay ?? 0)}
      </p>
      {!isWell && <Numbers run={run} texts={texts} />}
      {Math.abs(run.skewSeconds ?? 0) > 60 && (
        <Remark icon="warning">{texts.skew(run.skewSeconds ?? 0)}</Remark>
      )}
      {!isWell && (
        <Section level={isOnly ? 2 : 3} title={texts.foundTitle}>
          <FindingsTable {...{ language, mayOperate }} findings={findings.get(run.id) ?? []} runId={run.id} />
        </Section>
      )}
    </Stack>
  )
}

function Start({
  target,
  texts,
  isOnly,
}: Pick<TargetProps, 'target' | 'isOnly'> & { texts: ReconciliationTexts }) {
  const { connector } = target
  return (
    <Form action={reconciliationPath} hidden={{ connector }}>
      <FormActions>
        <Button kind={isOnly ? 'primary' : undefined} name="kind" value="quick">
          {texts.start}
        </Button>
        <Button name="kind" value="full">
          {texts.startFull}
        </Button>
        <Button name="kind" value="dry">
          {texts.startDry}
        </Button>
      </FormActions>
      <p class="tv-note">{texts.startHint}</p>
    </Form>
  )
}
