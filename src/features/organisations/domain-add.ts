import type { FieldFaults } from '../../kernel/errors.ts'

/** What may be added beside the organisations that always exist: never a central body, never a real municipality. */
export const addedKinds = ['supplier', 'test-municipality'] as const
export type AddedKind = (typeof addedKinds)[number]

export interface NewOrganisation {
  /** Eight digits. */
  readonly cvr: string
  readonly name: string
  readonly kind: AddedKind
}

export interface OrganisationWish {
  readonly cvr: string
  readonly name: string
  readonly kind: string
}

const longestName = 200

/** 'Korsbæk Kommune' → 'Korsbæk', 'Netleverandøren A/S' → 'Netleverandøren': the name people say, and sort by. */
export const sayableName = (name: string): string => name.replace(/ (Kommune|A\/S|ApS|I\/S|P\/S|K\/S)$/, '')

/** @returns what is to be kept, or what is wrong with the wish, by its field */
export function newOrganisationOf(
  wish: OrganisationWish,
): NewOrganisation | { readonly faults: FieldFaults } {
  const faults: FieldFaults = {}
  const name = wish.name.trim().replace(/\s+/g, ' ')
  const kind = addedKinds.find((one) => one === wish.kind)
  if (!/^\d{8}$/.test(wish.cvr))
    faults.cvr = { da: 'Skriv et CVR-nummer på 8 cifre.', en: 'Write a CVR number of 8 digits.' }
  if (!name || name.length > longestName)
    faults.name = { da: 'Skriv et navn på 1 til 200 tegn.', en: 'Write a name of 1 to 200 characters.' }
  if (!kind) {
    const [one, other] = addedKinds
    faults.kind = { da: `Skriv ${one} eller ${other}.`, en: `Write ${one} or ${other}.` }
  }
  return kind && Object.keys(faults).length === 0 ? { cvr: wish.cvr, name, kind } : { faults }
}
