import { Button, Form, FormActions, LinkButton, RadioGroup, Section, TextField } from '../../../ui/index.ts'
import { serverWords } from '../../roles/index.ts'
import { acceptedPath, rulesPath } from '../paths.ts'
import type { ShownTarget } from '../queries-reconciliation.ts'
import type { ReconciliationTexts } from '../reconciliation-texts.ts'

export interface RulesProps {
  readonly target: ShownTarget
  readonly texts: ReconciliationTexts
  /** What was typed in a form that was refused, and at which server; empty otherwise. */
  readonly typed: Readonly<Record<string, string | undefined>>
  readonly faults: Readonly<Record<string, string | undefined>>
  /** Of several forms, the one that a list of faults leads to. */
  readonly isLedTo: boolean
}

const nothing: RulesProps['typed'] = {}

/** What reconciliation may do at a target, and the members operators have accepted there. */
export function Rules({ target, texts, isLedTo, ...refused }: RulesProps) {
  const { connector, accepted } = target
  const isMeant = refused.typed.connector === connector
  const idOf = (name: string) => (isLedTo ? name : `${name}-${connector}`)
  const [typed, faults] = isMeant ? [refused.typed, refused.faults] : [nothing, nothing]
  return (
    <Section title={texts.rulesTitle(serverWords(connector))}>
      <p>{texts.rulesLead}</p>
      <Form action={rulesPath} hidden={{ connector }}>
        <RadioGroup
          name="unmanaged"
          id={idOf('unmanaged')}
          label={texts.unmanagedLabel}
          hint={texts.unmanagedHint}
          value={typed.unmanaged ?? target.unmanaged}
          options={(['report', 'remove'] as const).map((value) => ({ value, label: texts.unmanaged[value] }))}
        />
        <TextField
          name="percent"
          id={idOf('percent')}
          label={texts.percentLabel}
          hint={texts.brakeHint}
          width="short"
          inputMode="numeric"
          value={typed.percent ?? String(target.brakePercent)}
          error={faults.percent}
        />
        <TextField
          name="number"
          id={idOf('number')}
          label={texts.numberLabel}
          width="short"
          inputMode="numeric"
          value={typed.number ?? String(target.brakeNumber)}
          error={faults.number}
        />
        <FormActions>
          <Button>{texts.save}</Button>
        </FormActions>
      </Form>
      {accepted.length > 0 && (
        <Section level={3} title={texts.acceptedListTitle}>
          <ul>
            {accepted.map(({ accountId, username, by }) => (
              <li key={accountId}>
                <Form action={acceptedPath} hidden={{ connector, account: accountId }}>
                  {username} ({texts.acceptedBy(by)}){' '}
                  <LinkButton aria-label={texts.withdrawLabel(username)}>{texts.withdraw}</LinkButton>
                </Form>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Section>
  )
}
