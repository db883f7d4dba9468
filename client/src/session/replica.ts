import { countsForSaved, type RoomName, SAVED, STEP_2 } from "@apostil/shared/protocol";
import { readVarUint } from "lib0/decoding";
import { Awareness } from "y-protocols/awareness";
import { WebsocketProvider } from "y-websocket";
import * as Y from "yjs";
import type { Link } from "./link.ts";
import { FROM_COPY, type RoomCopy } from "./local/room-copy.ts";
import type { SavedEvent } from "./saved.ts";

/** The provider wants an address; the channel is opened by the room's name alone. */
const ADDRESS = "link:";

/** What a replica tells its room. */
export type ReplicaWatch = {
  saved(event: SavedEvent): void;
  synced(isSynced: boolean): void;
  /** A final close code came. The provider is inside its own closing: do not destroy it now. */
  refused(code: number): void;
  /** The server's annotations are others than before. */
  annotationsChanged(): void;
};

/** A room's document on this page with its connection. Replaced as a whole, never repaired (REALTIME 5). */
export type Replica = {
  readonly doc: Y.Doc;
  readonly note: Y.XmlFragment;
  readonly awareness: Awareness;
  readonly provider: WebsocketProvider;
  /** Somebody else wrote here under the client id that we drew: Yjs has given the document another one by now. */
  isIdTaken(): boolean;
  /** Stops sending and receiving. The document stays readable. Not inside an event of the provider's own closing. */
  disconnect(): void;
};

export function createReplica(
  name: RoomName,
  link: Link,
  watch: ReplicaWatch,
  present: object | null,
  copy: RoomCopy | null,
): Replica {
  const doc = new Y.Doc();
  const awareness = new Awareness(doc);
  // Before the provider is built: it would announce us in every room, and renew that every 15 s.
  awareness.setLocalState(present);
  // Before the provider is built: an edit is counted before the frame that carries it.
  const countEdit = (update: Uint8Array, origin: unknown) => {
    if (origin === FROM_COPY) return;
    if (origin === provider) copy?.received(update);
    else {
      copy?.edited(update);
      watch.saved({ type: "edited" });
    }
  };
  doc.on("update", countEdit);
  const provider = createProvider(name, link, doc, awareness, watch);
  doc.getMap("annotations").observe(() => watch.annotationsChanged());
  let isLeft = false;
  const connect = (edits: number) => {
    if (isLeft) return;
    if (edits > 0) watch.saved({ type: "restored", edits });
    provider.connect();
  };
  // What is kept here comes first: the server is then asked for the rest alone, and told what it lacks.
  if (copy) copy.fill(doc).then(connect, () => connect(0));
  else connect(0);
  return {
    doc,
    note: doc.getXmlFragment("note"),
    awareness,
    provider,
    isIdTaken: () => doc.clientID !== awareness.clientID,
    disconnect: () => {
      isLeft = true;
      // The provider says goodbye for the document's id, and fails when the awareness never heard of it.
      doc.clientID = awareness.clientID;
      provider.destroy();
      awareness.destroy();
    },
  };
}

function createProvider(
  name: RoomName,
  link: Link,
  doc: Y.Doc,
  awareness: Awareness,
  watch: ReplicaWatch,
): WebsocketProvider {
  const socketClass = link.socketClass(name, {
    opened: () => watch.saved({ type: "opened" }),
    sent: (message) => {
      if (countsForSaved(message)) watch.saved({ type: "sent", step2: message[1] === STEP_2 });
    },
    closed: () => watch.saved({ type: "dropped" }),
  });
  const provider = new WebsocketProvider(ADDRESS, name, doc, {
    connect: false,
    WebSocketPolyfill: socketClass,
    // Tabs of one browser would exchange edits past the server, also those of two members (REALTIME 4).
    disableBc: true,
    awareness,
  });
  provider.messageHandlers[SAVED] = (_encoder, decoder) =>
    watch.saved({ type: "saved", frames: readVarUint(decoder) });
  provider.on("sync", watch.synced);
  provider.on("closed", ({ code }) => watch.refused(code));
  return provider;
}
