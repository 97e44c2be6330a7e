import type { Language } from '../../../kernel/language.ts'
import { Button, CheckboxField, Form, FormActions, GroupHeading } from '../../../ui/index.ts'
import { type StateKind, stateKinds } from '../domain-states.ts'
import { nameOfGrant, nameOfStep } from '../grant-names.ts'
import { pageTexts } from '../page-texts.ts'
import { adoptPath, retryPath, tickPath } from '../paths.ts'
import type { ShownGrant } from '../queries.ts'
import { OperatingNote } from './grant-note.tsx'
import { GrantsTable } from './grants-table.tsx'

interface GroupProps {
  readonly language: Language
  readonly grants: readonly ShownGrant[]
  /** Whether the one who looks may act; an auditor only reads. */
  readonly mayOperate: boolean
}

const line: Partial<Record<StateKind, 'red' | 'yellow'>> = { held: 'yellow', failed: 'red' }

/** The accesses of the page, state by state, what needs a human first. */
export function OperatingGroups({ language, grants, mayOperate }: GroupProps) {
  return (
    <>
      {stateKinds.map((kind) => {
        const some = grants.filter((grant) => grant.kind === kind)
        if (some.length === 0) return null
        return (
          <section key={kind}>
            <GroupHeading title={pageTexts(language).groups[kind]} line={line[kind] ?? 'dark'} />
            <Group kind={kind} {...{ language, grants: some, mayOperate }} />
          </section>
        )
      })}
    </>
  )
}

function Group({ kind, language, grants, mayOperate }: GroupProps & { readonly kind: StateKind }) {
  const caption = pageTexts(language).groups[kind]
  const note = (grant: ShownGrant) => <OperatingNote grant={grant} language={language} />
  if (kind === 'awaitingManual' && mayOperate) return <Waiting {...{ language, grants, caption, note }} />
  const canRetry = mayOperate && (kind === 'failed' || kind === 'held')
  return (
    <GrantsTable
      {...{ language, grants, caption, note }}
      withMunicipality
      act={canRetry ? (grant) => <Retry grant={grant} language={language} /> : undefined}
    />
  )
}

const stepName = (grant: ShownGrant): string =>
  grant.waitingStep ? nameOfStep({ key: grant, epoch: grant.epoch, step: grant.waitingStep }) : ''

/** One form around the rows: a row's button sends that row alone, the buttons below send the chosen ones. */
function Waiting(props: {
  language: Language
  grants: readonly ShownGrant[]
  caption: string
  note: (grant: ShownGrant) => preact.ComponentChildren
}) {
  const { language, grants, caption, note } = props
  const words = pageTexts(language)
  return (
    <Form action={tickPath}>
      <GrantsTable
        {...{ language, grants, caption, note }}
        withMunicipality
        choose={(grant) => (
          <CheckboxField
            name="valgt"
            id={`valgt-${grants.indexOf(grant) + 1}`}
            value={stepName(grant)}
            label={words.choose(grant.userName)}
            labelHidden
          />
        )}
        act={(grant) => (
          <p>
            <Button name="kun" value={stepName(grant)}>
              {words.tick}
              <span class="tv-hidden">: {grant.userName}</span>
            </Button>
          </p>
        )}
      />
      <FormActions>
        <Button kind="primary" name="hvad" value="naeste">
          {words.tickChosen}
        </Button>
        <Button name="hvad" value="alle">
          {words.tickAll}
        </Button>
      </FormActions>
    </Form>
  )
}

/** 'Prøv igen nu', and where an account may be taken over, that, with what it means. */
export function Retry({ grant, language }: { grant: ShownGrant; language: Language }) {
  const words = pageTexts(language)
  const name = nameOfGrant(grant)
  const hidden = <span class="tv-hidden">: {grant.userName}</span>
  return (
    <>
      <Form action={retryPath(name)}>
        <Button>
          {words.retry}
          {hidden}
        </Button>
      </Form>
      {grant.kind === 'held' && grant.error?.code === 'emailTaken' && (
        <Form action={adoptPath(name)}>
          <p class="tv-note">{words.adoptText}</p>
          <Button>
            {words.adopt}
            {hidden}
          </Button>
        </Form>
      )}
    </>
  )
}
