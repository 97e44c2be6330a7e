import type { Language } from '../../../kernel/language.ts'
import { Badge, type BadgeProps, Instant, Named } from '../../../ui/index.ts'
import type { PostingState } from '../domain.ts'
import type { PostingInList } from '../queries.ts'
import { postingTexts } from '../texts.ts'

const look: Record<PostingState, Pick<BadgeProps, 'variant' | 'icon'>> = {
  planned: { variant: 'outline', icon: 'hourglass' },
  sending: { variant: 'started', icon: 'sync' },
  posted: { variant: 'success', icon: 'success' },
  failed: { variant: 'warning', icon: 'warning' },
  held: { variant: 'error', icon: 'error' },
  lapsed: { variant: 'closed', icon: 'time' },
}

/** Where a post stands: colour, shape and words. */
export function StateBadge({ state, language }: { state: PostingState; language: Language }) {
  return <Badge {...look[state]}>{postingTexts(language).states[state]}</Badge>
}

/** The same with when, or why not. */
export function StandingOf({ posting, language }: { posting: PostingInList; language: Language }) {
  const texts = postingTexts(language)
  const { state, error, postedAt, nextAttemptAt } = posting
  const whyNot = error && state !== 'posted' ? texts.codes[error.code] : null
  const why = state === 'lapsed' ? texts.lapsedWhy : whyNot
  const next = state === 'failed' && nextAttemptAt && (
    <>
      {' '}
      {texts.tryAgainAt}: <Instant at={nextAttemptAt} />
    </>
  )
  const note = postedAt ? (
    <Instant at={postedAt} />
  ) : (
    why && (
      <>
        {why}
        {next}
      </>
    )
  )
  return <Named name={<StateBadge {...{ state, language }} />} note={note} />
}
