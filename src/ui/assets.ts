/** Logical name → address with a content hash, as the build wrote it to `public/built/manifest.json`. */
export type AssetMap = Readonly<Record<string, string>>

/** The address of a built file. Without a manifest (a fragment rendered alone) the plain name under /built. */
export function assetHref(assets: AssetMap, name: string): string {
  return assets[name] ?? `/built/${name}`
}
