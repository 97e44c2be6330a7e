import { Badge, type BadgeVariant, type IconName } from '../../../ui/index.ts'
import type { Standing } from '../domain.ts'
import type { AssignmentTexts } from '../texts.ts'

const looks: Record<Standing, { variant: BadgeVariant; icon?: IconName }> = {
  vacant: { variant: 'warning', icon: 'warning' },
  tooFew: { variant: 'warning', icon: 'warning' },
  noPrimary: { variant: 'warning', icon: 'warning' },
  single: { variant: 'outline', icon: 'person' },
  filled: { variant: 'done', icon: 'completed' },
  notNeeded: { variant: 'quiet' },
}

/** How a role stands, in word, shape and colour (R4). @param lacking how many are missing, in words */
export function StandingBadge(props: { standing: Standing; lacking: string; texts: AssignmentTexts }) {
  const { standing, lacking, texts } = props
  return <Badge {...looks[standing]}>{standing === 'tooFew' ? texts.tooFew(lacking) : texts[standing]}</Badge>
}
