import type { CivilDay } from '../../../kernel/civil-day.ts'
import type { Refusal } from '../../../kernel/errors.ts'
import type { Language } from '../../../kernel/language.ts'
import type { FormFaults } from '../../../platform/http/route.ts'
import {
  BlockedButton,
  Button,
  ConfirmPanel,
  FieldRow,
  Form,
  FormActions,
  faultOf,
  RadioGroup,
  SelectField,
  Stack,
  TextField,
} from '../../../ui/index.ts'
import { EndingNote, HandOver, inWords, type Role } from '../../roles/index.ts'
import type { User } from '../../users/index.ts'
import { shortageAfter } from '../domain.ts'
import { ownRolesPath, resignPath } from '../paths.ts'
import { resignationTexts } from '../resignation-texts.ts'
import { mostReason } from './end-page.tsx'

export interface ResignPageProps {
  readonly language: Language
  readonly today: CivilDay
  readonly role: Role
  readonly assignmentId: string
  /** How many others hold the role today. */
  readonly others: number
  readonly users: readonly User[]
  /** Why it cannot be given up; null when it can. */
  readonly refusal: Refusal | null
  readonly faults: FormFaults | null
}

/** Asks before a holder gives up a role, says what follows, and takes a proposal (R6). */
export function ResignPage(props: ResignPageProps) {
  const { language, role, refusal } = props
  const texts = resignationTexts(language)
  return (
    <ConfirmPanel title={texts.title(role.name)} text={null}>
      {refusal ? (
        <Stack>
          <BlockedButton reason={refusal.sentence[language]}>{texts.resign}</BlockedButton>
          <p>
            <a href={ownRolesPath}>{texts.keep}</a>
          </p>
        </Stack>
      ) : (
        <Stack>
          <EndingNote {...{ language, role }} today={props.today} />
          <p>{consequences(props).join(' ')}</p>
          <HandOver language={language} lists={[{ list: role.handOver }]} />
          <ResignForm {...props} />
        </Stack>
      )}
    </ConfirmPanel>
  )
}

function consequences({ language, role, others }: ResignPageProps): string[] {
  const texts = resignationTexts(language)
  const shortage = shortageAfter(role, others)
  return [
    role.access.length > 0 ? texts.losesAccess : texts.losesRole,
    others > 0 ? texts.othersLeft(inWords(others, language), others === 1) : texts.nobodyLeft,
    ...(shortage ? [shortage[language]] : []),
    texts.told,
  ]
}

type FieldOf = (name: string) => { name: string; value: string | null; error: string | null }

function ResignForm({ language, role, assignmentId, users, faults }: ResignPageProps) {
  const texts = resignationTexts(language)
  const field: FieldOf = (name) => {
    const value = faults?.typed[name]
    return {
      name,
      value: typeof value === 'string' ? value : null,
      error: faultOf(faults?.fields, name, language),
    }
  }
  // Nobody takes over a role that ends.
  return (
    <Form action={resignPath(assignmentId)} hidden={role.ending ? { efterfoelger: 'ingen' } : {}}>
      <TextField
        {...field('reason')}
        label={texts.reason}
        hint={texts.reasonHint}
        maxLength={mostReason}
        optional
      />
      {!role.ending && <SuccessorFields {...{ language, users, field }} />}
      <FormActions>
        <Button kind="warning">{texts.resign}</Button>
        <a href={ownRolesPath}>{texts.keep}</a>
      </FormActions>
    </Form>
  )
}

interface SuccessorFieldsProps {
  readonly language: Language
  readonly users: readonly User[]
  readonly field: FieldOf
}

function SuccessorFields({ language, users, field }: SuccessorFieldsProps) {
  const texts = resignationTexts(language)
  const options = users.map((user) => ({
    value: user.id,
    label: user.title ? `${user.name}, ${user.title}` : user.name,
  }))
  return (
    <>
      <RadioGroup
        {...field('efterfoelger')}
        value={field('efterfoelger').value ?? 'ingen'}
        label={texts.successor}
        hint={texts.successorHint}
        options={[
          { value: 'ingen', label: texts.none },
          { value: 'kendt', label: texts.known },
          { value: 'ny', label: texts.newcomer },
        ]}
      />
      <div class="tv-successor-known">
        <SelectField
          {...field('userId')}
          label={texts.choose}
          emptyLabel={texts.chooseEmpty}
          options={options}
        />
      </div>
      <div class="tv-successor-new">
        <FieldRow>
          <TextField {...field('name')} label={texts.name} maxLength={200} />
          <TextField {...field('email')} label={texts.email} type="email" maxLength={254} />
        </FieldRow>
      </div>
    </>
  )
}
