import { type ComponentType, lazy, type ReactNode, Suspense, useState } from "react";

/** How long a page has been there before it fetches what comes later, in milliseconds: the text goes first. */
const QUIET_MS = 3_000;

const all: (() => void)[] = [];

/**
 * Fetches everything that comes later: then it is there at once, also without a network.
 * @param busy somebody does something already; otherwise it waits until the page is quiet
 * @returns takes it back
 */
export function fetchTheRest(busy: boolean): () => void {
  const timer = setTimeout(
    () => {
      for (const fetch of all.splice(0)) fetch();
    },
    busy ? 0 : QUIET_MS,
  );
  return () => clearTimeout(timer);
}

/**
 * A part of the page that is fetched when it is first drawn, so that the first scripts stay small. What was fetched
 * before is drawn at once, like any other: a quick hand has typed the next letters by the time that a fallback goes.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>) {
  let ready: ComponentType<Props> | null = null;
  const fetched = async () => {
    ready = await load();
    return { default: ready };
  };
  const Lazy = lazy(fetched) as unknown as ComponentType<Props>;
  // Drawing it tries again, and tells when it fails.
  all.push(() => void fetched().catch(() => {}));
  return (props: Props): ReactNode => {
    // Decided once: another component in its place would begin anew.
    const [Now] = useState(() => ready ?? Lazy);
    return (
      <Suspense>
        <Now {...props} />
      </Suspense>
    );
  };
}
