import { bilingual } from '../../kernel/language.ts'

const da = {
  title: 'Log på',
  lead: 'Log på med dit arbejdslogin gennem Fælleskommunal Adgangsstyring.',
  demoTitle: 'Vælg, hvem du vil være',
  demoLead:
    'Det her er en demo med opdigtede personer. Vælg en af dem, og se Tværs med den persons øjne. Du kan skifte når som helst ved at logge af.',
  choose: (name: string) => `Log på som ${name}`,
  signInBy: (name: string) => `Log på med ${name}`,
  notConnected:
    'Forbindelsen til Fælleskommunal Adgangsstyring er ikke sat op endnu. Kontakt driften hos KOMBIT.',
  notReady:
    'Vi mangler oplysninger fra Fælleskommunal Adgangsstyring, så ingen kan logge på lige nu. Prøv igen om lidt. Driften hos KOMBIT kan se, hvad der er galt.',
  newHere: 'Første gang?',
  newHereText:
    'Du skal have en rettighed til Tværs i jeres egen brugerstyring. Spørg den, der styrer brugere og rettigheder hos jer. Så snart du har den, kan du logge på her.',
  staffTitle: 'Ansat hos KOMBIT?',
  staffLead: 'Log på med KOMBITs eget login. Det gælder kun medarbejdere hos KOMBIT.',
  signedOutTitle: 'Du er logget af',
  signedOut: 'Luk browseren, hvis andre bruger den samme computer.',
  signedOutHereTitle: 'Du er logget af Tværs',
  signedOutHere: (name: string) =>
    `Men ${name} svarede ikke, som vi ventede. Du kan stadig være logget på der. Luk browseren.`,
  signedOutHereAlone: (name: string) =>
    `Du kan stadig være logget på hos ${name}, for Tværs kan ikke logge dig af der. Luk browseren, især hvis andre bruger den samme computer.`,
  leavingTitle: 'Du er logget af Tværs',
  leavingText: (name: string) =>
    `Nu bliver du også logget af hos ${name}. Sker der ikke noget, så gå selv videre.`,
  leavingByForm: (name: string) => `Gå videre, så du også bliver logget af hos ${name}.`,
  sendingText: 'Gå videre, så det sted, der bad om det, får svar.',
  goOn: 'Gå videre',

  choiceTitle: 'Hvem handler du for?',
  choiceLead:
    'Dit login gælder for flere organisationer. Vælg den, du vil arbejde for nu. Du kan skifte senere.',
  choiceFor: (name: string) => `Fortsæt for ${name}`,
  switchTitle: 'Skift organisation',
  switchLead: 'Dit login gælder for disse organisationer. Du ser og gør kun noget for én ad gangen.',
  switchTo: (name: string) => `Skift til ${name}`,
  current: 'Du handler for den nu',
  onlyOne: (name: string) => `Dit login gælder kun for ${name}.`,
  onlyOneNext:
    'Skal du også handle for en anden organisation, så skal den give dig rettigheden i Fælleskommunal Adgangsstyring. Log derefter på igen.',
  switchedTitle: (name: string) => `Nu handler du for ${name}`,
  switchedText: 'Det, du ser og gør, gælder den organisation, til du skifter igen.',

  sessionsTitle: 'Her er du logget på',
  sessionsLead:
    'Log af de steder, du ikke kender eller ikke bruger mere. Tværs logger dig af efter en halv time uden brug og senest efter otte timer.',
  device: 'Enhed',
  organisation: 'For',
  door: 'Med',
  since: 'Logget på',
  lastSeen: 'Sidst brugt',
  action: 'Handling',
  here: 'Denne',
  on: (browser: string, system: string) => `${browser} på ${system}`,
  unknownDevice: 'Ukendt enhed',
  doors: { demo: 'Demologin', saml: 'Fælleskommunal Adgangsstyring', oidc: 'KOMBITs eget login' },
  end: 'Log af',
  endNamed: (device: string) => `Log af: ${device}`,
  endOthers: 'Log af alle andre steder',
  noOthers: 'Du er ikke logget på andre steder.',
  endedTitle: 'Logget af',
  ended: (device: string) => `${device} er logget af.`,
  endedOthers: (count: number) =>
    count === 1 ? 'Du er logget af ét andet sted.' : `Du er logget af ${count} andre steder.`,
  strange:
    'Er der et sted, du ikke kender? Log det af, og sig det til den, der har ansvar for it-sikkerhed hos jer.',
}

