/**
 * API clients: machines that use the API on behalf of one organisation, each with a token of its own and a part of
 * what the organisation's people may do. They reach exactly what their organisation reaches.
 */
export { authenticateApiClient, type ClientDraft, createApiClient, revokeApiClient } from './actions.ts'
export { openApiRoute } from './api.ts'
