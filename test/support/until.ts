/** How often a condition is asked that gives no event: another process is ready, a page has settled. */
const AGAIN_MS = 25;
/** A loaded machine may take its time; what is not there by then does not come. */
const LIMIT_MS = 20_000;

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, AGAIN_MS));

/**
 * Waits for what `ask` finds: until it answers with something else than `false`, `null` or `undefined`.
 * @throws Error with `what` and the last failure, when it never does
 */
export async function until<T>(
  what: string,
  ask: () => Promise<T | false | null | undefined> | T | false | null | undefined,
  limit = LIMIT_MS,
): Promise<T> {
  const end = performance.now() + limit;
  let failure: unknown;
  while (performance.now() < end) {
    try {
      const found = await ask();
      if (found !== false && found !== null && found !== undefined) return found;
    } catch (error) {
      failure = error;
    }
    await pause();
  }
  throw new Error(`Waited in vain: ${what}`, { cause: failure });
}
