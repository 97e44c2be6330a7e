import { bilingual } from '../../kernel/language.ts'
import type { WhyNot } from './domain.ts'

interface Stopped {
  readonly title: string
  readonly lead: string
}

const da = {
  stopped: {
    noRole: {
      title: 'Du har ikke adgang til Mattermost',
      lead: 'Kun den, der har en rolle med adgang, kan logge på Mattermost. Det har du ikke lige nu.',
    },
    paused: {
      title: 'Din adgang til Mattermost er sat på pause',
      lead: 'Kommunen har ikke bekræftet, at du stadig har rollen. Adgangen åbner igen, når kommunen har bekræftet det.',
    },
    notYet: {
      title: 'Din adgang til Mattermost er ikke begyndt',
      lead: 'Du har fået en rolle med adgang, men den gælder først senere.',
    },
    preparing: {
      title: 'Din adgang bliver klargjort',
      lead: 'Det tager et øjeblik. Siden går selv videre til Mattermost.',
    },
    stuck: {
      title: 'Din adgang er ikke klar endnu',
      lead: 'Du har rollen, men kontoen i Mattermost kunne ikke gøres klar. KOMBIT ser på det.',
    },
  } satisfies Record<WhyNot, Stopped>,
  beginsOn: (day: string) => `Rollen gælder fra ${day}. Fra den dag kan du logge på.`,
  rolesTitle: 'Roller, der giver adgang',
  whoTitle: 'Det kan jeres KLIK-administrator ændre',
  whoText: 'Skriv, hvilken rolle det drejer sig om.',
  nobody: 'I har ingen KLIK-administrator i Tværs. Kontakt KOMBIT.',
  noEmail: 'ingen mailadresse',
  nextTitle: 'Når du har fået rollen',
  nextText: 'Adgangen åbner af sig selv i løbet af få sekunder. Så kan du prøve igen.',
  nextTitlePaused: 'Når rollen er bekræftet',
  nextPaused: 'Adgangen åbner igen af sig selv, når rollen er bekræftet.',
  again: 'Prøv igen',
  toStart: 'Gå til forsiden',
  otherSide: 'Roller med adgang til Mattermost gives i kommunerne. Din organisation har ingen.',
  otherSideNext: 'Har du brug for adgang i dit arbejde, så kontakt driften hos KOMBIT.',
  stuckNext: 'Du skal ikke gøre noget. Prøv igen senere. Haster det, så kontakt driften hos KOMBIT.',
  signedInAs: (name: string) => `Du er logget på Tværs som ${name}.`,
  overTitle: 'Du skal begynde forfra i Mattermost',
  overLead:
    'Et login skal gennemføres inden for en halv time og kan kun bruges én gang. Det, du kom fra, er brugt eller for gammelt.',
  toMattermost: 'Gå til Mattermost',
  faultTitle: 'Login på Mattermost er sat forkert op',
  faultLead:
    'Det er ikke din fejl, og der er ikke sket noget. Fortæl driften hos KOMBIT, hvad der står herunder.',
  faultCode: (code: string) => `Fejl: ${code}`,
}

const en: typeof da = {
  stopped: {
    noRole: {
      title: 'You do not have access to Mattermost',
      lead: 'Only holders of a role with access can sign in to Mattermost. At the moment you have none.',
    },
    paused: {
      title: 'Your access to Mattermost is on pause',
      lead: 'Your municipality has not confirmed that you still have the role. Access opens again when it has.',
    },
    notYet: {
      title: 'Your access to Mattermost has not begun',
      lead: 'You have been given a role with access, but it begins later.',
    },
    preparing: {
      title: 'Your access is being prepared',
      lead: 'It takes a moment. You will be taken to Mattermost automatically.',
    },
    stuck: {
      title: 'Your access is not ready yet',
      lead: 'You have the role, but the account in Mattermost could not be prepared. KOMBIT is looking into it.',
    },
  },
  beginsOn: (day) => `The role begins on ${day}. From that day you can sign in.`,
  rolesTitle: 'Roles that give access',
  whoTitle: 'Your KLIK administrator can change that',
  whoText: 'Say which role it is about.',
  nobody: 'You have no KLIK administrator in Tværs. Contact KOMBIT.',
  noEmail: 'no e-mail address',
  nextTitle: 'Once you have the role',
  nextText: 'Access opens automatically within seconds. Then you can try again.',
  nextTitlePaused: 'Once the role is confirmed',
  nextPaused: 'Access opens again automatically once the role is confirmed.',
  again: 'Try again',
  toStart: 'Go to the start page',
  otherSide: 'Roles with access to Mattermost are given in the municipalities. Your organisation has none.',
  otherSideNext: 'If you need access for your work, contact operations at KOMBIT.',
  stuckNext:
    'There is nothing you need to do. Try again later. If it is urgent, contact operations at KOMBIT.',
  signedInAs: (name) => `You are signed in to Tværs as ${name}.`,
  overTitle: 'You have to start again in Mattermost',
  overLead:
    'A sign-in must be completed within half an hour and can only be used once. The one you came from has been used or is too old.',
  toMattermost: 'Go to Mattermost',
  faultTitle: 'Signing in to Mattermost is set up wrongly',
  faultLead: 'It is not your fault, and nothing has happened. Tell operations at KOMBIT what it says below.',
  faultCode: (code) => `Fault: ${code}`,
}

export type SsoTexts = typeof da
export const ssoTexts = bilingual({ da, en })
