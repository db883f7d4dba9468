import { useCallback, useEffect, useRef, useState } from "react";

/** What a screen knows of something it asked for. */
export type Requested<Value> =
  | { readonly state: "loading" }
  | { readonly state: "failed"; readonly error: unknown }
  | { readonly state: "ready"; readonly value: Value };

export type Request<Value> = {
  readonly now: Requested<Value>;
  /** Asks again; what is shown stays until the answer comes. */
  readonly again: () => void;
};

const LOADING = { state: "loading" } as const;

/**
 * Asks when the component comes on the page, and whenever `ask` becomes another function: keep it the same
 * (`useCallback`, or outside the component). An answer that is overtaken by a newer question is dropped.
 */
export function useRequest<Value>(ask: () => Promise<Value>): Request<Value> {
  const [now, setNow] = useState<Requested<Value>>(LOADING);
  const turn = useRef(0);
  const again = useCallback(() => {
    turn.current += 1;
    const mine = turn.current;
    const settle = (next: Requested<Value>) => {
      if (turn.current === mine) setNow(next);
    };
    ask().then(
      (value) => settle({ state: "ready", value }),
      (error: unknown) => settle({ state: "failed", error }),
    );
  }, [ask]);
  useEffect(() => {
    setNow(LOADING);
    again();
    return () => {
      turn.current += 1;
    };
  }, [again]);
  const retry = useCallback(() => {
    setNow((shown) => (shown.state === "failed" ? LOADING : shown));
    again();
  }, [again]);
  return { now, again: retry };
}
