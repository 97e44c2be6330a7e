import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { availableParallelism, cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { measureAccess } from './access.ts'
import { serveOnePage } from './bare-http.ts'
import { type BenchPortal, openBenchPortal } from './bench-portal.ts'
import { measureCertification } from './certification.ts'
import { rollOuts, statusChanges } from './changing.ts'
import { explain } from './explain.ts'
import { measureMail } from './mail/measure-mail.ts'
import { type Measurement, measure } from './measurement.ts'
import { residentBytes, startBareProcess } from './processes.ts'
import { listenTo, listPage, measurementsOf, readingsOf } from './reading.ts'
import { measureReconciliation } from './reconciling.ts'
import { linesOf, type Measured, tableOf } from './report.ts'
import { measureRoundEvidence } from './round-evidence.ts'
import { measureSignIn, prepareSignIn } from './sign-in.ts'
import { weigh } from './weight.ts'

const { values: options } = parseArgs({
  options: {
    large: { type: 'boolean', default: false },
    explain: { type: 'boolean', default: false },
    certification: { type: 'boolean', default: false },
    'round-evidence': { type: 'boolean', default: false },
    access: { type: 'boolean', default: false },
    persons: { type: 'string', default: '1000' },
    reconcile: { type: 'boolean', default: false },
    mail: { type: 'boolean', default: false },
    reminders: { type: 'string', default: '100000' },
    'sign-in': { type: 'boolean', default: false },
    json: { type: 'string' },
    only: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    seconds: { type: 'string', default: '0.8' },
    serve: { type: 'string' },
  },
})

const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** 98 municipalities with 200 tasks each; with --large 100,000 more with 10 each. The parts named need none. */
const size =
  options.certification ||
  options['round-evidence'] ||
  options.reconcile ||
  options.mail ||
  options['sign-in']
    ? { templates: 1, extraMunicipalities: 0, extraTemplates: 0 }
    : options.large
      ? { templates: 200, extraMunicipalities: 100_000, extraTemplates: 10 }
      : { templates: 200, extraMunicipalities: 0, extraTemplates: 0 }
const connections = [1, 8]
const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`
const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(0)} MiB`

async function readAndChange(
  portal: BenchPortal,
): Promise<{ measured: Measured[]; memory: Record<string, number> }> {
  const settings = { rounds: Number(options.rounds), seconds: Number(options.seconds), say }
  const wanted = ({ name }: { name: string }) => !options.only || name.includes(options.only)
  const memory: Record<string, number> = { 'after the start': await residentBytes(portal.server) }
  const heard = await listenTo(portal, readingsOf(portal))
  const list = heard.find(({ name }) => name === listPage)
  const file = join(portal.dataDir, 'page.html')
  await writeFile(file, list?.conversation.body ?? '')
  const bare = await startBareProcess(file)
  const measured: Measured[] = []
  try {
    const readings = connections.flatMap((count) =>
      heard.filter(wanted).flatMap((one) => measurementsOf(portal, one, count, one === list ? bare : null)),
    )
    measured.push(...(await measure(readings, settings)))
    memory['after reading'] = await residentBytes(portal.server)
  } finally {
    await bare.stop()
  }
  const changes: Measurement[] = [
    ...(await statusChanges(portal, connections)),
    ...(await rollOuts(portal, size.extraMunicipalities > 0 ? [1] : connections)),
  ].filter(wanted)
  measured.push(...(await measure(changes, settings)))
  memory['after changing'] = await residentBytes(portal.server)
  return { measured, memory }
}

async function main(): Promise<void> {
  if (options.access) return await measureAccess(Number(options.persons), say)
  if (options['sign-in']) return await signIns()
  const portal = await openBenchPortal(size, say)
  try {
    if (options.explain) return await explain(portal, say)
    if (options.mail) return await measureMail(portal, Number(options.reminders), say)
    if (options.reconcile) return await measureReconciliation(portal, options.large, say)
    if (options['round-evidence']) return await measureRoundEvidence(portal, options.large, say)
    if (options.certification) return await measureCertification(portal, options.large, say)
    const weight = await weigh(portal.server.address, '/opgaver', portal.as.administrator)
    const { measured, memory } = await readAndChange(portal)
    const lines = linesOf(measured)
    say(`\n${tableOf(lines)}\n`)
    const all = weight.html + weight.css + weight.js
    say(
      `First visit to the list: HTML ${kilobytes(weight.html)}, CSS ${kilobytes(weight.css)}, JS ${kilobytes(weight.js)}; ${kilobytes(all)} in all, compressed.`,
    )
    say(
      `Memory of the portal: ${Object.entries(memory)
        .map(([when, bytes]) => `${megabytes(bytes)} ${when}`)
        .join(', ')}.`,
    )
    const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.versions.node}`
    say(
      `Machine: ${machine}; load at the end ${loadavg()[0]?.toFixed(1)}. Medians of ${options.rounds} rounds of ${options.seconds} s; the load is made on the same machine.`,
    )
    const { tasks, municipalities } = portal.loaded
    const result = { machine, tasks, municipalities, lines, weight, memory }
    if (options.json) await writeFile(options.json, `${JSON.stringify(result, null, 2)}\n`)
  } finally {
    await portal.close()
  }
}

async function signIns(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'tvaers-sign-in-'))
  const scene = await prepareSignIn(join(folder, 'metadata.xml'))
  const portal = await openBenchPortal(size, say, scene.environment)
  try {
    await measureSignIn(portal, scene, say)
  } finally {
    await portal.close()
    await rm(folder, { recursive: true, force: true })
  }
}

if (options.serve) await serveOnePage(options.serve)
else await main()
