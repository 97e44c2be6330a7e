import type { Config } from './config.ts'
import { buttonKeyOf, buttonPath, type PostingServer } from './features/posting/index.ts'
import type { WatchedServer } from './features/server-health/index.ts'

/** What the one server the settings name is called in records: as its connector is. */
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

/** The servers whose health is looked at, and what they should be like. */
export function watchedServers(config: Config): WatchedServer[] {
  const { MATTERMOST_URL: url, MATTERMOST_TOKEN: token, MATTERMOST_POST_TOKEN: postToken } = config
  if (!url || !token) return []
  const wanted = {
    face: config.MATTERMOST_SIGN_IN,
    signsIn: config.MATTERMOST_SSO_SECRET !== undefined,
    portal: config.BASE_URL.origin,
  }
  return [{ instance, url, token, postToken: postToken ?? null, wanted }]
}
