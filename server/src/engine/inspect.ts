import { isNoteAttributeName, isNoteMark, isNoteNode, type MemberId } from "@apostil/shared/model";
import { type CloseReason, MAX_CLIENT_ID, MAX_FRAME_BYTES } from "@apostil/shared/protocol";
import * as Y from "yjs";
import type { IsDeleted } from "./delete-set.ts";
import { MAX_CLIENTS, MAX_CLOCK, MAX_DELETED_LENGTH, MAX_STRUCTS } from "./limits.ts";
import { scan, Unsound } from "./scan.ts";

/**
 * The look at an update before it is applied: pure, no document is touched. Yjs itself trusts every update, so whatever
 * would hang it, stay pending in it or speak for somebody else is found here. What an update *does* is judged afterwards
 * (`effect.ts`); together they are the check of the engine.
 */

/** What is known of the room. */
export type RoomView = {
  /** The next clock of a client: how many of its structs the room has. */
  readonly next: (client: number) => number;
  readonly owner: (client: number) => MemberId | undefined;
  /** For trimming what the room has already. */
  readonly vector: () => Uint8Array;
  /** Whether everything in this range is deleted already: then deleting it is no news. */
  readonly isDeleted: IsDeleted;
};

export type Inspection =
  /** Known structs and known deletions alone: acknowledged, nothing stored, no document needed. */
  | { readonly kind: "nothing" }
  /** No new structs, but new deletions. */
  | { readonly kind: "deletions"; readonly update: Uint8Array }
  /** New structs; `clients` are those that this member writes with. */
  | { readonly kind: "writes"; readonly update: Uint8Array; readonly clients: readonly number[] }
  /** It builds on something that the room does not have (yet): catch up, or wait for the sender's step 2. */
  | { readonly kind: "missing" }
  | { readonly kind: "refused"; readonly reason: CloseReason; readonly why: string };

type Struct = Y.Item | Y.GC | Y.Skip;
type Section = { readonly start: number; end: number; readonly structs: Struct[] };
type Decoded = { readonly sections: ReadonlyMap<number, Section>; readonly deletes: DeleteRanges };
type DeleteRanges = ReadonlyMap<number, readonly { readonly clock: number; readonly len: number }[]>;

/** Thrown inside this file only. */
class Refusal extends Error {
  readonly reason: CloseReason;
  constructor(reason: CloseReason, why: string) {
    super(why);
    this.reason = reason;
  }
}

/** What `member` may expect of sending these bytes into this room. */
export function inspect(bytes: Uint8Array, view: RoomView, member: MemberId): Inspection {
  try {
    if (bytes.length > MAX_FRAME_BYTES) throw new Refusal("tooLarge", "The update is too large");
    return judge(bytes, view, member);
  } catch (error) {
    if (error instanceof Refusal) return { kind: "refused", reason: error.reason, why: error.message };
    throw error;
  }
}

function judge(bytes: Uint8Array, view: RoomView, member: MemberId): Inspection {
  let update = bytes;
  let decoded = decode(update);
  if (needsTrimming(decoded.sections, view)) {
    update = Y.diffUpdate(bytes, view.vector());
    decoded = decode(update);
  }
  const { sections, deletes } = decoded;
  // only what is new: repetitions of the room's own annotations, or of an old and long note, are nobody's fault
  checkCounts(sections);
  for (const { structs } of sections.values()) for (const struct of structs) checkContent(struct);
  if (leavesGap(sections, view) || deletesUnknown(deletes, sections, view)) return { kind: "missing" };
  for (const client of sections.keys()) checkOwner(client, view, member);
  for (const section of sections.values())
    for (const struct of section.structs)
      if (struct instanceof Y.Item && !isReachable(struct, sections, view)) return { kind: "missing" };
  if (sections.size > 0) return { kind: "writes", update, clients: [...sections.keys()] };
  return deletesMore(deletes, view) ? { kind: "deletions", update } : { kind: "nothing" };
}

function decode(bytes: Uint8Array): Decoded {
  let decoded: { structs: Struct[]; ds: { clients: DeleteRanges } };
  try {
    scan(bytes);
    decoded = Y.decodeUpdate(bytes);
  } catch (error) {
    if (!(error instanceof Unsound)) throw new Refusal("malformed", "These bytes are no Yjs update");
    throw new Refusal(error.kind === "size" ? "tooLarge" : "malformed", error.message);
  }
  checkDeletes(decoded.ds.clients);
  return { sections: intoSections(decoded.structs), deletes: decoded.ds.clients };
}

/** A client's structs stand together in one section: given twice, decoders read them differently. */
function intoSections(structs: readonly Struct[]): Map<number, Section> {
  const sections = new Map<number, Section>();
  let last = -1;
  for (const struct of structs) {
    const { client, clock } = struct.id;
    checkStruct(struct);
    const section = sections.get(client);
    if (section && client !== last) throw new Refusal("malformed", "A client has two sections");
    if (section && section.end !== clock)
      throw new Refusal("malformed", "A section of a client is not contiguous");
    if (section) {
      section.end = clock + struct.length;
      section.structs.push(struct);
    } else sections.set(client, { start: clock, end: clock + struct.length, structs: [struct] });
    last = client;
  }
  return sections;
}

