import { bilingual } from '../../kernel/language.ts'
import type { AssuranceLevel } from '../../platform/saml/types.ts'
import type { RefusalCode } from './refusals.ts'

/** What happened, what to do, and who can help. */
export interface RefusalWords {
  readonly title: string
  readonly happened: string
  /** What to do, in few words, and then in more. */
  readonly step: string
  readonly next: string
  readonly contact: string
}

const userAdministrator =
  'Kontakt den, der styrer brugere og rettigheder hos jer. Det er tit it-afdelingen. Ved du ikke, hvem det er, så spørg jeres KLIK-administrator.'
const operations = 'Sker det igen, så skriv til driften hos KOMBIT, og oplys nummeret herunder.'
const staffOperations = 'Kontakt dem, der styrer brugere og grupper hos KOMBIT, og oplys nummeret herunder.'

const da: Readonly<Record<RefusalCode, RefusalWords>> = {
  noPrivilege: {
    title: 'Du har ikke adgang til Tværs',
    happened: 'Dit login virker, men det giver dig ingen rettighed, som gælder i Tværs.',
    step: 'Bed om adgang',
    next: 'Bed om en af disse roller til Tværs i Fælleskommunal Adgangsstyring, uden dataafgrænsning. I en kommune: bruger eller KLIK-administrator. Hos KOMBIT: redaktør, drift, analytiker eller revisor. Hos en leverandør: leverandør. Log derefter på igen.',
    contact: userAdministrator,
  },
  privilegeLost: {
    title: 'Din adgang til Tværs er taget væk',
    happened:
      'Du har haft en rettighed til Tværs, men dit login giver den ikke mere. Du er logget af alle steder.',
    step: 'Skal du stadig bruge Tværs?',
    next: 'Er du stoppet eller flyttet til andet arbejde, skal du ikke gøre noget. Skal du stadig bruge Tværs, så bed om rettigheden igen.',
    contact: userAdministrator,
  },
  unknownOrganisation: {
    title: 'Vi kender ikke din organisation',
    happened: 'Dit login gælder for en organisation, som ikke er oprettet i Tværs.',
    step: 'Få rettigheden rettet eller organisationen oprettet',
    next: 'Arbejder du for en kommune, skal rettigheden gives med kommunens CVR-nummer. Få det rettet, og log på igen. Arbejder du for en leverandør eller en anden organisation, skal KOMBIT først oprette den i Tværs.',
    contact:
      'I en kommune: Kontakt den, der styrer brugere og rettigheder hos jer. Alle andre: Skriv til driften hos KOMBIT med organisationens navn og CVR-nummer, og oplys nummeret herunder.',
  },
  organisationClosed: {
    title: 'Login er lukket for din organisation',
    happened: 'KOMBIT har lukket for login fra organisationen lige nu.',
    step: 'Vent, til der er åbent',
    next: 'Prøv igen senere. Ingen af jeres opgaver eller roller er ændret.',
    contact: 'Kontakt driften hos KOMBIT, hvis du ikke ved hvorfor.',
  },
  levelTooLow: {
    title: 'Dit login er ikke sikkert nok',
    happened: 'Tværs kræver et login på et højere sikringsniveau (NSIS) end det, du brugte.',
    step: 'Vælg et mere sikkert login',
    next: 'Log på igen med to faktorer eller med MitID Erhverv, hvis du kan vælge det.',
    contact: 'Kontakt it-afdelingen hos jer, hvis du ikke kan logge på med et højere sikringsniveau.',
  },
  knownElsewhere: {
    title: 'Dit bruger-id hører til en anden organisation',
    happened: 'Det bruger-id, dit login viser, er allerede bruger i Tværs hos en anden organisation.',
    step: 'Har du skiftet arbejde?',
    next: 'Har du skiftet arbejde, skal din tidligere arbejdsplads notere i Tværs, at du er stoppet. Derefter kan du logge på.',
    contact: 'Kontakt KLIK-administratoren på din tidligere arbejdsplads, eller driften hos KOMBIT.',
  },
  incomplete: {
    title: 'Dit login mangler oplysninger',
    happened: 'Vi fik ikke dit navn, bruger-id, CVR-nummer og sikringsniveau på en måde, vi kan stole på.',
    step: 'Få jeres login rettet',
    next: 'Få rettet, hvad jeres login sender til Fælleskommunal Adgangsstyring, og log på igen.',
    contact: 'Kontakt it-afdelingen hos jer, og oplys nummeret herunder.',
  },
  otherProvider: {
    title: 'Brug et andet login',
    happened:
      'Det login, du valgte, gælder ikke for den organisation, du hører til eller har en rettighed hos.',
    step: 'Log på gennem Fælleskommunal Adgangsstyring',
    next: 'Log på igen, og vælg Fælleskommunal Adgangsstyring på siden.',
    contact: 'Virker det heller ikke, så kontakt it-afdelingen hos jer, og oplys nummeret herunder.',
  },
  expired: {
    title: 'Svaret er for gammelt',
    happened: 'Svaret fra dit login var udløbet, da det nåede frem, eller uret et af stederne går forkert.',
    step: 'Begynd forfra',
    next: 'Log på igen.',
    contact: operations,
  },
  signature: {
    title: 'Vi kan ikke stole på svaret',
    happened: 'Svaret fra dit login er ikke underskrevet, som det skal være. Derfor er du ikke logget på.',
    step: 'Begynd forfra',
    next: 'Prøv at logge på igen. Sker det igen, er det ikke noget, du selv kan rette.',
    contact: operations,
  },
  used: {
    title: 'Svaret er allerede brugt',
    happened:
      'Et svar fra dit login kan kun bruges én gang. Måske har du genindlæst siden eller brugt tilbageknappen.',
    step: 'Begynd forfra',
    next: 'Log på igen.',
    contact: operations,
  },
  unsolicited: {
    title: 'Log på fra Tværs',
    happened: 'Der kom et svar fra et login, som Tværs ikke har bedt om.',
    step: 'Begynd i Tværs',
    next: 'Begynd her på siden i stedet for at bruge et link eller et bogmærke til selve login.',
    contact: operations,
  },
  tooLate: {
    title: 'Det tog for lang tid',
    happened: 'Et login skal være færdigt inden for en halv time.',
    step: 'Begynd forfra',
    next: 'Log på igen.',
    contact: operations,
  },
  otherBrowser: {
    title: 'Svaret hører til en anden browser',
    happened: 'Du begyndte at logge på i en anden browser, eller browseren gemmer ikke cookies.',
    step: 'Brug kun én browser',
    next: 'Log på igen, og bliv i den samme browser. Tillad cookies fra Tværs.',
    contact: operations,
  },
  unknownIdp: {
    title: 'Vi kender ikke det login',
    happened: 'Tværs tager ikke imod svar fra det sted, du blev sendt hen.',
    step: 'Vælg et andet login',
    next: 'Vælg et af de login, der står på siden.',
    contact: operations,
  },
  refusedByIdp: {
    title: 'Du blev ikke logget på',
    happened: 'Fælleskommunal Adgangsstyring eller jeres eget login sagde nej, eller du afbrød.',
    step: 'Begynd forfra',
    next: 'Prøv at logge på igen.',
    contact: 'Bliver det ved, så kontakt it-afdelingen hos jer.',
  },
  unreadable: {
    title: 'Vi kan ikke læse svaret',
    happened: 'Svaret fra dit login er ikke skrevet som aftalt med Fælleskommunal Adgangsstyring.',
    step: 'Begynd forfra',
    next: 'Prøv at logge på igen.',
    contact: operations,
  },
  notReady: {
    title: 'Du kan ikke logge på lige nu',
    happened: 'Vi mangler oplysninger fra Fælleskommunal Adgangsstyring.',
    step: 'Vent lidt',
    next: 'Prøv igen om lidt.',
    contact: operations,
  },
  logout: {
    title: 'Vi kan ikke bruge beskeden',
    happened:
      'Der kom besked om at logge dig af, men den er ikke, som den skal være. Derfor er der ikke sket noget.',
    step: 'Vær på den sikre side',
    next: 'Log selv af i Tværs, og luk browseren.',
    contact: operations,
  },
  oidcNoRole: {
    title: 'Du har ingen rolle i Tværs',
    happened: 'Dit login virker, men det giver dig ingen af de roller, KOMBITs medarbejdere bruger i Tværs.',
    step: 'Bed om at komme med i gruppen',
    next: 'Bed om at komme i den gruppe, der giver rollen. Log derefter på igen. Arbejder du i en kommune, så log på gennem Fælleskommunal Adgangsstyring.',
    contact: staffOperations,
  },
  oidcIncomplete: {
    title: 'Dit login mangler oplysninger',
    happened: 'Vi fik ikke dit navn og dit bruger-id på en måde, vi kan stole på.',
    step: 'Få oplysningerne rettet',
    next: 'Få rettet, hvilke oplysninger loginnet sender til Tværs, og log på igen.',
    contact: staffOperations,
  },
  oidcRefused: {
    title: 'Du blev ikke logget på',
    happened: 'KOMBITs login sagde nej, eller du afbrød.',
    step: 'Begynd forfra',
    next: 'Prøv at logge på igen.',
    contact: staffOperations,
  },
  oidcExpired: {
    title: 'Svaret er for gammelt',
    happened:
      'Svaret fra KOMBITs login var udløbet, da det nåede frem, eller uret et af stederne går forkert.',
    step: 'Begynd forfra',
    next: 'Log på igen.',
    contact: operations,
  },
  oidcWrong: {
    title: 'Vi kan ikke stole på svaret',
    happened: 'Svaret fra KOMBITs login er ikke, som det skal være. Derfor er du ikke logget på.',
    step: 'Begynd forfra',
    next: 'Prøv at logge på igen. Sker det igen, er det ikke noget, du selv kan rette.',
    contact: operations,
  },
  oidcUnreachable: {
    title: 'KOMBITs login svarer ikke',
    happened: 'Vi kunne ikke få fat i det login, som KOMBITs medarbejdere bruger.',
    step: 'Vent lidt',
    next: 'Prøv igen om lidt.',
    contact: operations,
  },
}