const en: typeof da = {
  title: 'Sign in',
  lead: 'Sign in with your work account through Fælleskommunal Adgangsstyring.',
  demoTitle: 'Choose who you want to be',
  demoLead:
    'This is a demo with invented people. Choose one and see Tværs through their eyes. You can change at any time by signing out.',
  choose: (name) => `Sign in as ${name}`,
  signInBy: (name) => `Sign in with ${name}`,
  notConnected:
    'The connection to Fælleskommunal Adgangsstyring is not set up yet. Contact operations at KOMBIT.',
  notReady:
    'We are missing information from Fælleskommunal Adgangsstyring, so nobody can sign in right now. Try again shortly. Operations at KOMBIT can see what is wrong.',
  newHere: 'First time?',
  newHereText:
    'You need a privilege for Tværs in your own user administration. Ask whoever manages users and rights where you work. As soon as you have it you can sign in here.',
  staffTitle: 'Do you work at KOMBIT?',
  staffLead: 'Sign in with KOMBIT’s own sign-in. It is only for KOMBIT staff.',
  signedOutTitle: 'You are signed out',
  signedOut: 'Close the browser if others use the same computer.',
  signedOutHereTitle: 'You are signed out of Tværs',
  signedOutHere: (name) =>
    `But ${name} did not answer as we expected. You may still be signed in there. Close the browser.`,
  signedOutHereAlone: (name) =>
    `You may still be signed in at ${name}, as Tværs cannot sign you out there. Close the browser, above all if others use the same computer.`,
  leavingTitle: 'You are signed out of Tværs',
  leavingText: (name) =>
    `You are now being signed out of ${name} too. If nothing happens, choose “Continue”.`,
  leavingByForm: (name) => `Go on, so that you are signed out at ${name} too.`,
  sendingText: 'Continue, so that the service that asked gets its answer.',
  goOn: 'Continue',

  choiceTitle: 'Who are you acting for?',
  choiceLead:
    'Your sign-in covers several organisations. Choose the one you want to work for now. You can change later.',
  choiceFor: (name) => `Continue for ${name}`,
  switchTitle: 'Change organisation',
  switchLead:
    'Your sign-in covers these organisations. You can only see and do things for one of them at a time.',
  switchTo: (name) => `Change to ${name}`,
  current: 'You are acting for this one now',
  onlyOne: (name) => `Your sign-in covers only ${name}.`,
  onlyOneNext:
    'If you also need to act for another organisation, it must give you the privilege in Fælleskommunal Adgangsstyring. Then sign in again.',
  switchedTitle: (name) => `You are now acting for ${name}`,
  switchedText: 'What you see and do concerns that organisation until you change again.',

  sessionsTitle: 'Where you are signed in',
  sessionsLead:
    'Sign out of places you do not recognise or no longer use. Tværs signs you out after half an hour without use and after eight hours at the latest.',
  device: 'Device',
  organisation: 'For',
  door: 'With',
  since: 'Signed in',
  lastSeen: 'Last used',
  action: 'Action',
  here: 'This one',
  on: (browser, system) => `${browser} on ${system}`,
  unknownDevice: 'Unknown device',
  doors: { demo: 'Demo sign-in', saml: 'Fælleskommunal Adgangsstyring', oidc: 'KOMBIT’s own sign-in' },
  end: 'Sign out',
  endNamed: (device) => `Sign out: ${device}`,
  endOthers: 'Sign out everywhere else',
  noOthers: 'You are not signed in anywhere else.',
  endedTitle: 'Signed out',
  ended: (device) => `${device} is signed out.`,
  endedOthers: (count) =>
    count === 1 ? 'You are signed out in one other place.' : `You are signed out in ${count} other places.`,
  strange:
    'Is there a place you do not recognise? Sign out of it, and tell whoever is responsible for IT security where you work.',
}

export type SignInTexts = typeof da
export const signInTexts = bilingual({ da, en })
