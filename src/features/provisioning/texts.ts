import { bilingual } from '../../kernel/language.ts'
import type { HeldCode } from './connectors/connector.ts'
import type { StepName } from './domain.ts'

/** What a human must look at, also what never came as far as the target. */
type HeldWords = Record<HeldCode | 'emailMissing', string>

const heldDa: HeldWords = {
  emailMissing: 'Personen har ingen mailadresse. Kommunens login skal sende den med, når personen logger på.',
  emailTaken:
    'Mailadressen bruges allerede af en anden konto. Kontoen bliver først overtaget, når I siger ja.',
  signInTaken: 'Personens login hører allerede til en anden konto.',
  accountUnsuitable:
    'Den konto, der har mailadressen, kan ikke bruges. Den tilhører en robot eller en administrator, eller den styres af et andet system.',
  accountGone: 'Kontoen findes ikke længere i Mattermost.',
  usernameUnavailable: 'Der er ikke flere ledige brugernavne, som ligner personens navn.',
  emailRefused: 'Mattermost tager ikke imod mailadresser fra det domæne.',
  nameRefused: 'Mattermost tager ikke imod navnet eller mailadressen.',
  userLimit: 'Mattermost har ikke plads til flere brugere.',
  teamMissing: 'Teamet findes ikke i Mattermost. Opret det, eller ret navnet på rollen, og prøv igen.',
  teamArchived: 'Teamet er arkiveret. Gendan det i Mattermost.',
  teamFull: 'Teamet er fuldt. Hæv MaxUsersPerTeam i Mattermost.',
  teamClosed: 'Teamets medlemmer styres af en gruppe i Mattermost.',
  channelMissing: 'Kanalen findes ikke i Mattermost. Opret den, eller ret navnet på rollen, og prøv igen.',
  channelArchived: 'Kanalen er arkiveret. Gendan den i Mattermost.',
  channelClosed: 'Kanalens medlemmer styres af en gruppe i Mattermost.',
  refused: 'Mattermost afviste ændringen. Find årsagen i serverens log.',
}

const heldEn: HeldWords = {
  emailMissing:
    'The person has no email address. The municipality’s sign-in must send one when the person signs in.',
  emailTaken:
    'Another account already uses the email address. The account is not taken over until you say yes.',
  signInTaken: 'The person’s sign-in already belongs to another account.',
  accountUnsuitable:
    'The account with the email address cannot be used. It belongs to a bot or an administrator, or it is managed by another system.',
  accountGone: 'The account no longer exists in Mattermost.',
  usernameUnavailable: 'There are no free usernames left that resemble the person’s name.',
  emailRefused: 'Mattermost does not accept email addresses from that domain.',
  nameRefused: 'Mattermost does not accept the name or the email address.',
  userLimit: 'Mattermost has no room for more users.',
  teamMissing:
    'The team does not exist in Mattermost. Create it, or correct its name on the role, and try again.',
  teamArchived: 'The team is archived. Restore it in Mattermost.',
  teamFull: 'The team is full. Raise MaxUsersPerTeam in Mattermost.',
  teamClosed: 'A group in Mattermost controls who is a member of the team.',
  channelMissing:
    'The channel does not exist in Mattermost. Create it, or correct its name on the role, and try again.',
  channelArchived: 'The channel is archived. Restore it in Mattermost.',
  channelClosed: 'A group in Mattermost controls who is a member of the channel.',
  refused: 'Mattermost refused the change. Find the reason in the server’s log.',
}

const stepsDa: Record<StepName, string> = {
  openAccount: 'Konto oprettet',
  joinTeam: 'Med i team',
  joinChannels: 'Med i kanaler',
  closeSignIn: 'Login lukket',
  leaveChannels: 'Ude af kanaler',
  leaveTeam: 'Ude af team',
  closeAccount: 'Konto lukket',
  verify: 'Kontrolleret',
}

const stepsEn: Record<StepName, string> = {
  openAccount: 'Account created',
  joinTeam: 'In the team',
  joinChannels: 'In the channels',
  closeSignIn: 'Sign-in closed',
  leaveChannels: 'Out of the channels',
  leaveTeam: 'Out of the team',
  closeAccount: 'Account closed',
  verify: 'Checked',
}

export const texts = bilingual({
  da: {
    steps: stepsDa,
    held: heldDa,
    states: {
      preparing: 'Klargøres',
      active: (since: string) => `Adgang aktiv siden ${since}`,
      awaitingManual: 'Afventer klargøring hos KOMBIT',
      failed: (time: string | null) => (time ? `Fejl, nyt forsøg ${time}` : 'Fejl, prøves igen'),
      held: 'Holdt tilbage, KOMBIT ser på det',
      closing: 'Adgang lukkes',
      closed: (since: string) => `Adgang lukket ${since}`,
    },
  },
  en: {
    steps: stepsEn,
    held: heldEn,
    states: {
      preparing: 'Being prepared',
      active: (since: string) => `Access active since ${since}`,
      awaitingManual: 'Awaiting set-up by KOMBIT',
      failed: (time: string | null) =>
        time ? `Failed, next attempt ${time}` : 'Failed, will be tried again',
      held: 'Held back, KOMBIT is looking into it',
      closing: 'Access is being closed',
      closed: (since: string) => `Access closed ${since}`,
    },
  },
})
