import type { AnnotationId, MemberId } from "@apostil/shared/model";
import type { RoomKey } from "@apostil/shared/protocol";
import type { Actor, AnnotationRow, RoomCommit } from "../store/store.ts";
import type { Retryable } from "./input.ts";

/** One change of a room, applied to its working document and waiting for the group commit. */
export type Entry = {
  readonly input: Retryable;
  readonly actor: Actor;
  /** `null` when only the row changes, or nothing does and the answer merely waits for what it repeats. */
  readonly update: Uint8Array | null;
  readonly clients: readonly { readonly client: number; readonly member: MemberId }[];
  readonly rows: readonly AnnotationRow[];
  /** Whether `update` is, byte for byte, what the client sent. */
  readonly asSent: boolean;
  /** Called once the group is on disk. */
  readonly done: () => void;
};

type RoomEntries = { readonly after: number; readonly entries: Entry[] };

/** The group that the next commit writes: what came while the last one was under way. */
export class Batch {
  readonly #rooms = new Map<RoomKey, RoomEntries>();
  readonly #blocked = new Set<RoomKey>();
  /** Milliseconds since 1970; one time for the whole group. */
  readonly time: number;

  constructor(time: number) {
    this.time = time;
  }

  /** @param after the room's committed sequence */
  add(room: RoomKey, after: number, entry: Entry): void {
    const found = this.#rooms.get(room);
    if (found) found.entries.push(entry);
    else this.#rooms.set(room, { after, entries: [entry] });
  }

  entries(room: RoomKey): readonly Entry[] {
    return this.#rooms.get(room)?.entries ?? [];
  }

  /** Takes a room out of the group, and keeps it out; gives what it had. */
  block(room: RoomKey): readonly Entry[] {
    const entries = this.entries(room);
    this.#rooms.delete(room);
    this.#blocked.add(room);
    return entries;
  }

  isBlocked(room: RoomKey): boolean {
    return this.#blocked.has(room);
  }

  /** A row as this group will have written it. */
  row(room: RoomKey, id: AnnotationId): AnnotationRow | undefined {
    return this.entries(room)
      .flatMap(({ rows }) => rows)
      .findLast((row) => row.id === id);
  }

  get rooms(): readonly RoomKey[] {
    return [...this.#rooms.keys()];
  }

  /** @param hasWords whether a room's note has words by now */
  commits(hasWords: (room: RoomKey) => boolean): RoomCommit[] {
    return [...this.#rooms].map(([room, { after, entries }]) => ({
      room,
      after,
      updates: entries.flatMap(({ actor, update }) =>
        update === null ? [] : [{ actor, time: this.time, bytes: update }],
      ),
      clients: entries.flatMap(({ clients }) => clients),
      note: hasWords(room),
      annotations: [...new Map(entries.flatMap(({ rows }) => rows).map((row) => [row.id, row])).values()],
    }));
  }
}
