import type { FieldFaults } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import {
  Alert,
  Button,
  CheckboxGroup,
  FieldRow,
  Form,
  FormActions,
  Heading,
  SelectField,
  Stack,
  TextField,
} from '../../../ui/index.ts'
import { rungs, stepPriorities, taskKinds } from '../domain.ts'
import { fieldName, type StepRow } from '../ladder-form.ts'
import { editLadderPath, previewLadderPath, remindersPath } from '../paths.ts'
import type { Coming } from '../queries-coming.ts'
import { rungNames } from '../task-texts.ts'
import { reminderTexts } from '../texts.ts'
import { ComingTables } from './coming-page.tsx'

/** Empty rows to write new steps in. */
const spare = 2

const blank: StepRow = {
  ...{ day: '', side: 'before', every: '', to: ['performer'] },
  ...{ priorities: stepPriorities, kinds: taskKinds },
}

interface EditPageProps {
  readonly language: Language
  readonly rows: readonly StepRow[]
  readonly version: number
  readonly faults: FieldFaults
  /** What the rules as typed would send; null before it was asked for. */
  readonly preview: Coming | null
}

/** The rules as a form: a row for each step, and two empty ones. */
export function EditPage({ language, rows, version, faults, preview }: EditPageProps) {
  const texts = reminderTexts(language)
  return (
    <Stack>
      <Heading title={texts.editTitle} lead={texts.editLead} />
      {preview && (
        <>
          <Alert kind="info" title={texts.previewTitle}>
            {texts.previewText}
          </Alert>
          <ComingTables {...{ language }} coming={preview} hasLinks={false} />
        </>
      )}
      <Form action={editLadderPath} hidden={{ version: String(version) }}>
        {[...rows, ...Array<StepRow>(spare).fill(blank)].map((row, place) => (
          <StepFields
            key={fieldName(place, 'day')}
            {...{ language, row, place, faults }}
            isNew={place >= rows.length}
          />
        ))}
        <FormActions>
          <Button kind="primary" formAction={previewLadderPath}>
            {texts.preview}
          </Button>
          <Button>{texts.save}</Button>
          <a href={remindersPath}>{texts.cancel}</a>
        </FormActions>
      </Form>
    </Stack>
  )
}

interface StepFieldsProps {
  readonly language: Language
  readonly row: StepRow
  readonly place: number
  readonly faults: FieldFaults
  readonly isNew: boolean
}

function StepFields({ language, row, place, faults, isNew }: StepFieldsProps) {
  const texts = reminderTexts(language)
  const names = rungNames(language)
  const field = (name: Parameters<typeof fieldName>[1]) => ({
    name: fieldName(place, name),
    error: faults[fieldName(place, name)]?.[language] ?? null,
  })
  const hasFault = (['to', 'priorities', 'kinds'] as const).some((name) => field(name).error !== null)
  const chosen = rungs.filter((rung) => row.to.includes(rung)).map((rung) => names[rung])
  const summary = `${texts.recipients}: ${chosen.join(', ')}`
  return (
    <fieldset class="tv-step">
      <legend class="form-label">{isNew ? texts.newStep : texts.stepNumber(place + 1)}</legend>
      <FieldRow>
        <TextField
          {...field('day')}
          label={texts.days}
          value={row.day}
          width="short"
          inputMode="numeric"
          optional={isNew}
        />
        <SelectField
          {...field('side')}
          label={texts.side}
          value={row.side}
          width="short"
          options={(['before', 'after'] as const).map((value) => ({ value, label: texts.sides[value] }))}
        />
        <TextField
          {...field('every')}
          label={texts.repeat}
          value={row.every}
          width="short"
          inputMode="numeric"
          optional
        />
      </FieldRow>
      <details class="tv-older" open={hasFault}>
        <summary>{summary}</summary>
        <FieldRow>
          <CheckboxGroup
            {...field('to')}
            label={texts.recipients}
            values={row.to}
            options={rungs.map((value) => ({ value, label: names[value] }))}
          />
          <CheckboxGroup
            {...field('priorities')}
            label={texts.priority}
            values={row.priorities}
            options={stepPriorities.map((value) => ({ value, label: texts.priorities[value] }))}
          />
          <CheckboxGroup
            {...field('kinds')}
            label={texts.kind}
            values={row.kinds}
            options={taskKinds.map((value) => ({ value, label: texts.kinds[value] }))}
          />
        </FieldRow>
      </details>
    </fieldset>
  )
}
