import { Form, Instant, LinkButton } from '../../../ui/index.ts'
import type { AccessTexts } from '../page-texts.ts'
import type { AccessInList } from '../queries.ts'
import type { AccessPageProps } from './access-page.tsx'
import { caseFacts, said } from './access-words.ts'

export const keyOf = (access: AccessInList): string =>
  `${access.organisationId}:${access.userId}:${access.connector}`

type RowProps = { texts: AccessTexts; access: AccessInList }

/** What is the matter, what the target says of it, and who of operations looks after it. */
export function What({ texts, access, ...props }: RowProps & AccessPageProps) {
  const { kind, takenByName, takenAt } = access
  if (kind !== 'held' || !props.isCentral) return <>{said(access, props)}</>
  const facts = caseFacts(access, props.language)
  return (
    <>
      <p>{said(access, props)}</p>
      {facts && <p class="tv-note">{facts}</p>}
      {takenByName && takenAt && (
        <p class="tv-note">
          {texts.takenBy(takenByName)} <Instant at={takenAt} />.
        </p>
      )}
    </>
  )
}

/** What an operator can do about a case besides trying again, by what is the matter. */
function wayOut(access: AccessInList): 'adopt' | 'startOver' | null {
  if (access.kind !== 'held') return null
  if (access.error?.code === 'emailTaken') return 'adopt'
  return access.error?.code === 'accountGone' ? 'startOver' : null
}

export function Acts({ texts, access, q, kind }: RowProps & Pick<AccessPageProps, 'q' | 'kind'>) {
  if (access.kind !== 'failed' && access.kind !== 'held') return null
  const filter = { person: keyOf(access), q, tilstand: kind ?? '' }
  const more = wayOut(access)
  return (
    <>
      {more === 'adopt' && (
        <Form action="/adgange/igen" hidden={{ ...filter, overtag: 'ja' }}>
          <LinkButton>{texts.adopt}</LinkButton>
        </Form>
      )}
      {more === 'startOver' && (
        <Form action="/adgange/igen" hidden={{ ...filter, forfra: 'ja' }}>
          <LinkButton>{texts.startOver}</LinkButton>
        </Form>
      )}
      <Form action="/adgange/igen" hidden={filter}>
        <LinkButton>{texts.again}</LinkButton>
      </Form>
      {access.kind === 'held' && !access.takenByName && (
        <Form action="/adgange/tag" hidden={filter}>
          <LinkButton>{texts.take}</LinkButton>
        </Form>
      )}
    </>
  )
}
