/** How long to wait before trying again. */
export type Backoff = { readonly firstMs: number; readonly mostMs: number };

/**
 * Doubles with every attempt that failed; between half and the whole of that, so that the pages of a hundred people do
 * not come back in the same instant after a restart.
 * @param attempt 0 for the first wait
 * @param random from 0 to below 1
 */
export function waitMs({ firstMs, mostMs }: Backoff, attempt: number, random: number): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(whole * (0.5 + random / 2));
}
