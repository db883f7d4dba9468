import {
  type Annotation,
  type AnnotationId,
  type Member,
  Problem,
  type Text,
  type TextId,
} from "@apostil/shared/model";
import { roomOfKey } from "@apostil/shared/protocol";
import * as Y from "yjs";
import type { Actor, AnnotationRow, Store } from "../store/store.ts";
import { decide, type Situation } from "./annotate.ts";
import type { Batch, Entry } from "./batch.ts";
import { applyJudged } from "./effect.ts";
import type { AnnotationCommand } from "./engine.ts";
import type { CommandInput, RestoreInput } from "./input.ts";
import { inspect } from "./inspect.ts";
import { postedDigest } from "./posted.ts";
import type { Room } from "./room.ts";

/** Carries out commands in a room's document: gathers what the rules need, and makes the entry for the group commit. */
export class Commands {
  readonly #store: Store;
  readonly #texts = new Map<TextId, Text>();
  #writer: Promise<number> | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Another process may have changed texts. */
  forget(): void {
    this.#texts.clear();
  }

  /** @throws Problem */
  async annotate(input: CommandInput, room: Room, batch: Batch): Promise<Entry> {
    const { actor, command, answer } = input;
    const decision = decide(command, await this.#situation(input, room, batch));
    if (decision.kind === "unchanged") {
      const done = () => answer.resolve({ created: false, annotation: decision.annotation });
      return { input, actor, update: null, clients: [], rows: [], asSent: false, done };
    }
    const annotation = decision.kind === "write" ? decision.annotation : null;
    const created = decision.kind === "write" && decision.created;
    const before = await this.#row(room, command.id, batch);
    const creator = before?.creator ?? annotation?.creator.id ?? actor.member;
    const update = room.write(await this.#writerId(), () => {
      if (annotation) room.annotations.set(command.id, annotation);
      else room.annotations.delete(command.id);
    });
    return {
      input,
      actor,
      update,
      clients: [],
      rows: [{ room: room.key, id: command.id, annotation, posted: decision.posted, creator }],
      asSent: false,
      done: () => answer.resolve({ created, annotation }),
    };
  }

  /** @throws Problem */
  async restore(input: RestoreInput, room: Room, batch: Batch): Promise<Entry> {
    const { actor, content, answer } = input;
    const rows: AnnotationRow[] = [];
    for (const annotation of content.annotations)
      if ((await this.#row(room, annotation.id, batch)) === null) rows.push(restoredRow(room, annotation));
    const note = content.note && room.note.length === 0 ? readNote(content.note, actor) : [];
    const update = room.write(await this.#writerId(), () => {
      for (const { id, annotation } of rows) room.annotations.set(id, annotation);
      if (note.length > 0) room.note.insert(0, note);
    });
    return {
      input,
      actor,
      update,
      clients: [],
      rows,
      asSent: false,
      done: () => answer.resolve(rows.length),
    };
  }

  async #situation(
    { actor, room: key, command }: CommandInput,
    room: Room,
    batch: Batch,
  ): Promise<Situation> {
    const named = roomOfKey(key);
    const text = await this.#text(named.text);
    if (!text?.paragraphs.some(({ id }) => id === named.paragraph))
      throw new Problem("notFound", "There is no such paragraph.");
    const { themes } = await this.#store.codebook();
    const other = otherOf(command);
    return {
      room: named,
      text,
      themes: new Set(themes.map(({ id }) => id)),
      member: await this.#member(actor),
      row: await this.#row(room, command.id, batch),
      other: other === undefined ? null : await this.#row(room, other, batch),
      now: batch.time,
    };
  }

  /** As it is now; the commit checks once more that it still is. */
  async #member(actor: Actor): Promise<Member | null> {
    if (actor.session === null && actor.version === 0) return null;
    const member = await this.#store.member(actor.member);
    if (!member || member.removed !== null) throw new Problem("notSignedIn");
    if (member.version !== actor.version)
      throw new Problem("notAllowed", "Your role has just changed: try again.");
    return member;
  }

  async #row(room: Room, id: AnnotationId, batch: Batch): Promise<AnnotationRow | null> {
    return batch.row(room.key, id) ?? (await this.#store.annotationRow(room.key, id));
  }

  async #text(id: TextId): Promise<Text | null> {
    const known = this.#texts.get(id);
    if (known) return known;
    const text = await this.#store.text(id);
    if (text) this.#texts.set(id, text);
    return text;
  }

  /** Allotted at the first write of this process: most commands of the CLI write nothing. */
  #writerId(): Promise<number> {
    this.#writer ??= this.#store.allotWriterId();
    return this.#writer;
  }
}

const otherOf = (command: AnnotationCommand): AnnotationId | undefined =>
  command.kind === "create" ? (command.fields.accepts ?? command.fields.replyTo) : undefined;

function restoredRow(room: Room, annotation: Annotation): AnnotationRow {
  const { motivation, body, target, replyTo, accepts } = annotation;
  const fields = {
    motivation,
    body,
    target,
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(accepts === undefined ? {} : { accepts }),
  };
  return {
    room: room.key,
    id: annotation.id,
    annotation,
    posted: postedDigest(fields),
    creator: annotation.creator.id,
  };
}

/** The nodes of an exported note, free of whatever else its bytes hold: deleted words, other people's client ids. */
function readNote(bytes: Uint8Array, actor: Actor): (Y.XmlElement | Y.XmlText)[] {
  const doc = new Y.Doc();
  const note = doc.getXmlFragment("note");
  const empty = {
    next: () => 0,
    owner: () => undefined,
    vector: () => Uint8Array.of(0),
    isDeleted: () => false,
  };
  const seen = inspect(bytes, empty, actor.member);
  if (seen.kind === "nothing" || seen.kind === "deletions") return [];
  if (seen.kind !== "writes" || !isSound(doc, seen.update))
    throw new Problem("invalid", "The bytes of a note cannot be read.");
  return note
    .toArray()
    .flatMap((node) => (node instanceof Y.XmlElement || node instanceof Y.XmlText ? [node.clone()] : []));
}

function isSound(doc: Y.Doc, update: Uint8Array): boolean {
  try {
    return applyJudged(doc, update).violation === null;
  } catch {
    return false;
  }
}
