/**
 * Makes a thing at the first call and gives the same one ever after. Callers at the same time share one attempt; one
 * that failed is not remembered, so that the next call tries anew.
 */
export function madeOnce<T>(make: () => Promise<T>): () => Promise<T> {
  let making: Promise<T> | null = null
  return () => {
    making ??= make().catch((error: unknown) => {
      making = null
      throw error
    })
    return making
  }
}
