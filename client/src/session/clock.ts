/** Time and chance as the session uses them, so that tests need neither. */
export type Clock = {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `run` once after `ms`; the result takes it back. */
  later(run: () => void, ms: number): () => void;
  /** A number from 0 to below 1. */
  random(): number;
};

/** The computer's own. */
export const systemClock: Clock = {
  now: () => Date.now(),
  later: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};
