import { z } from 'zod'
import { mostTitle } from './domain.ts'

/** What somebody is called at work now, as the form and the API take it. */
export const newTitle = z.string().trim().min(1).max(mostTitle)
