/** How long to wait before trying again. */
export type Backoff = { readonly firstMs: number; readonly mostMs: number };

/**
 * Anywhere between nothing and a whole that doubles with every attempt that failed (full jitter): after a restart the
 * pages of a hundred people come back spread over all of that time. With a least wait they would all stay away for it,
 * and then come back twice as close together.
 * @param attempt 0 for the first wait
 * @param random from 0 to below 1
 */
export function waitMs({ firstMs, mostMs }: Backoff, attempt: number, random: number): number {
  const whole = Math.min(mostMs, firstMs * 2 ** Math.min(attempt, 30));
  return Math.round(whole * random);
}
