import type { Annotation } from "@apostil/shared/model";
import { CLOSE_CODES, type RoomName } from "@apostil/shared/protocol";
import type { Awareness } from "y-protocols/awareness";
import type { WebsocketProvider } from "y-websocket";
import type * as Y from "yjs";
import type { Clock } from "./clock.ts";
import type { Link } from "./link.ts";
import { Listeners } from "./listeners.ts";
import type { RoomCopy } from "./local/room-copy.ts";
import { noteText } from "./note-text.ts";
import { afterRefusal } from "./refusal.ts";
import { createReplica, type Replica } from "./replica.ts";
import type { RoomHandle, RoomState } from "./room-handle.ts";
import { NOTHING_UNSAVED, nextSaved, type SavedEvent, type SavedState, unsavedEdits } from "./saved.ts";
import type { SetAside, SetAsideReason, SetAsideWords } from "./set-aside.ts";

export type RoomParts = {
  readonly link: Link;
  readonly clock: Clock;
  readonly setAside: SetAside;
  /** This browser's copy of the room; `null` where none is kept. One for each document. */
  copyOf(room: RoomName): RoomCopy | null;
  /** Whether the server takes our edits of the note in this room. */
  mayWrite(room: RoomName): boolean;
  /** The server's annotations with what the outbox still holds. */
  withOutbox(room: RoomName, annotations: readonly Annotation[]): readonly Annotation[];
  /** The server says that nobody is signed in, or that rights are others than we think. */
  rightsChanged(): void;
  /** One user of the room has done with it. */
  released(): void;
};

/** One room on this page: its document, its connection, what of it is saved, and what follows a refusal. */
export class Room implements RoomHandle {
  readonly name: RoomName;
  readonly #parts: RoomParts;
  readonly #changes = new Listeners();
  readonly #savedChanges = new Listeners();
  #copy: RoomCopy | null = null;
  #replica: Replica;
  #saved: SavedState = NOTHING_UNSAVED;
  #everSynced = false;
  #refusals = 0;
  #refusedWith: number | null = null;
  #waitsForSignIn = false;
  #present: Readonly<Record<string, unknown>> | null = null;
  #annotations: readonly Annotation[] | null = null;
  #version = 0;
  #epoch = 1;
  #closed = false;

  constructor(name: RoomName, parts: RoomParts) {
    this.name = name;
    this.#parts = parts;
    this.#replica = this.#createReplica();
  }