function checkCounts(sections: ReadonlyMap<number, Section>): void {
  if (sections.size > MAX_CLIENTS) throw new Refusal("tooLarge", "The update has too many clients");
  let structs = 0;
  for (const section of sections.values()) structs += section.structs.length;
  if (structs > MAX_STRUCTS) throw new Refusal("tooLarge", "The update has too many structs");
}

function checkStruct(struct: Struct): void {
  const { clock } = struct.id;
  if (!(struct.length > 0) || clock < 0 || clock + struct.length > MAX_CLOCK)
    throw new Refusal("malformed", "A struct has an impossible length or clock");
}

/** Only what the editor's schema knows; where it may stand is judged after it was applied. */
function checkContent(struct: Struct): void {
  if (!(struct instanceof Y.Item)) return checkDeleted(struct.length);
  const { content, parent, parentSub } = struct;
  if (typeof parent === "string" && parent !== "note")
    throw new Refusal("notAllowed", "Clients write into the note alone");
  if (parentSub !== null && !isNoteAttributeName(parentSub))
    throw new Refusal("malformed", "The update holds an attribute that no note has");
  if (content instanceof Y.ContentString) return;
  if (content instanceof Y.ContentDeleted) return checkDeleted(content.len);
  if (content instanceof Y.ContentFormat) return checkMark(content);
  // beside another item it may be anywhere, also among the annotations: that shows when it was applied
  const somewhere = parent === null;
  if (content instanceof Y.ContentAny) return somewhere ? undefined : checkValues(content.arr);
  if (content instanceof Y.ContentType) return somewhere ? undefined : checkNode(content.type);
  throw new Refusal("malformed", "The update holds a kind of content that no note has");
}

/** What is gone shows nothing, so nothing but its length can be wrong. */
function checkDeleted(length: number): void {
  if (length > MAX_DELETED_LENGTH)
    throw new Refusal("malformed", "The update deletes more than anybody wrote");
}

/** Attributes of nodes are words and numbers; replaced ones of one person may come together. */
function checkValues(values: readonly unknown[]): void {
  for (const value of values)
    if (
      value !== null &&
      typeof value !== "string" &&
      typeof value !== "number" &&
      typeof value !== "boolean"
    )
      throw new Refusal("malformed", "An attribute has a value that no note has");
}

function checkMark({ key, value }: Y.ContentFormat): void {
  if (!isNoteMark(String(key), value))
    throw new Refusal("malformed", "The update holds a mark that no note has");
}

function checkNode(type: Y.AbstractType<unknown>): void {
  if (!isNoteType(type)) throw new Refusal("malformed", "The update holds a node that no note has");
}

/** A text or a node of the note's schema. (A hook is a map by another name: not of this family.) */
export const isNoteType = (type: Y.AbstractType<unknown>): boolean =>
  type instanceof Y.XmlText || (type instanceof Y.XmlElement && isNoteNode(type.nodeName));

/** Their number and order were seen in the bytes. */
function checkDeletes(deletes: DeleteRanges): void {
  for (const list of deletes.values())
    for (const { clock, len } of list)
      if (len <= 0 || clock + len > MAX_CLOCK)
        throw new Refusal("malformed", "A deletion has an impossible range");
}

const needsTrimming = (sections: ReadonlyMap<number, Section>, view: RoomView): boolean =>
  [...sections].some(
    ([client, { start, structs }]) =>
      start < view.next(client) || structs.some((struct) => struct instanceof Y.Skip),
  );

/** After trimming each section begins where the room's knowledge of its client ends, and no Skip remains. */
const leavesGap = (sections: ReadonlyMap<number, Section>, view: RoomView): boolean =>
  [...sections].some(
    ([client, { start, structs }]) =>
      start > view.next(client) || structs.some((struct) => struct instanceof Y.Skip),
  );

const known = (
  client: number,
  clock: number,
  sections: ReadonlyMap<number, Section>,
  view: RoomView,
): boolean => clock < view.next(client) || clock < (sections.get(client)?.end ?? 0);

function deletesUnknown(
  deletes: DeleteRanges,
  sections: ReadonlyMap<number, Section>,
  view: RoomView,
): boolean {
  for (const [client, list] of deletes)
    for (const { clock, len } of list) if (!known(client, clock + len - 1, sections, view)) return true;
  return false;
}

/** An update repeats all deletions that its sender knows of; most often none of them is new. */
function deletesMore(deletes: DeleteRanges, view: RoomView): boolean {
  for (const [client, list] of deletes)
    for (const { clock, len } of list) if (!view.isDeleted(client, clock, len)) return true;
  return false;
}

function checkOwner(client: number, view: RoomView, member: MemberId): void {
  const owner = view.owner(client);
  if (client > MAX_CLIENT_ID) throw new Refusal("notAllowed", "This client id belongs to the server");
  if (owner !== undefined && owner !== member)
    throw new Refusal("notAllowed", "This client id belongs to another member");
}

/** Whether all that an item hangs on is there. An item that hangs on itself or its own future is malformed. */
function isReachable(item: Y.Item, sections: ReadonlyMap<number, Section>, view: RoomView): boolean {
  const parent = item.parent instanceof Y.ID ? item.parent : null;
  for (const id of [item.origin, item.rightOrigin, parent]) {
    if (id === null) continue;
    if (id.client === item.id.client && id.clock >= item.id.clock)
      throw new Refusal("malformed", "An item depends on itself");
    if (!known(id.client, id.clock, sections, view)) return false;
  }
  return true;
}
