import { bilingual } from '../../kernel/language.ts'
import type { WordKey } from './domain.ts'

/** What is looked at, and why it matters, in one sentence. */
export interface CheckWords {
  readonly name: string
  readonly why: string
}

const said = (name: string, why: string): CheckWords => ({ name, why })

/** By the key of the check. Settings have the key they have at the server. */
export const checkWords = bilingual<Readonly<Record<string, CheckWords>>>({
  da: {
    button: said('Knap til login', 'Uden knappen kan ingen logge på Mattermost gennem Tværs.'),
    upgrade: said(
      'Opgradering til version 11',
      'Fra version 11 viser en server uden licens ikke GitLab-knappen: skift til OpenID Connect, før I opgraderer.',
    ),
    version: said(
      'Version',
      'Versioner før 11 får ikke længere sikkerhedsrettelser: 10.11 fik de sidste 15-08-2026.',
    ),
    userCap: said('Loft over brugere', 'Når loftet er nået, kan Tværs ikke åbne flere konti.'),
    teamCap: said('Loft over brugere i et team', 'Når teamet er fuldt, kommer nye ikke ind.'),
    adminRights: said(
      'Robotten, der giver adgang',
      'Er den ikke administrator, ser den kun en del og kan intet ændre.',
    ),
    adminOwner: said(
      'Ejer af robotten, der giver adgang',
      'Bliver ejeren deaktiveret, holder robotten op med at virke.',
    ),
    postRights: said(
      'Robotten, der laver opslag',
      'Den skal være en anden end den, der giver adgang, og må intet andet end at skrive.',
    ),
    postOwner: said(
      'Ejer af robotten, der laver opslag',
      'Bliver ejeren deaktiveret, holder robotten op med at virke.',
    ),
    'TeamSettings.EnableUserCreation': said(
      'Oprettelse af konti ved login',
      'Konti skal kun oprettes af Tværs, når nogen får en rolle.',
    ),
    'TeamSettings.EnableOpenServer': said(
      'Åben server',
      'På en åben server kan enhver oprette en konto uden invitation.',
    ),
    'EmailSettings.EnableSignUpWithEmail': said(
      'Oprettelse med mailadresse',
      'En konto med mailadresse og adgangskode går uden om rollerne.',
    ),
    'EmailSettings.EnableSignInWithEmail': said(
      'Login med mailadresse',
      'Et login med adgangskode går uden om Tværs. Behold mmctl til nødadgang.',
    ),
    'EmailSettings.EnableSignInWithUsername': said(
      'Login med brugernavn',
      'Et login med adgangskode går uden om Tværs. Behold mmctl til nødadgang.',
    ),
    'ServiceSettings.SessionLengthSSOInHours': said(
      'Længde af en session efter login',
      'En lukning, der ikke nåede frem, virker først ved næste login. Derfor skal sessionen være kort.',
    ),
    'ServiceSettings.SessionLengthWebInHours': said(
      'Længde af en session i browseren',
      'Ældre versioner bruger denne længde, også efter login gennem Tværs.',
    ),
    'ServiceSettings.SessionLengthMobileInHours': said(
      'Længde af en session på mobilen',
      'En telefon holder ellers sessionen åben i ugevis.',
    ),
    'ServiceSettings.ExtendSessionLengthWithActivity': said(
      'Forlængelse af sessioner',
      'En session, der forlænger sig selv, udløber aldrig.',
    ),
    'ServiceSettings.EnableUserAccessTokens': said(
      'Personlige adgangsnøgler',
      'En personlig nøgle virker stadig, når sessionerne er lukket. Robotter har ikke brug for den.',
    ),
    'ServiceSettings.DisableBotsWhenOwnerIsDeactivated': said(
      'Robotter lukkes med deres ejer',
      'Stopper den, der oprettede robotten, stopper robotten også.',
    ),
    'ServiceSettings.EnableAPIUserDeletion': said(
      'Sletning af brugere',
      'En slettet bruger tager sine indlæg med sig. Tværs deaktiverer i stedet.',
    ),
    'RateLimitSettings.PerSec': said(
      'Kald i sekundet',
      'Et lavere loft gør det langsomt at åbne og lukke adgange.',
    ),
    'GitLabSettings.Id': said(
      'Serverens navn ved login',
      'Hver server har sit eget. Står der et forkert, kan ingen logge på.',
    ),
    'GitLabSettings.Scope': said('Scope for login', 'Står der openid, fejler login uden licens.'),
    'GitLabSettings.AuthEndpoint': said('Adresse for login', 'Mattermost skal sende folk til Tværs.'),
    'GitLabSettings.TokenEndpoint': said(
      'Adresse, hvor et login bliver bekræftet',
      'Kun Tværs må bekræfte et login på Mattermost.',
    ),
    'GitLabSettings.UserAPIEndpoint': said(
      'Adresse, hvor Mattermost spørger, hvem der logger på',
      'Svarer en anden end Tværs, kan en person komme ind på en andens konto.',
    ),
    'ServiceSettings.AllowedUntrustedInternalConnections': said(
      'Adresser på eget netværk, som Mattermost må kalde',
      'Tværs ligger på det interne netværk. Står Tværs’ adresse ikke her, virker knapperne under opslag ikke.',
    ),
    team: said('Team', 'En rolle åbner teamet. Er det væk eller arkiveret, kan ingen komme ind.'),
    channel: said('Kanal', 'En rolle åbner kanalen. Er den væk eller arkiveret, kan ingen komme ind.'),
    postMember: said(
      'Robotten, der laver opslag, i kanalen',
      'Den kan kun skrive i kanaler, den er medlem af.',
    ),
  },
  en: {
    button: said('Sign-in button', 'Without the button nobody can sign in to Mattermost through Tværs.'),
    upgrade: said(
      'Upgrade to version 11',
      'From version 11 a server without a licence shows no GitLab button: change to OpenID Connect before you upgrade.',
    ),
    version: said(
      'Version',
      'Versions before 11 get no more security fixes: 10.11 got its last ones on 15-08-2026.',
    ),
    userCap: said('Limit on users', 'At the limit, Tværs cannot open more accounts.'),
    teamCap: said('Limit on users in a team', 'When the team is full, nobody new gets in.'),
    adminRights: said(
      'The bot that gives access',
      'If it is not an administrator, it sees only part and cannot change anything.',
    ),
    adminOwner: said(
      'Owner of the bot that gives access',
      'When the owner is deactivated, the bot stops working.',
    ),
    postRights: said(
      'The bot that posts',
      'It must be a different bot from the one that gives access, and must only be allowed to post.',
    ),
    postOwner: said('Owner of the bot that posts', 'When the owner is deactivated, the bot stops working.'),
    'TeamSettings.EnableUserCreation': said(
      'Creating accounts at sign-in',
      'Only Tværs should create accounts, when somebody gets a role.',
    ),
    'TeamSettings.EnableOpenServer': said(
      'Open server',
      'On an open server anybody can create an account without an invitation.',
    ),
    'EmailSettings.EnableSignUpWithEmail': said(
      'Sign-up by email',
      'An account with an email address and password bypasses the roles.',
    ),
    'EmailSettings.EnableSignInWithEmail': said(
      'Sign-in by email',
      'A sign-in with a password bypasses Tværs. Keep mmctl for emergencies.',
    ),
    'EmailSettings.EnableSignInWithUsername': said(
      'Sign-in by username',
      'A sign-in with a password bypasses Tværs. Keep mmctl for emergencies.',
    ),
    'ServiceSettings.SessionLengthSSOInHours': said(
      'Length of a session after sign-in',
      'If closing access did not get through, it only takes effect at the next sign-in. So sessions must be short.',
    ),
    'ServiceSettings.SessionLengthWebInHours': said(
      'Length of a session in the browser',
      'Older versions use this length, also after a sign-in through Tværs.',
    ),
    'ServiceSettings.SessionLengthMobileInHours': said(
      'Length of a session on a phone',
      'A phone keeps its session open for weeks otherwise.',
    ),
    'ServiceSettings.ExtendSessionLengthWithActivity': said(
      'Extending sessions',
      'A session that extends itself never expires.',
    ),
    'ServiceSettings.EnableUserAccessTokens': said(
      'Personal access tokens',
      'A personal token still works after sessions are closed. Bots do not need one.',
    ),
    'ServiceSettings.DisableBotsWhenOwnerIsDeactivated': said(
      'Bots close with their owner',
      'When the person who created the bot leaves, the bot stops too.',
    ),
    'ServiceSettings.EnableAPIUserDeletion': said(
      'Deletion of users',
      'Deleting a user deletes their posts too. Tværs deactivates users instead.',
    ),
    'RateLimitSettings.PerSec': said(
      'Calls per second',
      'A lower limit makes opening and closing access slow.',
    ),
    'GitLabSettings.Id': said(
      'The server’s name at sign-in',
      'Each server has its own. With a wrong one nobody can sign in.',
    ),
    'GitLabSettings.Scope': said('Scope of sign-in', 'With openid in it, sign-in fails without a licence.'),
    'GitLabSettings.AuthEndpoint': said('Address of sign-in', 'Mattermost must send people to Tværs.'),
    'GitLabSettings.TokenEndpoint': said(
      'Address where a sign-in is confirmed',
      'Mattermost must have its proof from Tværs and from nobody else.',
    ),
    'GitLabSettings.UserAPIEndpoint': said(
      'Address where Mattermost asks who signs in',
      'When somebody else answers, a person may get into another’s account.',
    ),
    'ServiceSettings.AllowedUntrustedInternalConnections': said(
      'Addresses of its own network that Mattermost may call',
      'Tværs is on the internal network. Without the address here the buttons below posts do not work.',
    ),
    team: said('Team', 'A role opens the team. When it is gone or archived, nobody gets in.'),
    channel: said('Channel', 'A role opens the channel. When it is gone or archived, nobody gets in.'),
    postMember: said(
      'The bot that posts, in the channel',
      'It can only write in channels it is a member of.',
    ),
  },
})