const enUserAdministrator =
  'Contact whoever manages users and rights where you work, often the IT department. If you do not know who that is, ask your KLIK administrator.'
const enStaffOperations = 'Contact whoever manages users and groups at KOMBIT, and give the number below.'
const enOperations = 'If it happens again, write to operations at KOMBIT and give the number below.'

const en: typeof da = {
  noPrivilege: {
    title: 'You have no access to Tværs',
    happened: 'Your sign-in works, but it gives you no privilege that counts in Tværs.',
    step: 'Ask for access',
    next: 'Ask for a role for Tværs in Fælleskommunal Adgangsstyring, without data constraints. Which one depends on where you work. In a municipality: user or KLIK administrator. At KOMBIT: editor, operations, analyst or auditor. At a supplier: the role for suppliers. Then sign in again.',
    contact: enUserAdministrator,
  },
  privilegeLost: {
    title: 'Your access to Tværs has been taken away',
    happened:
      'You had a privilege for Tværs, but your sign-in does not give it any more. You are signed out everywhere.',
    step: 'Do you still need Tværs?',
    next: 'If you have left or moved to other work, you do not need to do anything. If you still need Tværs, ask for the privilege again.',
    contact: enUserAdministrator,
  },
  unknownOrganisation: {
    title: 'We do not know your organisation',
    happened: 'Your sign-in is for an organisation that is not in Tværs.',
    step: 'Get the privilege corrected or the organisation added',
    next: 'If you work for a municipality, the privilege must be given with the municipality’s CVR number. Get it corrected, and sign in again. If you work for a supplier or another organisation, KOMBIT must add it to Tværs first.',
    contact:
      'In a municipality: whoever manages users and rights where you work. All others: write to operations at KOMBIT with the organisation’s name and CVR number, and give the number below.',
  },
  organisationClosed: {
    title: 'Sign-in is closed for your organisation',
    happened: 'KOMBIT has closed sign-in from the organisation for the time being.',
    step: 'Wait until it is open',
    next: 'Try again later. None of your tasks or roles have changed.',
    contact: 'Contact operations at KOMBIT if you do not know why.',
  },
  levelTooLow: {
    title: 'Your sign-in is not secure enough',
    happened: 'Tværs needs a sign-in at a higher level of assurance (NSIS) than the one you used.',
    step: 'Choose a more secure sign-in',
    next: 'Sign in again with two factors, or with MitID Erhverv if you can choose it.',
    contact: 'Contact your IT department if you cannot sign in at a higher level of assurance.',
  },
  knownElsewhere: {
    title: 'Your user ID belongs to another organisation',
    happened: 'The user ID from your sign-in is already a user in Tværs at another organisation.',
    step: 'Have you changed jobs?',
    next: 'If you have changed jobs, your former workplace must record in Tværs that you have left. Then you can sign in.',
    contact: 'Contact the KLIK administrator at your former workplace, or operations at KOMBIT.',
  },
  incomplete: {
    title: 'Information is missing from your sign-in',
    happened: 'We did not get your name, user id, CVR number and level of assurance in a way we can trust.',
    step: 'Get your sign-in corrected',
    next: 'Get what your sign-in sends to Fælleskommunal Adgangsstyring corrected, and sign in again.',
    contact: 'Contact your IT department and give the number below.',
  },
  otherProvider: {
    title: 'Use another sign-in',
    happened:
      'The sign-in you chose does not count for the organisation that you or your privilege belong to.',
    step: 'Sign in through Fælleskommunal Adgangsstyring',
    next: 'Sign in again and choose Fælleskommunal Adgangsstyring on the page.',
    contact: 'If that does not work either, contact your IT department and give the number below.',
  },
  expired: {
    title: 'The answer is too old',
    happened: 'The answer from your sign-in had expired when it arrived, or a clock is wrong somewhere.',
    step: 'Start again',
    next: 'Sign in again.',
    contact: enOperations,
  },
  signature: {
    title: 'We cannot trust the answer',
    happened: 'The answer from your sign-in is not signed as it must be. So you have not been signed in.',
    step: 'Start again',
    next: 'Try to sign in again. If it happens again, it is not something you can fix yourself.',
    contact: enOperations,
  },
  used: {
    title: 'The answer has been used already',
    happened:
      'An answer from your sign-in can only be used once. You may have loaded the page again or used the back button.',
    step: 'Start again',
    next: 'Sign in again.',
    contact: enOperations,
  },
  unsolicited: {
    title: 'Sign in from Tværs',
    happened: 'An answer arrived from a sign-in that Tværs had not asked for.',
    step: 'Begin in Tværs',
    next: 'Begin on this page instead of using a link or a bookmark to the sign-in itself.',
    contact: enOperations,
  },
  tooLate: {
    title: 'It took too long',
    happened: 'A sign-in must be finished within half an hour.',
    step: 'Start again',
    next: 'Sign in again.',
    contact: enOperations,
  },
  otherBrowser: {
    title: 'The answer belongs to another browser',
    happened: 'You started to sign in with another browser, or your browser does not save cookies.',
    step: 'Use one browser only',
    next: 'Sign in again and stay in the same browser. Allow cookies from Tværs.',
    contact: enOperations,
  },
  unknownIdp: {
    title: 'We do not know that sign-in',
    happened: 'Tværs does not accept answers from the place you were sent to.',
    step: 'Choose another sign-in',
    next: 'Choose one of the sign-ins on the page.',
    contact: enOperations,
  },
  refusedByIdp: {
    title: 'You were not signed in',
    happened: 'Fælleskommunal Adgangsstyring or your own sign-in said no, or you cancelled.',
    step: 'Start again',
    next: 'Try to sign in again.',
    contact: 'If it keeps happening, contact your IT department.',
  },
  unreadable: {
    title: 'We cannot read the answer',
    happened: 'The answer from your sign-in is not written as agreed with Fælleskommunal Adgangsstyring.',
    step: 'Start again',
    next: 'Try to sign in again.',
    contact: enOperations,
  },
  notReady: {
    title: 'You cannot sign in right now',
    happened: 'We are missing information from Fælleskommunal Adgangsstyring.',
    step: 'Wait a little',
    next: 'Try again shortly.',
    contact: enOperations,
  },
  logout: {
    title: 'We cannot use the message',
    happened: 'There came a message to sign you out, but it is not what it must be. So nothing has happened.',
    step: 'Be on the safe side',
    next: 'Sign out of Tværs yourself, and close the browser.',
    contact: enOperations,
  },
  oidcNoRole: {
    title: 'You have no role in Tværs',
    happened: 'Your sign-in works, but it gives you none of the roles that KOMBIT staff use in Tværs.',
    step: 'Ask to be put in the group',
    next: 'Ask to be put in the group that gives the role. Then sign in again. If you work in a municipality, sign in through Fælleskommunal Adgangsstyring.',
    contact: enStaffOperations,
  },
  oidcIncomplete: {
    title: 'Information is missing from your sign-in',
    happened: 'We did not get your name and user ID in a way we can trust.',
    step: 'Get the information corrected',
    next: 'Get what the sign-in sends to Tværs corrected, and sign in again.',
    contact: enStaffOperations,
  },
  oidcRefused: {
    title: 'You were not signed in',
    happened: 'KOMBIT’s sign-in said no, or you cancelled.',
    step: 'Start again',
    next: 'Try to sign in again.',
    contact: enStaffOperations,
  },
  oidcExpired: {
    title: 'The answer is too old',
    happened: 'The answer from KOMBIT’s sign-in had expired when it arrived, or a clock is wrong somewhere.',
    step: 'Start again',
    next: 'Sign in again.',
    contact: enOperations,
  },
  oidcWrong: {
    title: 'We cannot trust the answer',
    happened: 'The answer from KOMBIT’s sign-in is not as it must be. So you have not been signed in.',
    step: 'Start again',
    next: 'Try to sign in again. If it happens again, it is not something you can fix yourself.',
    contact: enOperations,
  },
  oidcUnreachable: {
    title: 'KOMBIT’s sign-in does not answer',
    happened: 'We could not reach the sign-in that KOMBIT staff use.',
    step: 'Wait a little',
    next: 'Try again shortly.',
    contact: enOperations,
  },
}

