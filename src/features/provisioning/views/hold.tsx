import { Alert, Button, Form, FormActions, Instant } from '../../../ui/index.ts'
import { holdPath } from '../paths.ts'
import type { ShownHold } from '../queries-reconciliation.ts'
import type { ReconciliationTexts } from '../reconciliation-texts.ts'

interface HoldProps {
  readonly hold: ShownHold
  readonly texts: ReconciliationTexts
  readonly mayOperate: boolean
}

/** Removals that follow from something wider than one person's role: the list, and an operator's word. */
export function Hold({ hold, texts, mayOperate }: HoldProps) {
  const { id, people, ofPeople, heldAt, decision, decidedByName, names } = hold
  const hidden = people - names.length
  return (
    <Alert kind="warning" title={texts.holdTitle(people, ofPeople)}>
      <p>{decision === 'rejected' ? texts.holdRejected(decidedByName ?? '') : texts.holdText}</p>
      <p>
        {texts.holdSince} <Instant at={heldAt} />.
      </p>
      <details>
        <summary>{texts.holdNames}</summary>
        <ul>
          {names.map((name) => (
            <li key={name}>{name}</li>
          ))}
          {hidden > 0 && <li>… +{hidden}</li>}
        </ul>
      </details>
      {mayOperate && (
        <Form action={holdPath(id)}>
          <FormActions>
            {decision === null && (
              <Button kind="primary" name="decision" value="rejected">
                {texts.reject}
              </Button>
            )}
            <Button kind="warning" name="decision" value="approved">
              {texts.approve(people)}
            </Button>
          </FormActions>
        </Form>
      )}
    </Alert>
  )
}
