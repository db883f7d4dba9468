import type { LinkState } from "./link.ts";
import { Listeners, type Watched } from "./listeners.ts";

/** What a person is told about their own work. */
export type SaveState =
  | { readonly kind: "saved" }
  | { readonly kind: "saving" }
  /** `kept`: changes that the server has not acknowledged. */
  | { readonly kind: "offline"; readonly kept: number };

/** The server's word alone: _saved_ needs its acknowledgement of every edit and command, whatever the sockets do. */
export function saveStateOf(link: LinkState, unsaved: number): SaveState {
  if (link.kind === "down" || link.kind === "ended") return { kind: "offline", kept: unsaved };
  return { kind: unsaved > 0 ? "saving" : "saved" };
}

/** Where {@link saveState} looks. */
export type SaveSources = {
  readonly link: Watched<LinkState>;
  readonly rooms: { unsaved(): number; onSaved(listener: () => void): () => void };
  readonly outbox: { pending(): number; onPending(listener: () => void): () => void };
};

/** The save state over all rooms and the outbox; the same object until it changes. */
export function saveState({ link, rooms, outbox }: SaveSources): Watched<SaveState> {
  const listeners = new Listeners();
  const now = () => saveStateOf(link.get(), rooms.unsaved() + outbox.pending());
  let state = now();
  const look = () => {
    const next = now();
    if (isSame(state, next)) return;
    state = next;
    listeners.notify();
  };
  link.subscribe(look);
  rooms.onSaved(look);
  outbox.onPending(look);
  return { get: () => state, subscribe: listeners.subscribe };
}

const isSame = (a: SaveState, b: SaveState): boolean =>
  a.kind === b.kind && (a.kind !== "offline" || b.kind !== "offline" || a.kept === b.kept);
