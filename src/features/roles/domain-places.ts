/**
 * Where a role's access is: a server, a team, channels. A channel may be written as a rule, and is then one for each
 * municipality or each region (A1: computed from the holder's, never edited).
 */

/** 'manual': an access that KOMBIT opens by hand (A3). 'mattermost' and 'mattermost-…': one Mattermost server each. */
export type ConnectorName = 'manual' | 'mattermost' | `mattermost-${string}`

export const connectorForm = /^(?:manual|mattermost(?:-[a-z][a-z0-9]{0,19})?)$/

export const isConnectorName = (text: string): text is ConnectorName => connectorForm.test(text)

export const isMattermost = (connector: ConnectorName): boolean => connector !== 'manual'

/** The key of a further server, or null for the first, which needs none. */
export const serverKeyOf = (connector: ConnectorName): string | null =>
  /^mattermost-(.+)$/.exec(connector)?.[1] ?? null

/** One access a role opens (R1, A1). */
export interface RoleAccess {
  readonly connector: ConnectorName
  /** Its name at the server, or its id there. */
  readonly team: string
  /** Names or ids, or rules with placeholders. */
  readonly channels: readonly string[]
}

/** What stands in a rule for the holder's own municipality and its region. */
export const placeholders = ['{kommune}', '{region}'] as const

/** What the placeholders become for one municipality; a region may be unknown. */
export interface PlaceSlugs {
  readonly municipality: string | null
  readonly region: string | null
}

export const isChannelRule = (channel: string): boolean =>
  placeholders.some((placeholder) => channel.includes(placeholder))

/** The channel of one municipality, as `opened_channels` in the schema has it; null where the rule gives none. */
export function channelFor(channel: string, slugs: PlaceSlugs): string | null {
  const { municipality, region } = slugs
  if (channel.includes('{kommune}') && municipality === null) return null
  if (channel.includes('{region}') && region === null) return null
  return channel.replaceAll('{kommune}', municipality ?? '').replaceAll('{region}', region ?? '')
}

/** Braces that stand for nothing we know. */
export const unknownPlaceholders = (channel: string): string[] => {
  const rest = placeholders.reduce((text, placeholder) => text.replaceAll(placeholder, ''), channel)
  return rest.match(/\{[^{}]*\}?|\}/g) ?? []
}

/** What Mattermost takes as the address of a team or a channel; its ids look like that too. */
const mattermostName = /^[a-z0-9][a-z0-9_-]{0,63}$/

/** No municipality has a longer one: a rule must not become too long for anybody. */
const longestSlug = 'x'.repeat(30)

export const isMattermostName = (name: string): boolean => mattermostName.test(name)

/** Whether a channel, by name, id or rule, can be one at a Mattermost server for every municipality. */
export const isMattermostChannel = (channel: string): boolean =>
  isMattermostName(channelFor(channel, { municipality: longestSlug, region: longestSlug }) ?? '')

/** A municipality that everybody knows, to show what a rule becomes. */
export const exampleSlugs = { name: 'Aarhus', municipality: 'aarhus', region: 'midtjylland' } as const

/** The channels of an access that follow a rule, as they are for the example. */
export const exampleChannels = (access: Pick<RoleAccess, 'channels'>): string[] =>
  access.channels.filter(isChannelRule).flatMap((channel) => channelFor(channel, exampleSlugs) ?? [])