  get doc(): Y.Doc {
    return this.#replica.doc;
  }
  get note(): Y.XmlFragment {
    return this.#replica.note;
  }
  get provider(): WebsocketProvider {
    return this.#replica.provider;
  }
  get awareness(): Awareness {
    return this.#replica.awareness;
  }
  get epoch(): number {
    return this.#epoch;
  }
  get refusedWith(): number | null {
    return this.#refusedWith;
  }
  get setAsideWords(): readonly SetAsideWords[] {
    return this.#parts.setAside.get().filter(({ room }) => room === this.name);
  }
  /** Edits that the server has not acknowledged. */
  get unsaved(): number {
    return unsavedEdits(this.#saved);
  }

  get state(): RoomState {
    if (this.#refusedWith !== null) return "refused";
    if (this.#replica.provider.synced) return "live";
    const { kind } = this.#parts.link.get();
    const isLinkGone = kind === "down" || kind === "ended";
    return this.#everSynced || isLinkGone || this.#waitsForSignIn ? "offline" : "connecting";
  }

  annotations(): readonly Annotation[] {
    this.#annotations ??= this.#parts.withOutbox(this.name, [
      ...(this.doc.getMap("annotations") as Y.Map<Annotation>).values(),
    ]);
    return this.#annotations;
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#changes.subscribe(listener);
  readonly version = (): number => this.#version;
  /** Called when {@link unsaved} is another number. */
  readonly onSaved = (listener: () => void): (() => void) => this.#savedChanges.subscribe(listener);

  release(): void {
    this.#parts.released();
  }

  announce(fields: Readonly<Record<string, unknown>> = {}): () => void {
    this.#present = fields;
    this.awareness.setLocalState(fields);
    return () => {
      if (this.#present !== fields) return;
      this.#present = null;
      this.awareness.setLocalState(null);
    };
  }

  /** The server's annotations, or what the outbox holds for this room, are others than before. */
  annotationsChanged(): void {
    this.#annotations = null;
    this.changed();
  }

  /** Anything else that users of the room see. */
  changed(): void {
    this.#version++;
    this.#changes.notify();
  }

  /** The link came up, or went. */
  linkChanged(): void {
    if (this.#waitsForSignIn && this.#parts.link.get().kind === "up") {
      this.#waitsForSignIn = false;
      this.#replica.provider.connect();
    }
    this.changed();
  }

  /** The server is there, so that this provider need not think its connection dead. */
  alive(): void {
    this.provider.wsLastMessageReceived = this.#parts.clock.now();
  }

  /** The store is another one: our copy is never merged into it. */
  otherGeneration(): void {
    if (this.unsaved > 0) this.#moveAside({ kind: "otherGeneration" });
    this.#refusals = 0;
    this.#refusedWith = null;
    this.#reopen();
  }

  /** Our rights changed. What was written and not sent while we still had them would be refused: it goes aside. */
  rightsChanged(): void {
    if (this.unsaved === 0 || this.#parts.mayWrite(this.name) || this.#refusedWith !== null) return;
    this.#moveAside({ kind: "refused", code: 4403 });
    this.#reopen();
  }

  /** Leaves for good. */
  close(): void {
    this.#closed = true;
    this.#replica.disconnect();
  }

  #createReplica(): Replica {
    // A replica that was replaced may still speak; only the one of now is heard.
    const ifNow = this.#ifStill();
    this.#copy = this.#parts.copyOf(this.name);
    return createReplica(
      this.name,
      this.#parts.link,
      {
        saved: (event) => ifNow(() => this.#count(event)),
        synced: (isSynced) => ifNow(() => this.#synced(isSynced)),
        refused: (code) => ifNow(() => this.#refused(code)),
        annotationsChanged: () => ifNow(() => this.annotationsChanged()),
      },
      this.#present,
      this.#copy,
    );
  }

  /** Runs what it is given as long as the room is open and its document is the one of now. */
  #ifStill(): (act: () => void) => void {
    const epoch = this.#epoch;
    return (act) => {
      if (this.#epoch === epoch && !this.#closed) act();
    };
  }

  /** Not at once: the provider may be inside its own closing. */
  #reopenSoon(): void {
    const ifNow = this.#ifStill();
    queueMicrotask(() => ifNow(() => this.#reopen()));
  }

  #count(event: SavedEvent): void {
    const before = this.unsaved;
    this.#saved = nextSaved(this.#saved, event);
    if (event.type === "restored") this.#restored();
    if (event.type === "opened" && !this.#parts.mayWrite(this.name)) {
      this.#saved = nextSaved(this.#saved, { type: "notWriting" });
    }
    if (event.type === "saved" && this.unsaved < before) this.#refusals = 0;
    if (event.type !== "edited") this.#copy?.unsavedIs(this.unsaved);
    if (this.unsaved !== before) this.#savedChanges.notify();
    this.#compareRights(event);
    this.#leaveTakenId();
  }

  /** This browser kept edits of an earlier visit. Those that we may not make any more go aside. */
  #restored(): void {
    if (!this.#parts.mayWrite(this.name)) {
      this.#moveAside({ kind: "refused", code: CLOSE_CODES.notAllowed });
      this.#reopenSoon();
    }
    this.changed();
  }

  /** The server asks writers, and only them, for what they have: before it says that all is in sync. */
  #compareRights(event: SavedEvent | { readonly type: "synced" }): void {
    const isAskedAReader = event.type === "sent" && event.step2 && !this.#parts.mayWrite(this.name);
    const isWriterNotAsked = event.type === "synced" && this.#saved.waiting > 0;
    if (isAskedAReader || isWriterNotAsked) this.#parts.rightsChanged();
  }

  #synced(isSynced: boolean): void {
    if (isSynced) {
      this.#everSynced = true;
      this.#compareRights({ type: "synced" });
    }
    this.#leaveTakenId();
    this.changed();
  }

  /** Document and awareness must speak under one id, and under one that is ours alone: both are made anew. */
  #leaveTakenId(): void {
    if (this.#replica.isIdTaken() && this.unsaved === 0) this.#reopenSoon();
  }

  #refused(code: number): void {
    const then = afterRefusal({
      code,
      everSynced: this.#everSynced,
      unsaved: this.unsaved,
      before: this.#refusals,
    });
    this.#refusals++;
    if (then.next !== "signIn") this.#copy?.drop();
    if (then.setAside) this.#moveAside({ kind: "refused", code });
    if (then.next === "reopen") this.#reopenSoon();
    if (then.next === "signIn") this.#waitsForSignIn = true;
    if (then.next === "stay") this.#stay(code);
    this.#parts.rightsChanged();
    this.changed();
  }

  #stay(code: number): void {
    this.#refusedWith = code;
    this.#saved = NOTHING_UNSAVED;
    this.#savedChanges.notify();
  }

  #moveAside(reason: SetAsideReason): void {
    this.#copy?.drop();
    const { note, doc } = this.#replica;
    const { setAside, clock } = this.#parts;
    const id = setAside.keep({ room: this.name, words: noteText(note), reason, at: clock.now() });
    // Somebody may type on until the editor is bound to the new document.
    if (id !== null) doc.on("update", () => setAside.amend(id, noteText(note)));
  }

  #reopen(): void {
    const before = this.#replica;
    this.#epoch++;
    before.disconnect();
    this.#saved = NOTHING_UNSAVED;
    this.#everSynced = false;
    this.#waitsForSignIn = false;
    this.#annotations = null;
    this.#replica = this.#createReplica();
    this.#savedChanges.notify();
    this.changed();
  }
}
