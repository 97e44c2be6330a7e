import type { VNode } from 'preact'
import { type CivilDay, formatCivilDay } from '../../../kernel/civil-day.ts'
import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  Button,
  CheckboxField,
  CheckboxGroup,
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
import { audienceKinds, type TypedPlan, typedText, typedTexts } from '../plan-form.ts'
import type { RolloutChoices } from '../queries/rollouts.ts'
import { type RolloutTexts, rolloutTexts } from '../texts.ts'

interface RolloutFormPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly choices: RolloutChoices
  readonly typed: TypedPlan
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

type FieldsProps = Omit<RolloutFormPageProps, 'today'>

function AudienceFields({ language, choices, typed, faults }: FieldsProps) {
  const texts = rolloutTexts(language)
  const labels = { all: texts.all, regions: texts.byRegion, list: texts.byList, lacksRole: texts.byRole }
  const fields: Record<string, VNode> = {
    regions: (
      <CheckboxGroup
        name="regions"
        label={texts.regions}
        values={typedTexts(typed, 'regions')}
        error={faultOf(faults, 'regions', language)}
        options={choices.regions.map((region) => ({ value: region, label: region }))}
      />
    ),
    list: <MunicipalityList {...{ language, choices, typed, faults }} />,
    lacksRole: (
      <SelectField
        name="roleId"
        label={texts.role}
        emptyLabel={texts.chooseRole}
        value={typedText(typed, 'roleId')}
        error={faultOf(faults, 'roleId', language)}
        options={choices.roles.map(({ id, name }) => ({ value: id, label: name }))}
      />
    ),
  }
  return (
    <>
      <RadioGroup
        name="audience"
        label={texts.audience}
        value={typedText(typed, 'audience') ?? 'all'}
        error={faultOf(faults, 'audience', language)}
        options={audienceKinds.map((kind) => ({ value: kind, label: labels[kind] }))}
        after={(kind) => fields[kind] && <div class="tv-of-choice">{fields[kind]}</div>}
      />
      <CheckboxField
        name="alsoThoseWhoHave"
        label={texts.alsoThoseWhoHave}
        checked={typedText(typed, 'alsoThoseWhoHave') !== undefined}
      />
    </>
  )
}

/** Long on a phone: it can be folded once one has chosen. */
function MunicipalityList({ language, choices, typed, faults }: FieldsProps) {
  const texts = rolloutTexts(language)
  return (
    <details class="tv-many-choices" open>
      <summary>{texts.showList}</summary>
      <CheckboxGroup
        name="organisationIds"
        label={texts.list}
        values={typedTexts(typed, 'organisationIds')}
        error={faultOf(faults, 'organisationIds', language)}
        options={choices.municipalities.map(({ id, shortName }) => ({ value: String(id), label: shortName }))}
      />
    </details>
  )
}
