import type { Language } from '../../../kernel/language.ts'
import {
  Alert,
  Button,
  Form,
  FormActions,
  Instant,
  Named,
  PanelCard,
  ProgressLine,
  StackedBar,
  StatRow,
  Table,
} from '../../../ui/index.ts'
import { serverWords } from '../../roles/index.ts'
import { brakePath, reconciliationPath, runPath } from '../paths.ts'
import type { ShownRun } from '../queries-reconciliation.ts'
import { type ReconciliationTexts, reconciliationTexts } from '../reconciliation-texts.ts'
import { abortedDetails, abortedWords, resultWords, runName } from './run-words.ts'

interface PartProps {
  readonly run: ShownRun
  readonly texts: ReconciliationTexts
}

/** How far a reading is. */
export function Running({ run, texts }: PartProps) {
  const { state, placesRead, placesTotal, accountsRead, accountsTotal } = run
  const places = texts.of(placesRead, placesTotal ?? placesRead)
  const accounts = accountsTotal === null ? null : texts.of(accountsRead, accountsTotal)
  return (
    <PanelCard title={state === 'waiting' ? texts.waitingTitle : texts.runningTitle}>
      {state === 'reading' && (
        <>
          <ProgressLine
            done={placesRead + accountsRead / 100}
            total={(placesTotal ?? 1) + (accountsTotal ?? 0) / 100}
          />
          <p>{texts.reading(places, accounts)}</p>
        </>
      )}
    </PanelCard>
  )
}

/** A reading that was not whole: why, and an operator's way on where it may be right all the same. */
export function Aborted({ run, texts, mayOperate }: PartProps & { mayOperate: boolean }) {
  const isTrustable = texts.trustable.includes(run.abortedCode ?? '')
  return (
    <Alert kind="warning" title={texts.abortedTitle}>
      <p>
        {abortedWords(run, texts)} {abortedDetails(run, texts)}
      </p>
      {mayOperate && isTrustable && (
        <Form action={reconciliationPath} hidden={{ connector: run.connector, trust: 'ja', kind: run.kind }}>
          <p>
            <strong>{texts.trustTitle}</strong> {texts.trustText}
          </p>
          <FormActions>
            <Button>{texts.trust}</Button>
          </FormActions>
        </Form>
      )}
    </Alert>
  )
}

/** What the brake holds: an operator decides. */
export function Braked({ run, texts, mayOperate, isOwnPage }: PartProps & BrakedProps) {
  return (
    <Alert kind="warning" title={texts.brakeTitle(run.held)}>
      <p>{texts.brakeText}</p>
      {!isOwnPage && (
        <p>
          <a href={runPath(run.id)}>{texts.brakeSee}</a>
        </p>
      )}
      {isOwnPage && mayOperate && (
        <Form action={brakePath(run.id)}>
          <FormActions>
            <Button kind="primary" name="decision" value="rejected">
              {texts.reject}
            </Button>
            <Button kind="warning" name="decision" value="approved">
              {texts.approve(run.held)}
            </Button>
          </FormActions>
        </Form>
      )}
    </Alert>
  )
}
interface BrakedProps {
  readonly mayOperate: boolean
  /** The list stands below: nobody decides without having it before them. */
  readonly isOwnPage: boolean
}

/** How many agree, as a picture and as figures. */
export function Numbers({ run, texts }: PartProps) {
  const compared = run.people ?? 0
  const differs = Math.min(compared, run.affected)
  const agrees = compared - differs
  const underWay = run.underWay ?? 0
  return (
    <>
      <StatRow
        stats={[
          {
            figure: agrees,
            of: texts.of(agrees, compared).slice(String(agrees).length + 1),
            text: texts.agrees,
          },
          { figure: differs, text: texts.differs },
          { figure: run.found.unmanaged ?? 0, text: texts.strangers },
          { figure: run.held, text: texts.waits, urgent: true },
        ]}
      />
      {compared + underWay > 0 && (
        <StackedBar
          summary={texts.summary(agrees, compared)}
          parts={[
            { state: 'completed', count: agrees, label: texts.agrees },
            { state: 'overdue', count: differs, label: texts.differs },
            { state: 'inProgress', count: underWay, label: texts.underWay },
          ]}
        />
      )}
    </>
  )
}

/** Runs that tell something, newest first. */
export function RunsTable({ runs, language }: { runs: readonly ShownRun[]; language: Language }) {
  const texts = reconciliationTexts(language)
  return (
    <Table
      caption={texts.historyTitle}
      rows={runs}
      keyOf={({ id }) => id}
      columns={[
        {
          key: 'when',
          title: texts.when,
          naming: true,
          cell: ({ id, askedAt }) => (
            <a href={runPath(id)}>
              <Instant at={askedAt} />
            </a>
          ),
        },
        {
          key: 'what',
          title: texts.what,
          cell: (run) => <Named name={runName(run, texts)} note={serverWords(run.connector)} />,
        },
        {
          key: 'by',
          title: texts.by,
          cell: ({ askedBy, askedByName }) => (askedBy === 'clock' ? texts.clock : askedByName),
        },
        { key: 'result', title: texts.result, cell: (run) => resultWords(run, texts) },
      ]}
    />
  )
}
