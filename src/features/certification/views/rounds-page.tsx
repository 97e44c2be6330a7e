import { type CivilDay, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  Badge,
  Button,
  ButtonLink,
  DateField,
  EmptyState,
  Form,
  GroupHeading,
  Heading,
  Named,
  Stack,
  Table,
  useLanguage,
} from '../../../ui/index.ts'
import { EndingBadge } from '../../roles/index.ts'
import { nextDueOn, nextFrom } from '../domain/schedule.ts'
import { newRoundPath, planPath, roundPath } from '../paths.ts'
import { type PlannedRole, type Round, waitingRoles } from '../queries/rounds.ts'
import { closedWords } from '../standing-texts.ts'
import { type RoundTexts, roundTexts } from '../texts.ts'

interface RoundsPageProps {
  readonly rounds: readonly Round[]
  readonly plan: readonly PlannedRole[]
  readonly today: CivilDay
  readonly mayStart: boolean
  readonly language: Language
  readonly nextHref: string | null
  /** The role whose day was typed wrongly, and what is wrong. */
  readonly fault: { readonly roleId: string; readonly text: string } | null
}

/** The central body's rounds, open ones first, and the plan by which they start. */
export function RoundsPage({ rounds, plan, today, mayStart, language, nextHref, fault }: RoundsPageProps) {
  const texts = roundTexts(language)
  const open = rounds.filter(
    (round) => round.status !== 'settled' && (round.status === 'open' || round.held > 0),
  )
  const earlier = rounds.filter((round) => !open.includes(round))
  return (
    <Stack>
      <Heading title={texts.title} lead={texts.lead} />
      {mayStart && (
        <p>
          <ButtonLink kind="primary" href={newRoundPath}>
            {texts.start}
          </ButtonLink>
        </p>
      )}
      {rounds.length === 0 ? (
        <EmptyState title={texts.emptyTitle}>{texts.empty}</EmptyState>
      ) : (
        <>
          <section>
            <GroupHeading title={texts.open} count={open.length} />
            {open.length === 0 ? (
              <p class="tv-note">{texts.noOpen}</p>
            ) : (
              <Rounds rounds={open} {...{ today, language, texts }} caption={texts.open} />
            )}
          </section>
          {earlier.length > 0 && (
            <section>
              <GroupHeading title={texts.earlier} count={earlier.length} />
              <Rounds rounds={earlier} {...{ today, language, texts }} caption={texts.earlier} />
            </section>
          )}
        </>
      )}
      {nextHref && (
        <p class="tv-more">
          <a href={nextHref}>{texts.earlier}</a>
        </p>
      )}
      <section>
        <GroupHeading title={texts.planTitle} aside={texts.planLead} />
        <Plan plan={plan} texts={texts} today={today} mayStart={mayStart} fault={fault} />
      </section>
    </Stack>
  )
}

function Rounds({
  rounds,
  today,
  language,
  texts,
  caption,
}: {
  rounds: readonly Round[]
  today: CivilDay
  language: Language
  texts: RoundTexts
  caption: string
}) {
  return (
    <Table
      caption={caption}
      rows={rounds}
      keyOf={(round) => round.id}
      columns={[
        {
          key: 'name',
          title: texts.round,
          naming: true,
          cell: (round) => (
            <Named
              name={<a href={roundPath(round.id)}>{round.name}</a>}
              note={`${texts.kinds[round.kind]}, ${texts.started(formatCivilDay(round.startedOn))}`}
            />
          ),
        },
        {
          key: 'closes',
          title: texts.closes,
          cell: (round) =>
            closedWords({ ...round, roles: waitingRoles(round) }, today, language) ??
            formatCivilDay(round.closesOn),
        },
        {
          key: 'done',
          title: texts.progress,
          cell: (round) => texts.answered(round.answered, round.answered + round.undecided),
        },
        {
          key: 'state',
          title: texts.state,
          cell: (round) =>
            round.held > 0 ? (
              <Badge variant="warning" icon="warning">
                {texts.heldShort(round.held)}
              </Badge>
            ) : (
              <Badge variant={round.status === 'open' ? 'started' : 'done'}>
                {texts.statuses[round.status]}
              </Badge>
            ),
        },
      ]}
    />
  )
}

interface PlanProps {
  readonly plan: readonly PlannedRole[]
  readonly texts: RoundTexts
  readonly today: CivilDay
  readonly mayStart: boolean
  readonly fault: RoundsPageProps['fault']
}

function Plan({ plan, texts, today, mayStart, fault }: PlanProps) {
  const nextOf = ({ isOn, anchorOn, lastDueOn, months }: PlannedRole) =>
    isOn && anchorOn ? nextDueOn({ anchorOn, lastDueOn, months }) : null
  const shown = (row: PlannedRole) => {
    const next = nextOf(row)
    return next ? formatCivilDay(next) : texts.planOff
  }
  return (
    <Table
      caption={texts.planTitle}
      rows={plan}
      keyOf={(row) => row.roleId}
      columns={[
        { key: 'role', title: texts.role, naming: true, cell: (row) => <PlannedName row={row} /> },
        { key: 'interval', title: texts.interval, cell: (row) => texts.months(row.months) },
        {
          key: 'last',
          title: texts.last,
          cell: (row) => (row.lastRoundOn ? formatCivilDay(row.lastRoundOn) : texts.never),
        },
        { key: 'next', title: texts.next, cell: shown },
        ...(mayStart
          ? [
              {
                key: 'action',
                title: texts.planAction,
                cell: (row: PlannedRole) => (
                  <PlanForm
                    row={row}
                    texts={texts}
                    today={today}
                    fault={fault?.roleId === row.roleId ? fault.text : null}
                  />
                ),
              },
            ]
          : []),
      ]}
    />
  )
}

/** A role that ends is not asked about by itself meanwhile. */
function PlannedName({ row: { roleName, endsBefore } }: { row: PlannedRole }) {
  const language = useLanguage()
  return (
    <>
      {roleName} <EndingBadge {...{ language, ending: endsBefore && { endsBefore } }} />
    </>
  )
}

interface PlanRow {
  readonly row: PlannedRole
  readonly fault: string | null
}

/** Off is one press; on needs a day, and shows the next one of the plan there was before. */
function PlanForm({ row, texts, today, fault }: Omit<PlanProps, 'plan' | 'mayStart' | 'fault'> & PlanRow) {
  if (row.isOn)
    return (
      <Form action={planPath(row.roleId)} hidden={{ isOn: 'nej' }}>
        <Button>
          {texts.switchOff}
          <span class="tv-hidden">: {row.roleName}</span>
        </Button>
      </Form>
    )
  return (
    <details open={fault !== null}>
      <summary>
        {texts.switchOn}
        <span class="tv-hidden">: {row.roleName}</span>
      </summary>
      <Form action={planPath(row.roleId)} hidden={{ isOn: 'ja' }}>
        <DateField
          name="nextOn"
          id={`nextOn-${row.roleId}`}
          label={texts.nextOn}
          value={row.anchorOn ? nextFrom({ ...row, anchorOn: row.anchorOn }, today) : ''}
          error={fault}
        />
        <Button>
          {texts.switchOn}
          <span class="tv-hidden">: {row.roleName}</span>
        </Button>
      </Form>
    </details>
  )
}
