import { formatCivilDay } from '../../kernel/civil-day.ts'
import { emptyDraft, type TemplateDraft } from '../templates/index.ts'
import { losesOn } from './domain/round.ts'
import { roundPath } from './paths.ts'
import type { Round, RoundRole } from './queries/rounds.ts'

const project = 'Roller og adgange'

function withoutAnswer(round: Round, role: RoundRole): string {
  const closes = formatCivilDay(round.closesOn)
  const losing = losesOn(role, round.closesOn)
  if (!losing) return `- **${role.roleName}**: rollen fortsætter, men I får en påmindelse.`
  if (role.nonResponse === 'suspend')
    return `- **${role.roleName}**: rollen sættes på pause efter ${closes}${role.opensAccess ? ', og adgangen lukkes' : ''}. Rollen gælder igen, når I svarer.`
  return `- **${role.roleName}**: rollen afsluttes ${formatCivilDay(losing)}${role.opensAccess ? ', og adgangen lukkes' : ''}.`
}

const personTexts = {
  leaver: {
    title: 'Bekræft rollerne for en medarbejder, der er stoppet',
    goal: 'Ingen beholder en rolle eller en adgang, når de er stoppet hos jer.',
    description:
      'En medarbejder har ikke længere login hos jer, men står stadig med en eller flere roller. Tag stilling til hver af dem.',
  },
  mover: {
    title: 'Bekræft rollerne for en medarbejder, der har fået ny stilling',
    goal: 'De rigtige personer har rollerne, også når nogen får en ny stilling.',
    description:
      'En medarbejder har fået en ny stilling hos jer og har stadig en eller flere roller. Tag stilling til, om det stadig er den rigtige person.',
  },
}

/** All municipalities share the text, and not all have holders of every role in it: it may threaten with none of them. */
const ifNobodyAnswers = (roles: readonly RoundRole[]): string =>
  roles.length === 1
    ? 'Hvis ingen svarer:'
    : 'I bliver kun spurgt om de roller herunder, der også står på siden med svarene. Hvis ingen svarer for dem:'

/**
 * The task each municipality gets. Every municipality may read it: it names no person, also when it is about one.
 * @param isYearly the round comes by the plan, once a year
 * @returns Danish, as the central body's other tasks are
 */
export function taskTextOf(round: Round, isYearly: boolean): TemplateDraft {
  const about = round.kind === 'leaver' || round.kind === 'mover' ? personTexts[round.kind] : null
  const closes = formatCivilDay(round.closesOn)
  return {
    ...emptyDraft,
    title: about?.title ?? `Bekræft, hvem der har rollerne: ${round.name}`,
    goal:
      about?.goal ?? 'De rigtige personer har rollerne, og ingen har en adgang, de ikke længere skal have.',
    assignment: `Svar for hver person, senest ${closes}: Er det stadig den rigtige? Skal personen ikke længere have rollen? Eller tager en anden over?\n\n[Gå til svarene](${roundPath(round.id)})`,
    description:
      about?.description ??
      `Folk skifter job og opgaver, uden at rollerne følger med. Derfor spørger vi${isYearly ? ' en gang om året' : ''}. Rollerne bestemmer, hvem der får mails og varsler, og hvem der kan komme ind i de fælles løsninger. Svarene er også jeres dokumentation for, at I har styr på adgangene.`,
    method: [
      '1. Åbn siden med svarene. Der står, hvornår personen sidst har været logget på, og hvem der gav rollen.',
      '2. Vælg et svar for hver person, og gem. I behøver ikke svare for alle på én gang.',
      '3. Er I i tvivl, så spørg personen selv.',
      '',
      'Opgaven fuldføres automatisk, når alle har fået et svar. I kan rette svarene, til runden lukker.',
    ].join('\n'),
    outcome: [
      ifNobodyAnswers(round.roles),
      '',
      ...round.roles.map((role) => withoutAnswer(round, role)),
    ].join('\n'),
    recommendedResponsible: 'KLIK-administrator',
    recommendedPerformer: 'KLIK-administrator',
    priority: 'mandatory',
    dueOn: round.closesOn,
    project,
    phase: 'Bekræftelse',
    theme: 'Roller',
  }
}
