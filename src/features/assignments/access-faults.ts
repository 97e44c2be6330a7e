import { bilingual, type Language } from '../../kernel/language.ts'
import { timeOfDay } from '../../ui/index.ts'
import type { AccessFault } from './domain.ts'

type Words = Readonly<Record<string, (time: string) => string>>

/** By the code of a record's last error; the codes themselves are shown nowhere. */
const words = bilingual<{ known: Words; other: (time: string) => string; again: string }>({
  da: {
    known: {
      noAnswer: (time) => `Mattermost svarede ikke kl. ${time}.`,
      unreachable: (time) => `Mattermost svarede ikke kl. ${time}.`,
      rateLimited: (time) => `Mattermost bad os vente kl. ${time}.`,
      serverFailed: (time) => `Mattermost meldte en fejl kl. ${time}.`,
      unhealthy: (time) => `Mattermost meldte en fejl kl. ${time}.`,
      changedMeanwhile: (time) => `Nogen ændrede noget i Mattermost imens, kl. ${time}.`,
      notYetAsDesired: (time) => `Kontrollen kl. ${time} viste, at der mangler noget endnu.`,
      tokenDead: (time) => `Mattermost kendte ikke Tværs’ nøgle kl. ${time}.`,
      adminLost: (time) => `Tværs måtte ikke styre Mattermost kl. ${time}.`,
    },
    other: (time) => `Det lykkedes ikke kl. ${time}.`,
    again: 'Vi prøver igen af os selv.',
  },
  en: {
    known: {
      noAnswer: (time) => `Mattermost did not answer at ${time}.`,
      unreachable: (time) => `Mattermost did not answer at ${time}.`,
      rateLimited: (time) => `Mattermost asked us to wait at ${time}.`,
      serverFailed: (time) => `Mattermost reported an error at ${time}.`,
      unhealthy: (time) => `Mattermost reported an error at ${time}.`,
      changedMeanwhile: (time) => `Somebody changed something in Mattermost meanwhile, at ${time}.`,
      notYetAsDesired: (time) => `The check at ${time} showed that something is still missing.`,
      tokenDead: (time) => `Mattermost did not recognise the token from Tværs at ${time}.`,
      adminLost: (time) => `Tværs was not allowed to manage Mattermost at ${time}.`,
    },
    other: (time) => `It did not work at ${time}.`,
    again: 'We will try again automatically.',
  },
})

/** What went wrong and what follows: 'Mattermost svarede ikke kl. 10:37. Vi prøver igen af os selv.' */
export function faultSentence(fault: AccessFault, language: Language): string {
  const { known, other, again } = words(language)
  const say = Object.hasOwn(known, fault.code) ? known[fault.code] : undefined
  return `${(say ?? other)(timeOfDay(fault.at))} ${again}`
}
