/**
 * Organisations: the municipalities, the central body and the suppliers, with the facts that identify them.
 * Everything else belongs to one of them; who may see what follows from that. In an emergency one's sign-in is closed.
 * Events: organisation.signInClosed, organisation.signInOpened.
 */
export { setSignInClosed } from './actions.ts'
export { organisationsApi } from './api.ts'
export { municipalities } from './municipalities.ts'
export { listMunicipalities, listRegions, type Municipality } from './queries.ts'
export { saveMasterOrganisations } from './store.ts'
