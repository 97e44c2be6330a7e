import { Badge, type BadgeVariant, type IconName } from '../../../ui/index.ts'
import type { FindingKind } from '../domain.ts'
import type { QualityTexts } from '../texts.ts'

const looks: Record<FindingKind, { variant: BadgeVariant; icon: IconName }> = {
  vacant: { variant: 'warning', icon: 'warning' },
  tooFew: { variant: 'warning', icon: 'warning' },
  noPrimary: { variant: 'warning', icon: 'warning' },
  stale: { variant: 'warning', icon: 'hourglass' },
  bouncing: { variant: 'warning', icon: 'warning' },
  single: { variant: 'outline', icon: 'person' },
}

/** What is wrong, in word, shape and colour (R4). */
export function FindingBadge({ kind, texts }: { kind: FindingKind; texts: QualityTexts }) {
  return <Badge {...looks[kind]}>{texts.kinds[kind]}</Badge>
}