export const valueWords = bilingual<Readonly<Record<WordKey, string>>>({
  da: {
    none: 'ingen',
    noLimit: 'intet loft',
    scope: 'tomt eller read_user',
    gitlab: 'GitLab',
    openid: 'OpenID Connect',
    supported: 'klar',
    person: 'en persons konto',
    administrator: 'systemadministrator',
    ordinary: 'almindelig bruger',
    ownerActive: 'aktiv',
    ownerGone: 'deaktiveret',
    tokenDead: 'nøglen virker ikke',
    noAnswer: 'svarer ikke',
    unset: 'ikke sat (MATTERMOST_POST_TOKEN)',
    open: 'åben',
    archived: 'arkiveret',
    missing: 'findes ikke',
    unread: 'kunne ikke læses',
    member: 'medlem',
    notMember: 'ikke medlem',
    atMost24: 'højst 24 timer',
    fromEleven: '11 eller nyere',
    licence: 'licens eller OpenID Connect først',
  },
  en: {
    none: 'none',
    noLimit: 'no limit',
    scope: 'empty or read_user',
    gitlab: 'GitLab',
    openid: 'OpenID Connect',
    supported: 'ready',
    person: 'a person’s account',
    administrator: 'system administrator',
    ordinary: 'ordinary user',
    ownerActive: 'active',
    ownerGone: 'deactivated',
    tokenDead: 'the token does not work',
    noAnswer: 'does not answer',
    unset: 'not set (MATTERMOST_POST_TOKEN)',
    open: 'open',
    archived: 'archived',
    missing: 'does not exist',
    unread: 'could not be read',
    member: 'member',
    notMember: 'not a member',
    atMost24: 'at most 24 hours',
    fromEleven: '11 or newer',
    licence: 'a licence or OpenID Connect first',
  },
})
