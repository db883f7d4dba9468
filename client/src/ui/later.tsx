import { type ComponentType, lazy, type ReactNode, Suspense, useState } from "react";

/** A component whose code comes later. `preload` fetches it when somebody is about to need it. */
export type Later<Props> = ((props: Props) => ReactNode) & { readonly preload: () => void };

/**
 * A part of the page that is fetched when it is first drawn, so that the first scripts stay small. What was fetched
 * before is drawn at once, like any other: a quick hand has typed the next letters by the time that a fallback goes.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let ready: ComponentType<Props> | null = null;
  const fetched = async () => {
    ready = await load();
    return { default: ready };
  };
  const Lazy = lazy(fetched) as unknown as ComponentType<Props>;
  const Part = (props: Props) => {
    // Decided once: another component in its place would begin anew.
    const [Now] = useState(() => ready ?? Lazy);
    return (
      <Suspense>
        <Now {...props} />
      </Suspense>
    );
  };
  // Drawing it tries again, and tells when it fails.
  return Object.assign(Part, { preload: () => void fetched().catch(() => {}) });
}
