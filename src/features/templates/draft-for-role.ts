import { emptyDraft, type TemplateDraft } from './domain.ts'

export interface RoleToFill {
  readonly id: string
  readonly name: string
  readonly purpose: string
}

/**
 * What a description that asks municipalities for a role begins with, for the editor to change (T10). In Danish like every
 * description: it is read by the municipalities.
 */
export const draftForRole = ({ id, name, purpose }: RoleToFill): TemplateDraft => ({
  ...emptyDraft,
  boundRoleId: id,
  recommendedPerformer: 'KLIK-administrator',
  title: `Find en person til rollen "${name}"`,
  goal: `Kommunen har mindst én person i rollen "${name}".`,
  description: purpose,
  assignment: `I skal give rollen "${name}" til en medarbejder, der passer til rollens beskrivelse.`,
  method: [
    `1. Læs om rollen "${name}" i rollegalleriet.`,
    '2. Aftal, hvem hos jer der skal have den.',
    '3. Giv personen rollen. Har personen ikke logget på Tværs endnu, skriver du navn og arbejdsmail, og rollen begynder ved første login.',
  ].join('\n'),
  outcome: `Mindst én person hos jer har rollen "${name}", eller I har svaret, at I ikke deltager.`,
})
