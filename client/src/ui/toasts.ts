/** How long a message stays, in milliseconds: time to read it twice. Errors and those with a button stay until dismissed. */
const STAY_MS = 5_000;

export type Toast = {
  readonly id: number;
  readonly words: string;
  readonly kind: "info" | "error";
  readonly action?: { readonly label: string; readonly run: () => void };
};

let shown: readonly Toast[] = [];
let next = 1;
const listeners = new Set<() => void>();

function show(items: readonly Toast[]): void {
  shown = items;
  for (const listener of listeners) listener();
}

/**
 * Says something in passing: a copy was made, something could not be done. The same words are not shown twice at once.
 * @returns the id, for {@link dismissToast}
 */
export function toast(words: string, options: Partial<Pick<Toast, "kind" | "action">> = {}): number {
  const id = next++;
  show([...shown.filter((item) => item.words !== words), { id, words, kind: "info", ...options }]);
  if (options.kind !== "error" && !options.action) setTimeout(() => dismissToast(id), STAY_MS);
  return id;
}

/** Takes a message away; nothing when it has gone already. */
export const dismissToast = (id: number): void => {
  if (shown.some((item) => item.id === id)) show(shown.filter((item) => item.id !== id));
};

/** What is shown now, oldest first: the same array until it changes. */
export const toasts = (): readonly Toast[] => shown;

/** Tells of changes; returns how to stop it. */
export function onToasts(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
