import { PanelCard, PanelPart, type TallyItem } from '../../../ui/index.ts'
import type { UnreachedCount } from '../domain.ts'
import { unreachedPath } from '../paths.ts'
import type { StartTexts } from '../texts.ts'

interface UnreachedProps {
  readonly unreached: UnreachedCount
  readonly texts: StartTexts
}

/** Among the counts at the top; nothing when every municipality has been told all. */
export function unreachedTally({ unreached, texts }: UnreachedProps): TallyItem[] {
  const { nobody, missed } = unreached
  if (nobody + missed === 0) return []
  const [count, words] = nobody > 0 ? [nobody, texts.unreachedCount] : [missed, texts.missedCount]
  return [{ icon: 'warning', count, words: words(count), href: unreachedPath }]
}

/** In how many municipalities nobody can be told, and in how many something was missed; nothing when in none. */
export function UnreachedPanel({ unreached, texts }: UnreachedProps) {
  const { nobody, missed } = unreached
  if (nobody + missed === 0) return null
  const [title, count] = nobody > 0 ? [texts.unreached, nobody] : [texts.missed, missed]
  return (
    <PanelCard title={title} count={count} urgent={nobody > 0}>
      {nobody > 0 && (
        <PanelPart>
          <p>{texts.unreachedNobody(nobody)}</p>
        </PanelPart>
      )}
      {missed > 0 && (
        <PanelPart>
          <p class="tv-note">{texts.unreachedMissed(missed, nobody > 0)}</p>
        </PanelPart>
      )}
      <PanelPart>
        <a href={unreachedPath}>{texts.seeUnreached}</a>
      </PanelPart>
    </PanelCard>
  )
}
