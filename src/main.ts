import { startPortal } from './portal.ts'

await startPortal(process.env, process)
