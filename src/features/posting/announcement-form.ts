import { z } from 'zod'
import { manyTexts, requiredText } from '../../platform/http/form-fields.ts'
import type { TypedForm } from '../../platform/http/typed-form.ts'
import type { AnnouncementDraft } from './actions.ts'
import { mostBody, mostTitle } from './domain.ts'
import { postingSentence } from './texts.ts'

/** The fields of the form, as typed, made into a draft. */
export const announcementForm = z.object({
  title: requiredText(mostTitle, postingSentence('missingTitle')),
  body: requiredText(mostBody, postingSentence('missingBody')),
  places: manyTexts,
})

/** The fields that go along from one page to the next. */
export const carried = ['title', 'body', 'places'] as const

export const typedOf = ({ title, body, places }: AnnouncementDraft): TypedForm => ({
  title,
  body,
  places: [...places],
})
