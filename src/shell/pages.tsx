import type { Actor } from '../kernel/actor.ts'
import { bilingual, type Language } from '../kernel/language.ts'
import type { Onlooker, Pages } from '../platform/http/register-routes.ts'
import { page } from '../platform/http/route.ts'
import { type AssetMap, ButtonLink, Heading, Page, renderPage, type Shell } from '../ui/index.ts'
import { menuOf } from './menu.ts'

const texts = bilingual({
  da: {
    allMunicipalities: 'alle kommuner',
    notSignedIn: 'Tværs',
    toStart: 'Gå til forsiden',
    deputyOf: (name: string) => `stedfortræder for ${name}`,
    toTask: (number: string) => `Tilbage til opgaven #${number}`,
    toRole: () => 'Tilbage til rollen',
    askAdministrator: 'Jeres KLIK-administrator kan måske hjælpe.',
    whoIsThat: 'Se, hvem det er',
    number: (id: string) => `Fejlens nummer: ${id}`,
    titles: {
      401: 'Log på først',
      403: 'Det har du ikke adgang til',
      404: 'Siden findes ikke',
      409: 'Det gik ikke',
      422: 'Noget skal rettes',
      429: 'Vent lidt',
    } as Record<number, string>,
    otherTitle: 'Der skete en fejl',
    notFoundNext:
      'Se efter, om adressen er rigtig. Har du fået den af en anden, er det måske en side, som kun den andens kommune kan se.',
    roles: {
      klik_administrator: 'KLIK-administrator',
      bruger: 'bruger',
      kombit_redaktoer: 'redaktør',
      kombit_drift: 'drift',
      kommunecert_analytiker: 'analytiker',
      revisor: 'revisor',
      leverandoer: 'leverandør',
    },
  },
  en: {
    allMunicipalities: 'all municipalities',
    notSignedIn: 'Tværs',
    toStart: 'Go to the start page',
    deputyOf: (name: string) => `deputy for ${name}`,
    toTask: (number: string) => `Back to the task #${number}`,
    toRole: () => 'Back to the role',
    askAdministrator: 'Your KLIK administrator may be able to help.',
    whoIsThat: 'See who that is',
    number: (id: string) => `Error number: ${id}`,
    titles: {
      401: 'Sign in first',
      403: 'You do not have access to that',
      404: 'The page does not exist',
      409: 'That did not work',
      422: 'Something must be corrected',
      429: 'Wait a little',
    } as Record<number, string>,
    otherTitle: 'Something went wrong',
    notFoundNext:
      'Check that the address is right. If somebody gave it to you, it may be a page that only their municipality can see.',
    roles: {
      klik_administrator: 'KLIK administrator',
      bruger: 'user',
      kombit_redaktoer: 'editor',
      kombit_drift: 'operations',
      kommunecert_analytiker: 'analyst',
      revisor: 'auditor',
      leverandoer: 'supplier',
    },
  },
})

interface WayBack {
  readonly href: string
  readonly label: 'toTask' | 'toRole'
  readonly name: string
}

/** From a page that was refused to the thing it was about, where the onlooker may see that. */
function wayBack(address: string, actor: Actor | null): WayBack | null {
  const [path = ''] = address.split('?')
  const [, task] = /^\/opgaver\/(\d+)\/./.exec(path) ?? []
  if (task && actor?.permissions.has('task.read')) {
    return { href: `/opgaver/${task}`, label: 'toTask', name: task }
  }
  const [, role] = /^\/roller\/([0-9a-f-]{36})\/./.exec(path) ?? []
  if (role && actor?.side === 'municipality' && actor.permissions.has('assignment.read')) {
    return { href: `/roller/${role}`, label: 'toRole', name: '' }
  }
  return null
}

function roleTitle(actor: Actor, language: Language): string {
  if (actor.onBehalfOf) return texts(language).deputyOf(actor.onBehalfOf.name)
  const role = actor.systemRoles[0]
  return role ? texts(language).roles[role] : ''
}

function shellOf({ actor, language, address, notice }: Onlooker, assets: AssetMap, demo: boolean): Shell {
  const path = address.split('?')[0] ?? address
  const other = language === 'da' ? 'en' : 'da'
  return {
    language,
    sideName: actor ? actor.organisationName : texts(language).notSignedIn,
    sideNote: actor?.side === 'central' ? texts(language).allMunicipalities : null,
    person: actor
      ? { name: actor.name, title: (!actor.onBehalfOf && actor.title) || roleTitle(actor, language) }
      : null,
    menu: actor ? menuOf(actor, language, path) : [],
    signOutHref: '/log-af',
    sessionsHref: actor ? '/mine-sessioner' : null,
    switchHref: actor?.hasOtherOrganisations ? '/skift-organisation' : null,
    searchHref: actor?.permissions.has('task.read') ? '/opgaver#q' : null,
    notifications: actor
      ? { href: '/notifikationer', unread: actor.unread ?? 0, liveHref: '/notifikationer/antal' }
      : null,
    languageHref: `/sprog/${other}?til=${encodeURIComponent(address)}`,
    demo,
    assets,
    notice,
  }
}

/** How every page and error page is drawn. @param demo whether pages carry the demo mark */
export function createPages(assets: AssetMap, demo: boolean): Pages {
  return {
    signInPath: '/log-ind',
    render(answer, onlooker) {
      return renderPage(
        <Page
          shell={shellOf(onlooker, assets, demo)}
          title={answer.title}
          breadcrumbs={answer.breadcrumbs}
          faults={answer.faults}
        >
          {answer.body}
        </Page>,
      )
    },
    error({ status, sentence, requestId }, { language, actor, address }) {
      const words = texts(language)
      const back = status === 403 || status === 409 ? wayBack(address, actor) : null
      const showsAdministrator = status === 403 && actor?.side === 'municipality'
      const title = words.titles[status] ?? words.otherTitle
      const body = (
        <>
          <Heading title={title} lead={sentence} />
          {status === 404 && <p>{words.notFoundNext}</p>}
          {showsAdministrator && (
            <p>
              {words.askAdministrator} <a href="/klik-administrator">{words.whoIsThat}</a>
            </p>
          )}
          {status >= 500 && <p class="tv-meta">{words.number(requestId)}</p>}
          <p>
            <ButtonLink href={back?.href ?? '/'}>
              {back ? words[back.label](back.name) : words.toStart}
            </ButtonLink>
          </p>
        </>
      )
      return page({ status, title, body })
    },
  }
}
