import type { ComponentChildren } from 'preact'
import { type CivilDay, civilDayOf } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  Alert,
  ButtonLink,
  capitalised,
  EmptyState,
  GroupHeading,
  Heading,
  Instant,
  longDay,
  Named,
  PanelCard,
  Remark,
  relativeDay,
  Table,
  Tally,
  type TallyItem,
  TwoColumns,
} from '../../../ui/index.ts'
import { serverWords } from '../../roles/index.ts'
import type { UnreachedCount } from '../domain.ts'
import { accessPath, queuePath, reconciliationPath, roundsPath } from '../paths.ts'
import type { ProvisioningOverview, StuckAccess } from '../queries/access.ts'
import { type StartTexts, startTexts } from '../texts.ts'
import { UnreachedPanel, unreachedTally } from './unreached.tsx'

interface OperationsPageProps {
  readonly overview: ProvisioningOverview
  readonly stuck: readonly StuckAccess[]
  readonly unreached: UnreachedCount
  readonly today: CivilDay
  readonly language: Language
  /** What must be done before anything else, if there is something. */
  readonly alert: ComponentChildren
  readonly aside: ComponentChildren
}

function tallyOf(overview: ProvisioningOverview, texts: StartTexts): TallyItem[] {
  const { held, waitingManual, failed, paused, lateClosings, active, heldRoles, heldRemovals } = overview
  const removals: TallyItem = {
    icon: 'warning',
    count: heldRemovals,
    words: texts.heldRemovals(heldRemovals),
    href: reconciliationPath,
  }
  const brake: TallyItem = {
    icon: 'warning',
    count: heldRoles,
    words: texts.heldRoles(heldRoles),
    href: roundsPath,
  }
  const late: TallyItem = {
    icon: 'signal-red',
    count: lateClosings,
    words: texts.queueLate(lateClosings),
    href: accessPath,
  }
  return [
    { icon: 'warning', count: held, words: texts.queueHeld, href: queuePath('held') },
    { icon: 'hourglass', count: waitingManual, words: texts.queueWaiting, href: queuePath('awaitingManual') },
    { icon: 'sync', count: failed + paused, words: texts.queueFailed, href: queuePath('failed') },
    ...(lateClosings > 0 ? [late] : []),
    ...(heldRoles > 0 ? [brake] : []),
    ...(heldRemovals > 0 ? [removals] : []),
    { icon: 'success', count: active, words: texts.queueActive, quiet: true },
  ]
}

function StuckTable({ stuck, today, language }: Pick<OperationsPageProps, 'stuck' | 'today' | 'language'>) {
  const texts = startTexts(language)
  const kindOf = (row: StuckAccess) => (row.state === 'held' ? texts.stuckHeld : texts.stuckWaiting)
  return (
    <Table
      caption={texts.queueTitle}
      rows={stuck}
      keyOf={(row) => `${row.municipality} ${row.userName} ${row.state}`}
      columns={[
        {
          key: 'who',
          title: texts.auditWho,
          naming: true,
          cell: (row) => <Named name={row.userName} note={row.municipality} />,
        },
        {
          key: 'what',
          title: texts.auditWhat,
          cell: (row) => (
            <Named
              name={kindOf(row)}
              note={`${row.presence === 'absent' ? texts.stuckClosing : texts.stuckOpening}, ${texts.stuckSince(
                relativeDay(civilDayOf(row.updatedAt), today, language),
              )}`}
            />
          ),
        },
        {
          key: 'action',
          title: texts.steps.open,
          titleHidden: true,
          narrow: true,
          cell: (row) => {
            const label = row.state === 'held' ? texts.decide : texts.tickOff
            return (
              <ButtonLink
                href={queuePath(row.state === 'held' ? 'held' : 'awaitingManual')}
                label={`${label}: ${row.userName}, ${row.municipality}`}
              >
                {label}
              </ButtonLink>
            )
          },
        },
      ]}
    />
  )
}

function Connection({ overview, texts }: { overview: ProvisioningOverview; texts: StartTexts }) {
  return (
    <PanelCard title={texts.connection}>
      {overview.paused > 0 && <Remark icon="warning">{texts.connectionPaused(overview.paused)}</Remark>}
      {overview.lastProofAt ? (
        <p>
          {texts.connectionProof} <Instant at={overview.lastProofAt} />
        </p>
      ) : (
        <p class="tv-note">{texts.connectionNone}</p>
      )}
      {overview.reconciledAt && (
        <p>
          {overview.differences === 0 ? texts.reconciledWell : texts.reconciledNot(overview.differences)}{' '}
          <Instant at={overview.reconciledAt} />
        </p>
      )}
      <p>
        <a href={reconciliationPath}>{texts.seeReconciliation}</a>
      </p>
    </PanelCard>
  )
}

/** A target that is left alone: nothing else of access moves until it is well. */
function PausedTargets({ overview, texts }: { overview: ProvisioningOverview; texts: StartTexts }) {
  return (
    <>
      {overview.pausedTargets.map(({ connector, code, since }) => (
        <Alert key={connector} kind="error" title={texts.targetPaused(serverWords(connector))}>
          <p>
            {texts.targetPausedCodes[code] ?? texts.targetPausedOther} {texts.targetPausedSince}{' '}
            <Instant at={new Date(since)} />. <a href={reconciliationPath}>{texts.targetPausedSee}</a>
          </p>
        </Alert>
      ))}
    </>
  )
}

/** What waits for operations: access to be done by hand, held back or failing. */
export function OperationsPage(props: OperationsPageProps) {
  const { overview, stuck, unreached, today, language, alert, aside } = props
  const texts = startTexts(language)
  return (
    <>
      <Heading meta={capitalised(longDay(today, language))} title={texts.title} />
      <PausedTargets overview={overview} texts={texts} />
      {alert}
      <Tally items={[...tallyOf(overview, texts), ...unreachedTally({ unreached, texts })]} />
      <TwoColumns
        aside={
          <>
            <Connection overview={overview} texts={texts} />
            <UnreachedPanel unreached={unreached} texts={texts} />
            {aside}
          </>
        }
        asideLast
      >
        <GroupHeading
          title={texts.queueTitle}
          count={overview.held + overview.waitingManual}
          line={overview.held + overview.waitingManual > 0 ? 'yellow' : 'dark'}
        />
        {stuck.length === 0 ? (
          <EmptyState title={texts.noQueueTitle}>{texts.noQueue}</EmptyState>
        ) : (
          <StuckTable stuck={stuck} today={today} language={language} />
        )}
        <p class="tv-more">
          <a href={accessPath}>{texts.seeQueue}</a>
        </p>
      </TwoColumns>
    </>
  )
}
