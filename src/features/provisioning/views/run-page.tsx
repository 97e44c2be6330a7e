import type { Language } from '../../../kernel/language.ts'
import {
  Alert,
  Button,
  CursorPager,
  Form,
  FormActions,
  Heading,
  Instant,
  Live,
  Stack,
} from '../../../ui/index.ts'
import { serverWords } from '../../roles/index.ts'
import { reconciliationPath } from '../paths.ts'
import type { ShownFinding, ShownRun } from '../queries-reconciliation.ts'
import { reconciliationTexts } from '../reconciliation-texts.ts'
import { FindingsTable } from './findings-table.tsx'
import { Aborted, Braked, Numbers, Running } from './run-parts.tsx'
import { foundIn, runName } from './run-words.ts'

export interface RunPageProps {
  readonly language: Language
  readonly mayOperate: boolean
  readonly run: ShownRun
  readonly findings: readonly ShownFinding[]
  readonly nextHref: string | null
}

/** One look at a target: what was found, what came of it, and what waits. */
export function RunPage({ language, mayOperate, run, findings, nextHref }: RunPageProps) {
  const texts = reconciliationTexts(language)
  const { state, brake, brakeDecidedByName, isDryRun, connector } = run
  const isRunning = state === 'waiting' || state === 'reading'
  const count = foundIn(run)
  return (
    <Stack>
      <Heading
        metaTitle={serverWords(connector)}
        meta={<Instant at={run.askedAt} />}
        title={`${texts.title}: ${runName(run, texts).toLowerCase()}`}
        lead={state === 'done' ? texts.compared(run.people ?? 0, run.underWay ?? 0) : undefined}
      />
      {brake === 'held' && <Braked {...{ run, texts, mayOperate }} isOwnPage />}
      {brakeDecidedByName && <p>{texts.brakeDecided(brakeDecidedByName, brake === 'approved')}</p>}
      <Live id="run" every={isRunning ? 2 : undefined} settled={isRunning ? null : texts.title}>
        {isRunning && <Running run={run} texts={texts} />}
        {state === 'aborted' && <Aborted {...{ run, texts, mayOperate }} />}
        {state === 'done' && count === 0 && (
          <Alert kind="success" title={texts.allWell(run.people ?? 0)}>
            {texts.allWellText}
          </Alert>
        )}
        {state === 'done' && count > 0 && (
          <>
            <Numbers run={run} texts={texts} />
            <FindingsTable {...{ language, findings, mayOperate }} runId={run.id} />
          </>
        )}
      </Live>
      {isDryRun && state === 'done' && mayOperate && count > 0 && (
        <Form action={reconciliationPath} hidden={{ connector, kind: run.kind }}>
          <p>{texts.dryText}</p>
          <FormActions>
            <Button kind="primary">{texts.start}</Button>
          </FormActions>
        </Form>
      )}
      <CursorPager nextHref={nextHref} />
    </Stack>
  )
}
