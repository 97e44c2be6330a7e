import type { Language } from '../../../kernel/language.ts'
import { Alert, Button, Form, FormActions, Heading, Remark, Section, Stack } from '../../../ui/index.ts'
import type { AskedServers } from '../asking.ts'
import { channelFor, exampleSlugs, type RoleAccess } from '../domain-places.ts'
import { type AccessEffect, channelRulesIn } from '../domain-preview.ts'
import { type PreviewTexts, previewTexts } from '../preview-texts.ts'
import { PlaceTroubles } from './place-troubles.tsx'
import { PlacesTable } from './places-table.tsx'

export interface PreviewPageProps {
  readonly language: Language
  readonly roleName: string
  readonly access: readonly RoleAccess[]
  /** Null for a role that is not made yet: nobody holds it. */
  readonly effect: AccessEffect | null
  /** Null where no server was asked. */
  readonly servers: AskedServers | null
  /** Seen before, when it did something else. */
  readonly isOther: boolean
  readonly saveHref: string
  readonly amendHref: string
  readonly cancelHref: string
  readonly saveLabel: string
  /** The fields of the form, and by which preview they were seen. */
  readonly carried: Readonly<Record<string, string>>
}

/** Who gets what and who loses what, before a change of a role's access is saved (A1). */
export function PreviewPage(props: PreviewPageProps) {
  const { language, roleName, access, effect, servers } = props
  const texts = previewTexts(language)
  return (
    <Stack>
      <Heading metaTitle={roleName} title={texts.title} lead={texts.lead} />
      {props.isOther && <Alert kind="warning">{texts.again}</Alert>}
      {effect && <Effect {...{ language, effect }} />}
      <Rules {...{ language, access, effect }} />
      {servers && servers.asked.length > 0 && (
        <Section title={texts.serversTitle}>
          <PlaceTroubles {...{ language, servers }} />
        </Section>
      )}
      <Form action={props.saveHref} hidden={props.carried}>
        <FormActions>
          <Button kind="primary">{props.saveLabel}</Button>
          <Button formAction={props.amendHref}>{texts.amend}</Button>
          <a href={props.cancelHref}>{texts.cancel}</a>
        </FormActions>
      </Form>
    </Stack>
  )
}

function Effect({ language, effect }: { language: Language; effect: AccessEffect }) {
  const texts = previewTexts(language)
  return (
    <>
      <p>{texts.holders(effect.holders, effect.municipalities)}</p>
      {effect.holders > 0 && <Sums {...{ texts, effect }} />}
      {effect.places.length > 0 && (
        <Section title={texts.caption}>
          <PlacesTable {...{ texts, caption: texts.caption, places: effect.places }} />
        </Section>
      )}
    </>
  )
}

function Sums({ texts, effect }: { texts: PreviewTexts; effect: AccessEffect }) {
  const { gaining, losing, losingIn, losingAll } = effect
  if (gaining === 0 && losing === 0) return <Remark icon="success">{texts.noChange}</Remark>
  return (
    <>
      {gaining > 0 && <Remark>{texts.gaining(gaining)}</Remark>}
      {losing === 0 ? (
        <Remark icon="success">{texts.noLoss}</Remark>
      ) : (
        <Alert kind="warning">
          <p>
            <strong>{texts.losing(losing, losingIn)}</strong> {losingAll > 0 && texts.losingAll(losingAll)}
          </p>
          <p>{texts.brake}</p>
        </Alert>
      )}
    </>
  )
}

/** What the rules become, for a municipality that everybody knows, and where they give nothing. */
function Rules({ language, access, effect }: Pick<PreviewPageProps, 'language' | 'access' | 'effect'>) {
  const texts = previewTexts(language)
  const rules = channelRulesIn(access)
  if (rules.length === 0) return null
  const withoutRegion = rules.some((rule) => rule.includes('{region}')) ? (effect?.withoutRegion ?? []) : []
  return (
    <Section title={texts.rules}>
      <Stack>
        {rules.map((rule) => (
          <p key={rule}>{texts.ruleExample(rule, channelFor(rule, exampleSlugs) ?? '', exampleSlugs.name)}</p>
        ))}
        {withoutRegion.length > 0 && <Remark icon="warning">{texts.withoutRegion(withoutRegion)}</Remark>}
      </Stack>
    </Section>
  )
}
