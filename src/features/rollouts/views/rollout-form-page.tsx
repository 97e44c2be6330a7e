import { type CivilDay, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import { type TypedForm, typedAudience, typedText } from '../../../platform/http/typed-form.ts'
import {
  AudienceField,
  Button,
  CheckboxField,
  DateField,
  FieldRow,
  Form,
  FormActions,
  faultOf,
  Heading,
  RadioGroup,
  SelectField,
} from '../../../ui/index.ts'
import { priorities } from '../../templates/index.ts'
import { previewPath, rolloutsPath } from '../paths.ts'
import type { RolloutChoices } from '../queries/rollouts.ts'
import { type RolloutTexts, rolloutTexts } from '../texts.ts'

interface RolloutFormPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly choices: RolloutChoices
  readonly typed: TypedForm
  readonly faults: FormFaults['fields'] | undefined
}

/** Which template, to whom, by when. */
export function RolloutFormPage(props: RolloutFormPageProps) {
  const { language, choices, typed, faults, today } = props
  const texts = rolloutTexts(language)
  const chosen = choices.templates.find(({ id }) => id === typedText(typed, 'templateId'))
  const passed = chosen?.dueOn && chosen.dueOn < today ? chosen.dueOn : null
  return (
    <>
      <Heading title={texts.newRollout} lead={texts.newLead} />
      <Form action={previewPath} method="get">
        <SelectField
          name="templateId"
          label={texts.template}
          emptyLabel={texts.chooseTemplate}
          width="full"
          value={typedText(typed, 'templateId')}
          error={faultOf(faults, 'templateId', language)}
          options={choices.templates.map((template) => ({
            value: template.id,
            label: `${template.title} (${originOf(template, texts)})`,
          }))}
        />
        <AudienceFields {...props} />
        <RadioGroup
          name="priority"
          label={texts.priority}
          hint={texts.priorityHint}
          value={typedText(typed, 'priority')}
          error={faultOf(faults, 'priority', language)}
          options={priorities.map((priority) => ({ value: priority, label: texts[priority] }))}
        />
        <FieldRow>
          <DateField
            name="startsOn"
            label={texts.startsOn}
            optional
            value={typedText(typed, 'startsOn')}
            error={faultOf(faults, 'startsOn', language)}
          />
          <DateField
            name="dueOn"
            label={texts.dueOn}
            hint={passed ? texts.duePassed(formatCivilDay(passed)) : undefined}
            optional
            value={typedText(typed, 'dueOn')}
            error={faultOf(faults, 'dueOn', language)}
          />
        </FieldRow>
        <FormActions>
          <Button kind="primary">{texts.toPreview}</Button>
          <a href={rolloutsPath}>{texts.cancel}</a>
        </FormActions>
      </Form>
    </>
  )
}

/** Tells descriptions of the same title apart: '#139534, sendt 01-07-2025'. */
function originOf(
  { sourceNumber, sentOn }: RolloutChoices['templates'][number],
  texts: RolloutTexts,
): string {
  const sent = sentOn ? texts.sentOn(formatCivilDay(sentOn)) : texts.notSent
  return sourceNumber === null ? sent : `#${sourceNumber} · ${sent}`
}

function AudienceFields({ language, choices, typed, faults }: Omit<RolloutFormPageProps, 'today'>) {
  const texts = rolloutTexts(language)
  const ofRole = (
    <SelectField
      name="roleId"
      label={texts.role}
      emptyLabel={texts.chooseRole}
      value={typedText(typed, 'roleId')}
      error={faultOf(faults, 'roleId', language)}
      options={choices.roles.map(({ id, name }) => ({ value: id, label: name }))}
    />
  )
  return (
    <>
      <AudienceField
        {...{ language, choices, faults }}
        words={texts}
        chosen={typedAudience(typed)}
        more={[{ value: 'lacksRole', label: texts.byRole, field: ofRole }]}
      />
      <CheckboxField
        name="alsoThoseWhoHave"
        label={texts.alsoThoseWhoHave}
        checked={typedText(typed, 'alsoThoseWhoHave') !== undefined}
      />
    </>
  )
}
