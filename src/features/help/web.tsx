import { publicBecause } from '../../platform/http/access.ts'
import { door, page, type Route, reads } from '../../platform/http/route.ts'
import { helpTexts } from './texts.ts'
import { AccessibilityPage, HelpPage } from './views/help-pages.tsx'

const forEverybody = publicBecause('help must be there before one can sign in')

const helpPage = door({
  method: 'get',
  path: '/hjaelp',
  access: forEverybody,
  audit: reads,
  handle: async (ctx) => {
    const texts = helpTexts(ctx.language)
    return page({ title: texts.title, body: <HelpPage texts={texts} /> })
  },
})

const accessibilityPage = door({
  method: 'get',
  path: '/tilgaengelighed',
  access: forEverybody,
  audit: reads,
  handle: async (ctx) => {
    const texts = helpTexts(ctx.language)
    return page({ title: texts.accessibilityTitle, body: <AccessibilityPage texts={texts} /> })
  },
})

export const helpRoutes: Route[] = [helpPage, accessibilityPage]