/** Each cause in its own words (S3). */
export const refusalWords = bilingual({ da, en })

const daLevels: Readonly<Record<AssuranceLevel, string>> = {
  Low: 'Lav',
  Substantial: 'Betydelig',
  High: 'Høj',
}
const enLevels: Readonly<Record<AssuranceLevel, string>> = {
  Low: 'Low (Lav)',
  Substantial: 'Substantial (Betydelig)',
  High: 'High (Høj)',
}

/** What is the same on each of those pages. */
export const refusalPageTexts = bilingual({
  da: {
    contact: 'Hvem kan hjælpe?',
    reference: 'Giv det her til den, der hjælper dig:',
    code: (code: string, number: string | null) =>
      number ? `Årsag: ${code}. Fejlens nummer: ${number}` : `Årsag: ${code}`,
    levels: (required: AssuranceLevel, used: AssuranceLevel | null) =>
      used
        ? `Der kræves mindst ${daLevels[required]}. Dit login var på niveau ${daLevels[used]}.`
        : `Der kræves mindst ${daLevels[required]}.`,
    again: 'Log på igen',
    toStart: 'Gå til Tværs',
  },
  en: {
    contact: 'Who can help?',
    reference: 'Give this to whoever helps you:',
    code: (code: string, number: string | null) =>
      number ? `Cause: ${code}. Error number: ${number}` : `Cause: ${code}`,
    levels: (required: AssuranceLevel, used: AssuranceLevel | null) =>
      used
        ? `At least ${enLevels[required]} is needed. Your sign-in was at ${enLevels[used]}.`
        : `At least ${enLevels[required]} is needed.`,
    again: 'Sign in again',
    toStart: 'Go to Tværs',
  },
})
