import { bilingual } from '../../kernel/language.ts'
import { type EventWords, type Facts, named, navngivet, text, words } from './event-words-parts.ts'

const endings: Readonly<Record<string, { readonly da: string; readonly en: string }>> = {
  endedByOwner: { da: 'loggede sig af et andet sted fra', en: 'signed out from another place' },
  identityProvider: {
    da: 'blev logget af fra Fælleskommunal Adgangsstyring',
    en: 'was signed out by Fælleskommunal Adgangsstyring',
  },
  staffProvider: {
    da: 'blev logget af fra KOMBITs eget login',
    en: 'was signed out by KOMBIT’s own sign-in',
  },
  signedInAgain: { da: 'loggede på igen i samme browser', en: 'signed in again in the same browser' },
  rightsLost: {
    da: 'blev logget af, da rettigheden ikke gjaldt mere',
    en: 'was signed out, as the right was gone',
  },
  switchedOrganisation: { da: 'skiftede til en anden organisation', en: 'changed to another organisation' },
}

/** What is said of the end of a session, by its cause and, where that is a provider, its door. */
function ending(facts: Facts, language: 'da' | 'en', standard: string): string {
  const cause = text(facts.cause)
  const key = cause === 'identityProvider' && facts.door === 'oidc' ? 'staffProvider' : cause
  return Object.hasOwn(endings, key) ? (endings[key]?.[language] ?? standard) : standard
}

/** The words of sign-in, of who comes and goes, and of the closing of a sign-in. */
export const signInWords = bilingual<Record<string, EventWords>>({
  da: {
    'certificate.expiring': words(
      'Certifikat udløber',
      (facts) => `så, at et certifikat udløber om ${text(facts.days)} dage`,
    ),
    'organisation.added': words('Organisation oprettet', (facts) => `oprettede${navngivet(facts, 'name')}`),
    'organisation.signInClosed': words(
      'Login lukket',
      (facts) => `lukkede for login fra${navngivet(facts, 'name')}`,
    ),
    'organisation.signInOpened': words(
      'Login åbnet',
      (facts) => `åbnede for login fra${navngivet(facts, 'name')}`,
    ),
    'session.ended': words('Logget af', (facts) => ending(facts, 'da', 'loggede af')),
    'session.started': words('Logget på', (facts) =>
      facts.cause === 'switchedOrganisation' ? 'skiftede hertil fra en anden organisation' : 'loggede på',
    ),
    'user.firstSignedIn': words('Logget på første gang', 'loggede på for første gang'),
    'user.left': words('Bruger stoppet', (facts) => {
      const name = text(facts.userName) || 'en person'
      if (facts.cause === 'noted') return `noterede, at ${name} er stoppet`
      return facts.cause === 'privilegeLost'
        ? `så ved login, at ${name} har mistet sin rettighed til Tværs`
        : `så, at ${name} nu er bruger et andet sted`
    }),
    'user.moved': words('Ny stilling', (facts) => {
      const name = text(facts.userName) || 'en person'
      return `${facts.cause === 'noted' ? 'noterede' : 'så ved login'}, at ${name} har fået en ny stilling`
    }),
    'user.returned': words(
      'Bruger tilbage',
      (facts) =>
        `så ved login, at ${text(facts.userName) || 'en person'} er tilbage med en rettighed til Tværs`,
    ),
  },
  en: {
    'certificate.expiring': words(
      'Certificate expires',
      (facts) => `saw that a certificate expires in ${text(facts.days)} days`,
    ),
    'organisation.added': words('Organisation added', (facts) => `added${named(facts, 'name')}`),
    'organisation.signInClosed': words(
      'Sign-in closed',
      (facts) => `closed sign-in from${named(facts, 'name')}`,
    ),
    'organisation.signInOpened': words(
      'Sign-in opened',
      (facts) => `opened sign-in from${named(facts, 'name')}`,
    ),
    'session.ended': words('Signed out', (facts) => ending(facts, 'en', 'signed out')),
    'session.started': words('Signed in', (facts) =>
      facts.cause === 'switchedOrganisation' ? 'changed to here from another organisation' : 'signed in',
    ),
    'user.firstSignedIn': words('Signed in for the first time', 'signed in for the first time'),
    'user.left': words('User left', (facts) => {
      const name = text(facts.userName) || 'a person'
      if (facts.cause === 'noted') return `noted that ${name} has left`
      return facts.cause === 'privilegeLost'
        ? `saw at sign-in that ${name} has lost the privilege for Tværs`
        : `saw that ${name} is a user elsewhere now`
    }),
    'user.moved': words('New position', (facts) => {
      const name = text(facts.userName) || 'a person'
      return `${facts.cause === 'noted' ? 'noted' : 'saw at sign-in'} that ${name} has a new position`
    }),
    'user.returned': words(
      'User back',
      (facts) =>
        `saw at sign-in that ${text(facts.userName) || 'a person'} is back with a privilege for Tværs`,
    ),
  },
})
