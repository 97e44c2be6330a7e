import type { Config } from './config.ts'
import { buttonKeyOf, buttonPath, type PostingServer } from './features/posting/index.ts'
import { mattermostAt, serversOf } from './features/provisioning/index.ts'
import type { WatchedServer } from './features/server-health/index.ts'

/** What the first server is called in records: as its connector is. Posts are made there alone. */
const instance = 'mattermost'

/** The servers there is a bot to post at. */
function postingServers({ MATTERMOST_URL: url, MATTERMOST_POST_TOKEN: token }: Config): PostingServer[] {
  return url && token ? [{ instance, url, token }] : []
}

export const postingSettings = (config: Config) => ({ isConnected: postingServers(config).length > 0 })

/** All that sending needs beside the world. */
export const postOffice = (config: Config) => ({
  servers: postingServers(config),
  portal: config.BASE_URL,
  buttonKey: buttonKeyOf(config),
})

export const buttonsOf = (config: Config) => ({
  key: buttonKeyOf(config),
  url: new URL(buttonPath, config.BASE_URL).href,
})

/** The servers whose health is looked at, and what they should be like. The first may go without our sign-in. */
export function watchedServers(config: Config): WatchedServer[] {
  return serversOf(mattermostAt(config), config.moreMattermosts).map(
    ({ connector, url, token, service }) => ({
      instance: connector,
      url,
      token,
      postToken: connector === instance ? (config.MATTERMOST_POST_TOKEN ?? null) : null,
      wanted: {
        face: service ?? 'gitlab',
        signsIn: connector !== instance || config.MATTERMOST_SSO_SECRET !== undefined,
        client: connector,
        portal: config.BASE_URL.origin,
      },
    }),
  )
}
