/**
 * Organisations: the municipalities, the central body and the suppliers, with the facts that identify them.
 * Everything else belongs to one of them; who may see what follows from that. A municipality keeps its own shared
 * mailbox, the last way a letter can go (R5). In an emergency one's sign-in is closed. Suppliers and
 * test municipalities are added by those who run Tværs.
 * Events: organisation.mailboxChanged [organisation; changes mailbox], organisation.signInClosed, .signInOpened, .added.
 */
export { changeMailbox } from './actions.ts'
export { addOrganisation, checkOrganisationWish } from './actions-add.ts'
export { setSignInClosed } from './actions-sign-in.ts'
export { organisationsApi } from './api.ts'
export type { Mailbox } from './domain.ts'
export { municipalities } from './municipalities.ts'
export { mailboxPath } from './paths.ts'
export { mayKeepMailbox } from './policy.ts'
export { listMunicipalities, listRegions, type Municipality } from './queries.ts'
export { getMailbox, listWithoutMailbox, type WithoutMailbox } from './queries-mailbox.ts'
export { saveMasterOrganisations } from './store.ts'
export { asCentral, inJob, inMunicipality, portalAt } from './store-job.ts'
export { organisationRoutes } from './web.tsx'
