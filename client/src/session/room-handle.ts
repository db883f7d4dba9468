import type { Annotation } from "@apostil/shared/model";
import type { RoomName } from "@apostil/shared/protocol";
import type { Awareness } from "y-protocols/awareness";
import type { WebsocketProvider } from "y-websocket";
import type * as Y from "yjs";
import type { SetAsideWords } from "./set-aside.ts";

export type RoomState =
  /** Nothing came from the server yet. */
  | "connecting"
  /** In sync: what others do appears here. */
  | "live"
  /** The connection is gone; what is written is kept and sent later. */
  | "offline"
  /** The server does not let us in, or not any more. Read only. */
  | "refused";

/** What a part of the page that uses a room sees of it. The members change; `subscribe` says when. */
export type RoomHandle = {
  readonly name: RoomName;
  /** Replaced after a refusal or a restore (see `epoch`): bind editors to the one of now. */
  readonly doc: Y.Doc;
  readonly note: Y.XmlFragment;
  readonly provider: WebsocketProvider;
  readonly awareness: Awareness;
  readonly state: RoomState;
  /** Counts the documents of this room: another one means that editors must be bound anew. A React key. */
  readonly epoch: number;
  /** The final close code of a refused room; `null` for others. */
  readonly refusedWith: number | null;
  /** Words of this room that the server did not take. */
  readonly setAsideWords: readonly SetAsideWords[];
  /** The room's annotations with what the outbox still holds; the same list until it changes. */
  annotations(): readonly Annotation[];
  /** Called when any of the above changed; not at each edit of the note. */
  subscribe(listener: () => void): () => void;
  /** Counts those changes: a snapshot for `useSyncExternalStore`. */
  version(): number;
  /**
   * Says to the others that we are here, with these fields in place of earlier ones; carets need it (`announce()`
   * before the editor is bound). Without it nobody hears of us. Name and colour are the server's to say.
   * @returns takes the announcement back
   */
  announce(fields?: Readonly<Record<string, unknown>>): () => void;
  /** This user of the room has done with it: once for each `use`. */
  release(): void;
};
