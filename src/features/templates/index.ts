/**
 * Templates: what KOMBIT writes about a task, once (T1), in versions (T7). A template is rolled out by the feature
 * rollouts; municipalities read it as their tasks, which hold no copy (T2). Pages exported from the real portal are
 * imported (T12).
 */
export {
  assignSupplier,
  createTemplate,
  getTemplate,
  listRolesNotAskedFor,
  listTemplates,
  publishTemplate,
  saveTemplateVersion,
  setAnswerPath,
} from './actions.ts'
export { templatesApi } from './api.ts'
export { emptyDraft, type Priority, priorities, type TemplateDraft } from './domain.ts'
export type { ImportReport } from './import-report.ts'
export { importTaskPage } from './importing.ts'
export type { Template } from './queries.ts'
export { templateRoutes } from './web.tsx'
