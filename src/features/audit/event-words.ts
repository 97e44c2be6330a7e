import { bilingual, type Language } from '../../kernel/language.ts'
import { certificationWords } from './event-words-certification.ts'
import { mattermostWords } from './event-words-mattermost.ts'
import { type EventWords, named, navngivet, text, words } from './event-words-parts.ts'
import { reconciliationWords } from './event-words-reconciliation.ts'
import { roleWords } from './event-words-roles.ts'
import { signInWords } from './event-words-sign-in.ts'
import { tellingWords } from './event-words-telling.ts'

/** What became of a proposal of a successor. */
const proposalDa: Record<string, string> = { given: 'fulgte', lapsed: 'lukkede' }
const proposalEn: Record<string, string> = { given: 'followed', lapsed: 'closed' }

/** Every type of event there is, in plain words. A test finds the one that is missing. */
const catalogue = bilingual<Record<string, EventWords>>({
  da: {
    ...certificationWords('da'),
    ...mattermostWords('da'),
    ...roleWords('da'),
    ...signInWords('da'),
    ...tellingWords('da'),
    ...reconciliationWords('da'),
    'access.activated': words('Adgang åbnet', 'åbnede adgangen'),
    'access.changed': words('Adgang ændret', 'ændrede adgangen'),
    'access.closed': words('Adgang lukket', 'lukkede adgangen'),
    'access.closingDelayed': words('Lukning af adgang forsinket', 'kunne ikke lukke adgangen endnu'),
    'access.failed': words('Klargøring fejlede', 'kunne ikke klargøre adgangen og prøver igen'),
    'access.held': words('Adgang holdt tilbage', 'holdt adgangen tilbage, til KOMBIT har set på den'),
    'apiClient.created': words(
      'API-klient oprettet',
      (facts) => `oprettede API-klienten${navngivet(facts, 'name')}`,
    ),
    'apiClient.revoked': words(
      'API-klient lukket',
      (facts) => `lukkede API-klienten${navngivet(facts, 'name')}`,
    ),
    'assignment.ended': words(
      'Rolle afsluttet',
      (facts) =>
        `afsluttede rollen${navngivet(facts, 'roleName')} for ${text(facts.userName) || 'en person'}`,
    ),
    'assignment.planned': words(
      'Rolle planlagt',
      (facts) => `planlagde rollen${navngivet(facts, 'roleName')} til ${text(facts.userName) || 'en person'}`,
    ),
    'assignment.primaryChanged': words(
      'Primær skiftet',
      (facts) => `skiftede den primære i rollen${navngivet(facts, 'roleName')}`,
    ),
    'assignment.proposalSettled': words(
      'Forslag til efterfølger behandlet',
      (facts) =>
        `${proposalDa[text(facts.outcome)] ?? 'afviste'} forslaget om ${text(facts.userName) || 'en person'} til rollen${navngivet(facts, 'roleName')}`,
    ),
    'assignment.resigned': words('Rolle frasagt', (facts) =>
      text(facts.proposedSuccessor)
        ? `sagde rollen${navngivet(facts, 'roleName')} fra og foreslog ${text(facts.proposedSuccessor)}`
        : `sagde rollen${navngivet(facts, 'roleName')} fra`,
    ),
    'assignment.started': words(
      'Rolle givet',
      (facts) => `gav rollen${navngivet(facts, 'roleName')} til ${text(facts.userName) || 'en person'}`,
    ),
    'attachment.added': words('Fil tilføjet', (facts) => `tilføjede filen${navngivet(facts, 'name')}`),
    'attachment.removed': words('Fil fjernet', (facts) => `fjernede filen${navngivet(facts, 'name')}`),
    'deputy.appointed': words(
      'Stedfortræder udpeget',
      (facts) =>
        `udpegede ${text(facts.userName) || 'en person'} som stedfortræder for ${text(facts.administratorName)}`,
    ),
    'deputy.ended': words(
      'Stedfortræder afsluttet',
      (facts) => `afsluttede ${text(facts.userName) || 'en person'} som stedfortræder`,
    ),
    'internalNote.written': words('Intern note skrevet', 'skrev en intern note'),
    'message.answered': words('Besked besvaret', 'svarede på en besked'),
    'message.sent': words('Besked sendt', 'skrev en besked'),
    'message.threadRead': words('Beskeder læst', 'læste beskederne'),
    'message.threadTaken': words('Påtog sig at svare', 'påtog sig at svare'),
    'organisation.mailboxChanged': words('Funktionspostkasse ændret', 'ændrede funktionspostkassen'),
    'pendingAssignment.expired': words(
      'Afventende rolle bortfaldet',
      (facts) =>
        `lod rollen${navngivet(facts, 'roleName')} til ${text(facts.userName) || 'en person'} bortfalde uden et login`,
    ),
    'pendingAssignment.made': words(
      'Rolle lovet ved første login',
      (facts) =>
        `lovede ${text(facts.userName) || 'en person'} rollen${navngivet(facts, 'roleName')} ved første login`,
    ),
    'pendingAssignment.refused': words(
      'Afventende rolle ikke givet',
      (facts) =>
        `kunne ikke give rollen${navngivet(facts, 'roleName')} til ${text(facts.userName) || 'en person'} ved login`,
    ),
    'pendingAssignment.tookEffect': words(
      'Afventende rolle trådt i kraft',
      (facts) =>
        `lod rollen${navngivet(facts, 'roleName')} træde i kraft for ${text(facts.userName) || 'en person'}`,
    ),
    'pendingAssignment.withdrawn': words(
      'Afventende rolle fortrudt',
      (facts) => `fortrød rollen${navngivet(facts, 'roleName')} til ${text(facts.userName) || 'en person'}`,
    ),
    'project.supplierChanged': words('Leverandør på projekt ændret', 'ændrede projektets leverandør'),
    'provisioning.tickedOff': words('Klargjort manuelt', 'klargjorde adgangen manuelt'),
    'provisioning.triedAgain': words('Klargøring prøvet igen', 'bad om et nyt forsøg'),
    'rollout.published': words(
      'Opgave udsendt',
      (facts) =>
        `sendte opgaven ud til ${text(facts.taskCount) || '0'} ${facts.taskCount === 1 ? 'kommune' : 'kommuner'}`,
    ),
    'sso.refused': words('Afvist ved Mattermost', 'blev ikke lukket ind i Mattermost'),
    'sso.signedIn': words('Logget på Mattermost', 'loggede på Mattermost'),
    'task.completed': words('Opgave fuldført', 'fuldførte opgaven'),
    'task.lapsed': words('Opgave lukket uden svar', 'lukkede opgaven, som ingen havde svaret på'),
    'task.optedOut': words('Fravalg', 'meldte, at kommunen ikke deltager'),
    'task.partImported': words('Kommunens del importeret', 'importerede kommunens egen del af opgaven'),
    'task.peopleChanged': words('Personer på opgave ændret', 'ændrede personerne på opgaven'),
    'task.received': words('Opgave modtaget', 'sendte opgaven til kommunen'),
    'task.reopened': words('Opgave genåbnet', 'genåbnede opgaven'),
    'task.startDayChanged': words('Startdato ændret', 'ændrede startdatoen'),
    'task.started': words('Opgave påbegyndt', 'påbegyndte opgaven'),
    'template.created': words(
      'Opgavebeskrivelse oprettet',
      (facts) => `oprettede opgavebeskrivelsen${navngivet(facts, 'title')}`,
    ),
    'template.imported': words(
      'Opgavebeskrivelse importeret',
      (facts) => `importerede opgavebeskrivelsen${navngivet(facts, 'title')}`,
    ),
    'template.published': words('Opgavebeskrivelse offentliggjort', 'offentliggjorde opgavebeskrivelsen'),
    'template.versionSaved': words('Opgavebeskrivelse rettet', 'rettede opgavebeskrivelsen'),
  },
  en: {
    ...certificationWords('en'),
    ...mattermostWords('en'),
    ...roleWords('en'),
    ...signInWords('en'),
    ...tellingWords('en'),
    ...reconciliationWords('en'),
    'access.activated': words('Access opened', 'opened the access'),
    'access.changed': words('Access changed', 'changed the access'),
    'access.closed': words('Access closed', 'closed the access'),
    'access.closingDelayed': words('Closing of access delayed', 'could not close the access yet'),
    'access.failed': words('Provisioning failed', 'could not provision the access and will try again'),
    'access.held': words('Access held back', 'held the access back until KOMBIT has looked into it'),
    'apiClient.created': words(
      'API client created',
      (facts) => `created the API client${named(facts, 'name')}`,
    ),
    'apiClient.revoked': words(
      'API client closed',
      (facts) => `closed the API client${named(facts, 'name')}`,
    ),
    'assignment.ended': words(
      'Role ended',
      (facts) => `ended the role${named(facts, 'roleName')} of ${text(facts.userName) || 'a person'}`,
    ),
    'assignment.planned': words(
      'Role planned',
      (facts) => `planned the role${named(facts, 'roleName')} for ${text(facts.userName) || 'a person'}`,
    ),
    'assignment.primaryChanged': words(
      'Primary changed',
      (facts) => `changed the primary holder of the role${named(facts, 'roleName')}`,
    ),
    'assignment.proposalSettled': words(
      'Proposed successor dealt with',
      (facts) =>
        `${proposalEn[text(facts.outcome)] ?? 'dismissed'} the proposal that ${text(facts.userName) || 'a person'} should have the role${named(facts, 'roleName')}`,
    ),
    'assignment.resigned': words('Role given up', (facts) =>
      text(facts.proposedSuccessor)
        ? `gave up the role${named(facts, 'roleName')} and proposed ${text(facts.proposedSuccessor)}`
        : `gave up the role${named(facts, 'roleName')}`,
    ),
    'assignment.started': words(
      'Role given',
      (facts) => `gave the role${named(facts, 'roleName')} to ${text(facts.userName) || 'a person'}`,
    ),
    'attachment.added': words('File added', (facts) => `added the file${named(facts, 'name')}`),
    'attachment.removed': words('File removed', (facts) => `removed the file${named(facts, 'name')}`),
    'deputy.appointed': words(
      'Deputy appointed',
      (facts) =>
        `appointed ${text(facts.userName) || 'a person'} as deputy for ${text(facts.administratorName)}`,
    ),
    'deputy.ended': words(
      'Deputy’s appointment ended',
      (facts) => `ended the appointment of ${text(facts.userName) || 'a person'} as deputy`,
    ),
    'internalNote.written': words('Internal note written', 'wrote an internal note'),
    'message.answered': words('Message answered', 'answered a message'),
    'message.sent': words('Message sent', 'wrote a message'),
    'message.threadRead': words('Messages read', 'read the messages'),
    'message.threadTaken': words('Agreed to answer', 'agreed to answer'),
    'organisation.mailboxChanged': words('Shared mailbox changed', 'changed the shared mailbox'),
    'pendingAssignment.expired': words(
      'Pending role lapsed',
      (facts) =>
        `let the role${named(facts, 'roleName')} for ${text(facts.userName) || 'a person'} lapse without a sign-in`,
    ),
    'pendingAssignment.made': words(
      'Role promised at first sign-in',
      (facts) =>
        `promised ${text(facts.userName) || 'a person'} the role${named(facts, 'roleName')} at their first sign-in`,
    ),
    'pendingAssignment.refused': words(
      'Pending role not given',
      (facts) =>
        `could not give the role${named(facts, 'roleName')} to ${text(facts.userName) || 'a person'} at the sign-in`,
    ),
    'pendingAssignment.tookEffect': words(
      'Pending role took effect',
      (facts) =>
        `let the role${named(facts, 'roleName')} take effect for ${text(facts.userName) || 'a person'}`,
    ),
    'pendingAssignment.withdrawn': words(
      'Pending role withdrawn',
      (facts) => `withdrew the role${named(facts, 'roleName')} for ${text(facts.userName) || 'a person'}`,
    ),
    'project.supplierChanged': words('Supplier of project changed', 'changed the supplier of the project'),
    'provisioning.tickedOff': words('Provisioned manually', 'provisioned the access manually'),
    'provisioning.triedAgain': words('Provisioning tried again', 'asked for another attempt'),
    'rollout.published': words(
      'Task sent out',
      (facts) =>
        `sent the task out to ${text(facts.taskCount) || '0'} ${facts.taskCount === 1 ? 'municipality' : 'municipalities'}`,
    ),
    'sso.refused': words('Turned away from Mattermost', 'was not let in to Mattermost'),
    'sso.signedIn': words('Signed in to Mattermost', 'signed in to Mattermost'),
    'task.completed': words('Task completed', 'completed the task'),
    'task.lapsed': words('Task closed without an answer', 'closed the task, which nobody had answered'),
    'task.optedOut': words('Opted out', 'said that the municipality is not taking part'),
    'task.partImported': words(
      'Municipality’s part imported',
      'imported the municipality’s own part of the task',
    ),
    'task.peopleChanged': words('People on task changed', 'changed the people on the task'),
    'task.received': words('Task received', 'sent the task to the municipality'),
    'task.reopened': words('Task reopened', 'reopened the task'),
    'task.startDayChanged': words('Start date changed', 'changed the start date'),
    'task.started': words('Task started', 'started the task'),
    'template.created': words(
      'Task description created',
      (facts) => `created the task description${named(facts, 'title')}`,
    ),
    'template.imported': words(
      'Task description imported',
      (facts) => `imported the task description${named(facts, 'title')}`,
    ),
    'template.published': words('Task description published', 'published the task description'),
    'template.versionSaved': words('Task description edited', 'edited the task description'),
  },
})

/** The words of a type; null for one this version does not know, which is then shown by its name. */
export function findEventWords(type: string, language: Language): EventWords | null {
  const known = catalogue(language)
  return Object.hasOwn(known, type) ? (known[type] ?? null) : null
}

/** Every type with its name, in the order of the names. */
export function listEventTypes(language: Language): { type: string; name: string }[] {
  const types = Object.entries(catalogue(language)).map(([type, { name }]) => ({ type, name }))
  return types.sort((a, b) => a.name.localeCompare(b.name, language))
}
