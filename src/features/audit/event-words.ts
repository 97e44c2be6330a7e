import { bilingual, type Language } from '../../kernel/language.ts'
import { certificationWords } from './event-words-certification.ts'
import { type EventWords, named, navngivet, text, words } from './event-words-parts.ts'

/** Every type of event there is, in plain words. A test finds the one that is missing. */
const catalogue = bilingual<Record<string, EventWords>>({
  da: {
    ...certificationWords('da'),
    'access.activated': words('Adgang åbnet', 'åbnede adgangen'),
    'access.changed': words('Adgang ændret', 'ændrede adgangen'),
    'access.closed': words('Adgang lukket', 'lukkede adgangen'),
    'access.closingDelayed': words('Lukning af adgang forsinket', 'kunne ikke lukke adgangen endnu'),
    'access.failed': words('Klargøring fejlede', 'kunne ikke klargøre adgangen og prøver igen'),
    'access.held': words('Adgang holdt tilbage', 'holdt adgangen tilbage til KOMBIT'),
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
    'assignment.started': words(
      'Rolle givet',
      (facts) => `gav rollen${navngivet(facts, 'roleName')} til ${text(facts.userName) || 'en person'}`,
    ),
    'attachment.added': words('Fil tilføjet', (facts) => `tilføjede filen${navngivet(facts, 'name')}`),
    'attachment.removed': words('Fil fjernet', (facts) => `fjernede filen${navngivet(facts, 'name')}`),
    'internalNote.written': words('Intern note skrevet', 'skrev en intern note'),
    'message.answered': words('Besked besvaret', 'svarede på en besked'),
    'message.sent': words('Besked sendt', 'skrev en besked'),
    'message.threadRead': words('Beskeder læst', 'læste beskederne'),
    'message.threadTaken': words('Besked overtaget', 'overtog beskederne'),
    'project.supplierChanged': words('Leverandør på projekt ændret', 'ændrede projektets leverandør'),
    'provisioning.tickedOff': words('Klargøring gjort i hånden', 'gjorde klargøringen i hånden'),
    'provisioning.triedAgain': words('Klargøring prøvet igen', 'bad om et nyt forsøg'),
    'role.created': words('Rolle oprettet', (facts) => `oprettede rollen${navngivet(facts, 'roleName')}`),
    'role.versionSaved': words('Rolle rettet', (facts) => `rettede rollen${navngivet(facts, 'roleName')}`),
    'rollout.published': words(
      'Opgave udsendt',
      (facts) => `sendte opgaven ud til ${text(facts.taskCount) || '0'} kommuner`,
    ),
    'session.ended': words('Logget af', 'loggede af'),
    'session.started': words('Logget på', 'loggede på'),
    'task.completed': words('Opgave fuldført', 'fuldførte opgaven'),
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
    'user.firstSignedIn': words('Logget på første gang', 'loggede på for første gang'),
  },
  en: {
    ...certificationWords('en'),
    'access.activated': words('Access opened', 'opened the access'),
    'access.changed': words('Access changed', 'changed the access'),
    'access.closed': words('Access closed', 'closed the access'),
    'access.closingDelayed': words('Closing of access delayed', 'could not close the access yet'),
    'access.failed': words('Preparation failed', 'could not prepare the access and will try again'),
    'access.held': words('Access held back', 'held the access back for KOMBIT'),
    'apiClient.created': words('API client made', (facts) => `made the API client${named(facts, 'name')}`),
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
    'assignment.started': words(
      'Role given',
      (facts) => `gave the role${named(facts, 'roleName')} to ${text(facts.userName) || 'a person'}`,
    ),
    'attachment.added': words('File added', (facts) => `added the file${named(facts, 'name')}`),
    'attachment.removed': words('File removed', (facts) => `removed the file${named(facts, 'name')}`),
    'internalNote.written': words('Internal note written', 'wrote an internal note'),
    'message.answered': words('Message answered', 'answered a message'),
    'message.sent': words('Message sent', 'wrote a message'),
    'message.threadRead': words('Messages read', 'read the messages'),
    'message.threadTaken': words('Message taken over', 'took over the messages'),
    'project.supplierChanged': words('Supplier of project changed', 'changed the supplier of the project'),
    'provisioning.tickedOff': words('Provisioning done by hand', 'did the provisioning by hand'),
    'provisioning.triedAgain': words('Provisioning tried again', 'asked for another attempt'),
    'role.created': words('Role made', (facts) => `made the role${named(facts, 'roleName')}`),
    'role.versionSaved': words('Role corrected', (facts) => `corrected the role${named(facts, 'roleName')}`),
    'rollout.published': words(
      'Task sent out',
      (facts) => `sent the task out to ${text(facts.taskCount) || '0'} municipalities`,
    ),
    'session.ended': words('Signed out', 'signed out'),
    'session.started': words('Signed in', 'signed in'),
    'task.completed': words('Task completed', 'completed the task'),
    'task.optedOut': words('Opted out', 'said that the municipality does not take part'),
    'task.partImported': words(
      'Municipality’s part imported',
      'imported the municipality’s own part of the task',
    ),
    'task.peopleChanged': words('People of task changed', 'changed the people of the task'),
    'task.received': words('Task received', 'sent the task to the municipality'),
    'task.reopened': words('Task reopened', 'reopened the task'),
    'task.startDayChanged': words('Start date changed', 'changed the start date'),
    'task.started': words('Task started', 'started the task'),
    'template.created': words(
      'Task description made',
      (facts) => `made the task description${named(facts, 'title')}`,
    ),
    'template.imported': words(
      'Task description imported',
      (facts) => `imported the task description${named(facts, 'title')}`,
    ),
    'template.published': words('Task description published', 'published the task description'),
    'template.versionSaved': words('Task description corrected', 'corrected the task description'),
    'user.firstSignedIn': words('Signed in for the first time', 'signed in for the first time'),
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
