import type { Language } from '../../../kernel/language.ts'
import { Alert, ButtonLink, FormActions, Heading, Remark, Stack } from '../../../ui/index.ts'
import type { FeedKind } from '../domain.ts'
import { feedPath } from '../paths.ts'
import { calendarTexts } from '../texts.ts'
import { Ways } from './feed-page.tsx'

interface AddressPageProps {
  readonly language: Language
  readonly kind: FeedKind
  /** The whole address, shown this once. */
  readonly address: URL
}

/** The new address in full, to be copied by hand or opened by the calendar program. */
export function AddressPage({ language, kind, address }: AddressPageProps) {
  const texts = calendarTexts(language)
  return (
    <Stack>
      <Heading title={texts.titles[kind]} />
      <Alert kind="success" title={texts.madeTitle}>
        <p>{texts.madeText}</p>
      </Alert>
      <p class="tv-address">
        <code>{address.href}</code>
      </p>
      <FormActions>
        <ButtonLink kind="primary" href={address.href.replace(/^https?:/, 'webcal:')}>
          {texts.open}
        </ButtonLink>
        <a href={feedPath(kind)}>{texts.done}</a>
      </FormActions>
      <Remark icon="warning">{texts.secret[kind]}</Remark>
      <Ways texts={texts} />
    </Stack>
  )
}
