export const areas = [
  'configuration',
  'addresses',
  'keys',
  'metadata',
  'clock',
  'oidc',
  'database',
  'mail',
  'mattermost',
] as const
export type Area = (typeof areas)[number]

/** One thing that was looked at. */
export interface Finding {
  readonly area: Area
  readonly level: 'ok' | 'warning' | 'fault'
  readonly what: string
  /** What to do about it; null: nothing. */
  readonly todo: string | null
}

export const ok = (area: Area, what: string): Finding => ({ area, level: 'ok', what, todo: null })

export const warning = (area: Area, what: string, todo: string): Finding => ({
  ...{ area, what, todo },
  level: 'warning',
})

export const fault = (area: Area, what: string, todo: string): Finding => ({
  ...{ area, what, todo },
  level: 'fault',
})

/** 'fault    keys           SAML_SIGNING_CERTIFICATE has expired → Order a new one.' */
export const lineOf = ({ level, area, what, todo }: Finding): string =>
  `${level.padEnd(9)}${area.padEnd(15)}${what}${todo === null ? '' : ` → ${todo}`}`

/** '1 fault', '2 faults'. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`

export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10)

/** Days before the end at which a warning begins; as the portal's own. */
export const soon = 60 * 86_400_000
