import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  BlockedButton,
  Button,
  CheckboxField,
  ComingSteps,
  DateField,
  FieldRow,
  Form,
  FormActions,
  faultOf,
  PanelCard,
  RadioGroup,
  Remark,
  SelectField,
  TextField,
} from '../../../ui/index.ts'
import type { Role } from '../../roles/index.ts'
import type { User } from '../../users/index.ts'
import { administratorPath, givePath } from '../paths.ts'
import { assignmentTexts } from '../texts.ts'

export interface GiveRoleProps {
  readonly language: Language
  readonly role: Role
  /** Our users who do not hold it yet. */
  readonly candidates: readonly User[]
  /** Why it cannot be given, and whether that is for lack of the right. */
  readonly blocked: { readonly sentence: string; readonly isRight: boolean } | null
  readonly task: number | null
  /** Whether giving the role is the one thing asked for on this page. */
  readonly isFirstStep: boolean
  readonly faults: FormFaults | null
}

/** 'Tilføj person': among those who have signed in, or the way for one who has not (R2). */
export function GiveRole(props: GiveRoleProps) {
  const { language, blocked } = props
  const texts = assignmentTexts(language)
  if (blocked) {
    const wayOut = blocked.isRight ? { label: texts.whoAdministers, href: administratorPath } : null
    return (
      <PanelCard title={texts.add} id="tilfoej">
        <BlockedButton icon="person-add" reason={blocked.sentence} wayOut={wayOut}>
          {texts.give}
        </BlockedButton>
      </PanelCard>
    )
  }
  return <GiveForm {...props} />
}

function GiveForm({ language, role, task, isFirstStep, faults, candidates }: GiveRoleProps) {
  const texts = assignmentTexts(language)
  const typed = (name: string): string | null => {
    const value = faults?.typed[name]
    return typeof value === 'string' ? value : null
  }
  const fault = (name: string) => faultOf(faults?.fields, name, language)
  return (
    <PanelCard title={texts.add} id="tilfoej">
      <Form action={givePath(role.id)} hidden={task === null ? {} : { opgave: String(task) }}>
        <RadioGroup
          name="kendt"
          label={texts.known}
          value={typed('kendt') ?? 'ja'}
          error={fault('kendt')}
          options={[
            { value: 'ja', label: texts.knownYes },
            { value: 'nej', label: texts.knownNo },
          ]}
        />
        <div class="tv-give-among">
          <Candidates {...{ language, candidates, typed, fault }} />
        </div>
        <div class="tv-give-route">
          <Newcomer {...{ language, typed, fault }} />
        </div>
        <When {...{ language, role, typed, fault }} />
        <FormActions>
          <Button kind={isFirstStep ? 'primary' : 'secondary'}>{texts.give}</Button>
        </FormActions>
      </Form>
    </PanelCard>
  )
}

interface Filled {
  readonly language: Language
  readonly typed: (name: string) => string | null
  readonly fault: (name: string) => string | null
}

/** Among those who have signed in. */
function Candidates({ language, candidates, typed, fault }: Filled & Pick<GiveRoleProps, 'candidates'>) {
  const texts = assignmentTexts(language)
  const options = candidates.map((user) => ({
    value: user.id,
    label: user.title ? `${user.name}, ${user.title}` : user.name,
  }))
  return (
    <SelectField
      name="userId"
      label={texts.choose}
      emptyLabel={options.length > 0 ? texts.chooseEmpty : texts.nobodyToChoose}
      value={typed('userId')}
      error={fault('userId')}
      options={options}
    />
  )
}

/** Somebody who has not signed in yet, and what happens then (R3). */
function Newcomer({ language, typed, fault }: Filled) {
  const texts = assignmentTexts(language)
  const field = (name: string) => ({ name, value: typed(name), error: fault(name) })
  return (
    <>
      <FieldRow>
        <TextField {...field('name')} label={texts.personName} maxLength={200} />
        <TextField
          {...field('email')}
          label={texts.personEmail}
          hint={texts.personEmailHint}
          type="email"
          maxLength={254}
        />
      </FieldRow>
      <TextField
        {...field('userUuid')}
        label={texts.personUuid}
        hint={texts.personUuidHint}
        maxLength={36}
        optional
      />
      <h3 class="tv-coming-heading">{texts.route}</h3>
      <ComingSteps steps={texts.routeSteps} />
      <Remark>{texts.routeRemark}</Remark>
    </>
  )
}

function When({ language, role, typed, fault }: Filled & Pick<GiveRoleProps, 'role'>) {
  const texts = assignmentTexts(language)
  return (
    <>
      <FieldRow>
        <DateField
          name="startsOn"
          label={texts.startsOn}
          hint={texts.startsOnHint}
          value={typed('startsOn')}
          error={fault('startsOn')}
          optional
        />
        <DateField
          name="lastDay"
          label={texts.lastDay}
          hint={texts.lastDayHint}
          value={typed('lastDay')}
          error={fault('lastDay')}
          optional
        />
      </FieldRow>
      {role.hasPrimary && (
        <CheckboxField
          name="isPrimary"
          label={texts.isPrimary}
          hint={texts.isPrimaryHint}
          checked={typed('isPrimary') === 'ja'}
        />
      )}
    </>
  )
}
