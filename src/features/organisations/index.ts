/**
 * Organisations: the municipalities, the central body and the suppliers, with the facts that identify them.
 * Everything else belongs to one of them; who may see what follows from that.
 */
export { organisationsApi } from './api.ts'
export { municipalities } from './municipalities.ts'
export { listMunicipalities, listRegions, type Municipality } from './queries.ts'
export { saveMasterOrganisations } from './store.ts'
