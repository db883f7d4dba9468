import type { OutboxFailure, Waiting } from "../outbox.ts";
import type { SetAsideWords } from "../set-aside.ts";

/** Something of a member's that is not in the server's hands: kept until it is, or until its author has done with it. */
export type Item = { readonly key: string } & (
  | { readonly kind: "command"; readonly waiting: Waiting }
  | { readonly kind: "failure"; readonly failure: OutboxFailure }
  | { readonly kind: "aside"; readonly aside: SetAsideWords }
);

export const asCommand = (waiting: Waiting): Item => ({ key: waiting.key, kind: "command", waiting });
export const asFailure = (failure: OutboxFailure): Item => ({ key: failure.key, kind: "failure", failure });
export const asAside = (aside: SetAsideWords): Item => ({ key: aside.id, kind: "aside", aside });

/** Where items are kept. Whether that works is not its users' concern: they go on without. */
export type Shelf = {
  /** What was kept when the page began, oldest first. */
  readonly first: readonly Item[];
  /** Puts and removes at once: both happen or neither. */
  change(change: { readonly put?: readonly Item[]; readonly remove?: readonly string[] }): Promise<void>;
  /** Whether another page has taken away what was kept. A shelf that broke does not say so of anything. */
  isGone(key: string): Promise<boolean>;
  /** Runs this while no other page of the member does something under the same name. */
  alone<Value>(name: string, act: () => Promise<Value>): Promise<Value>;
};

/** Remembers nothing beyond the page. */
export const NO_SHELF: Shelf = {
  first: [],
  change: () => Promise.resolve(),
  isGone: () => Promise.resolve(false),
  alone: (_name, act) => act(),
};

/**
 * A key that sorts by time, and in one page by order.
 * @param chance what sets two pages apart
 */
export const itemKey = (now: number, count: number, chance: Uint8Array): string =>
  `${new Date(now).toISOString()} ${String(count).padStart(6, "0")} ${[...chance].map((byte) => byte.toString(36)).join("")}`;
