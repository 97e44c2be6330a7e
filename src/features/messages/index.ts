/**
 * Messages on a task, the only channel both sides see (T9); internal notes, which stay inside their side; and
 * answers to all, which join the template's questions and answers. The central body's inbox shows who waits, since
 * when, and until when it promised an answer.
 */
export { answerAll, markRead, sendMessage, takeThread, writeNote } from './actions.ts'
export { messagesApi } from './api.ts'
export { importConversation } from './importing.ts'
export { messagesRoutes } from './web.tsx'
