import { bilingual } from '../../kernel/language.ts'

export const signInTexts = bilingual({
  da: {
    title: 'Log på',
    demoTitle: 'Vælg, hvem du vil være',
    demoLead:
      'Det her er en demo med opdigtede personer. Vælg en af dem, og se Tværs med den persons øjne. Du kan skifte når som helst ved at logge af.',
    choose: (name: string) => `Log på som ${name}`,
    production: 'Log på med dit arbejdslogin gennem Fælleskommunal Adgangsstyring.',
    notConnected:
      'Forbindelsen til Fælleskommunal Adgangsstyring er ikke sat op endnu. Kontakt driften hos KOMBIT.',
    signedOutTitle: 'Du er logget af',
    signedOut: 'Luk browseren, hvis andre bruger den samme computer.',
  },
  en: {
    title: 'Sign in',
    demoTitle: 'Choose who you want to be',
    demoLead:
      'This is a demo with invented people. Choose one and see Tværs through their eyes. You can change at any time by signing out.',
    choose: (name: string) => `Sign in as ${name}`,
    production: 'Sign in with your work account through Fælleskommunal Adgangsstyring.',
    notConnected:
      'The connection to Fælleskommunal Adgangsstyring is not set up yet. Contact operations at KOMBIT.',
    signedOutTitle: 'You are signed out',
    signedOut: 'Close the browser if others use the same computer.',
  },
})
