/** Builds the programs into dist/ and what a browser fetches into public/built/. Runs on the pinned Node. */
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build as bundle } from 'esbuild'
import { buildAssets } from './build-assets.mjs'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const programs = {
  main: 'src/main.ts',
  cli: 'src/cli.ts',
  bench: 'bench/main.ts',
  chaos: 'bench/chaos/main.ts',
  'chaos-worker': 'bench/chaos/worker.ts',
}

/** @throws when a source has a fault; esbuild has then shown it */
export async function build() {
  rmSync(join(root, 'dist/built-from'), { force: true })
  const present = Object.entries(programs).filter(([, source]) => existsSync(join(root, source)))
  await Promise.all([buildPrograms(Object.fromEntries(present)), buildAssets()])
  // Given to outsiders as it is: beside the program that hands it out.
  copyFileSync(join(root, 'scripts/verify-evidence.mjs'), join(root, 'dist/verify-evidence.mjs'))
}

/** Packages stay outside the bundle: they are installed beside it. */
function buildPrograms(entryPoints) {
  return bundle({
    absWorkingDir: root,
    entryPoints,
    outdir: 'dist',
    bundle: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node24',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'warning',
  })
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    await build()
  } catch (fault) {
    if (!fault?.errors) console.error(fault)
    process.exit(1)
  }
}
