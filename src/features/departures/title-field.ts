import { z } from 'zod'
import { requiredText } from '../../platform/http/form-fields.ts'
import { mostTitle } from './domain.ts'
import { missingTitle } from './texts.ts'

/** What somebody is called at work now, as the form takes it. */
export const newTitleField = requiredText(mostTitle, missingTitle)

/** The same, as the API takes it. */
export const newTitle = z.string().trim().min(1).max(mostTitle)
