import { z } from 'zod'
import { addDays, formatCivilDay } from '../../kernel/civil-day.ts'
import type { Context } from '../../kernel/context.ts'
import { type FieldFaults, InvalidInput } from '../../kernel/errors.ts'
import { needsOn } from '../../platform/http/access.ts'
import { optionalDay, requiredId } from '../../platform/http/form-fields.ts'
import {
  changes,
  type FormFaults,
  page,
  type Route,
  reads,
  redirect,
  web,
} from '../../platform/http/route.ts'
import { Button, ConfirmPanel, Form, FormActions, faultList } from '../../ui/index.ts'
import { appointDeputy, endDeputy } from './actions.ts'
import { deputiesPath, endDeputyPath } from './paths.ts'
import { whyNotAppointAnybody } from './policy.ts'
import { listUsers } from './queries.ts'
import { getDeputy, listDeputies } from './queries-deputies.ts'
import { deputyTexts, missingDeputy, missingLastDay } from './texts.ts'
import { DeputiesPage } from './views/deputies-page.tsx'

async function deputiesPage(ctx: Context, faults: FormFaults | null) {
  const refusal = whyNotAppointAnybody(ctx.actor)
  const users = refusal ? [] : await listUsers(ctx, ctx.actor.organisationId)
  const { language, today } = ctx
  return page({
    title: deputyTexts(language).title,
    faults: faults ? faultList(faults.fields, language) : [],
    body: (
      <DeputiesPage
        {...{ language, today, refusal, faults }}
        deputies={await listDeputies(ctx)}
        candidates={users.filter((user) => !user.isAdministrator)}
      />
    ),
  })
}

const listRoute = web({
  method: 'get',
  path: deputiesPath,
  access: needsOn('municipality', 'user.read'),
  audit: reads,
  handle: (ctx) => deputiesPage(ctx, null),
})

/** The form asks for the last day; the rules speak of the first day without. */
function inFormWords(fields: FieldFaults): FieldFaults {
  const { endsBefore, ...others } = fields
  return endsBefore ? { ...others, lastDay: endsBefore } : others
}

const appointRoute = web({
  method: 'post',
  path: deputiesPath,
  access: needsOn('municipality', 'deputy.write'),
  audit: changes('deputy.appointed'),
  input: {
    body: z.object({ userId: requiredId(missingDeputy), startsOn: optionalDay, lastDay: optionalDay }),
  },
  handle: async (ctx, { body }) => {
    if (!body.lastDay) throw new InvalidInput({ lastDay: missingLastDay })
    const texts = deputyTexts(ctx.language)
    const { userId, startsOn, lastDay } = body
    const { id } = await appointDeputy(ctx, { userId, startsOn, endsBefore: addDays(lastDay, 1) })
    const deputy = await getDeputy(ctx, id)
    const text = texts.appointedText(formatCivilDay(deputy.startsOn), formatCivilDay(lastDay))
    return redirect(deputiesPath, {
      notice: { kind: 'success', title: texts.appointedTitle(deputy.name), text },
    })
  },
  again: (ctx, _params, faults) => deputiesPage(ctx, { ...faults, fields: inFormWords(faults.fields) }),
})

const deputyInPath = z.object({ id: z.uuid() })

const endForm = web({
  method: 'get',
  path: endDeputyPath(':id'),
  access: needsOn('municipality', 'deputy.write'),
  audit: reads,
  input: { params: deputyInPath },
  handle: async (ctx, { params }) => {
    const texts = deputyTexts(ctx.language)
    const deputy = await getDeputy(ctx, params.id)
    return page({
      title: texts.endTitle(deputy.name),
      breadcrumbs: [{ label: texts.title, href: deputiesPath }, { label: texts.end }],
      body: (
        <ConfirmPanel title={texts.endTitle(deputy.name)} text={texts.endText(deputy.name)}>
          <Form action={endDeputyPath(deputy.id)}>
            <FormActions>
              <Button kind="warning">{texts.endDeputy}</Button>
              <a href={deputiesPath}>{texts.keep}</a>
            </FormActions>
          </Form>
        </ConfirmPanel>
      ),
    })
  },
})

const endRoute = web({
  method: 'post',
  path: endDeputyPath(':id'),
  access: needsOn('municipality', 'deputy.write'),
  audit: changes('deputy.ended'),
  input: { params: deputyInPath },
  handle: async (ctx, { params }) => {
    const texts = deputyTexts(ctx.language)
    const { name } = await getDeputy(ctx, params.id)
    await endDeputy(ctx, params.id)
    return redirect(deputiesPath, {
      notice: { kind: 'success', title: texts.endedTitle(name), text: texts.endedText },
    })
  },
})

/** Who acts for the KLIK-administrator (R2): seen by all in the municipality, appointed by the administrator alone. */
export const deputyRoutes: Route[] = [listRoute, appointRoute, endForm, endRoute]
