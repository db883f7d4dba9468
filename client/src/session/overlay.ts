import type {
  Annotation,
  AnnotationFields,
  AnnotationId,
  AnnotationPatch,
  Creator,
  ParagraphTarget,
  Target,
} from "@apostil/shared/model";
import { type RoomName, resolveRoom } from "@apostil/shared/protocol";

/** A change of one annotation, as the outbox keeps it. */
export type Command = { readonly room: RoomName; readonly id: AnnotationId } & (
  | { readonly kind: "create"; readonly fields: AnnotationFields }
  | { readonly kind: "patch"; readonly patch: AnnotationPatch }
  | { readonly kind: "remove" }
);

/** What stands over the server's list: commands on their way, and answers that the room's map has not caught up with. */
export type Layered =
  | { readonly kind: "command"; readonly command: Command; readonly made: string }
  | { readonly kind: "answer"; readonly id: AnnotationId; readonly annotation: Annotation | null };

/**
 * The list as its author expects it: the server's, with answers and then commands laid over it in their order.
 * Sorted by time of creation.
 */
export function lay(
  room: RoomName,
  server: readonly Annotation[],
  layered: readonly Layered[],
  creator: Creator,
): readonly Annotation[] {
  const byId = new Map(server.map((annotation) => [annotation.id, annotation]));
  for (const each of layered) {
    if (each.kind === "answer") layAnswer(byId, each.id, each.annotation);
    else layCommand(byId, each.command, each.made, room, creator);
  }
  return [...byId.values()].sort((a, b) => compare(a.created, b.created) || compare(a.id, b.id));
}

/** Whether the room's map says what the answer says, or something later. */
export function hasCaughtUp(server: readonly Annotation[], answer: Layered & { kind: "answer" }): boolean {
  const found = server.find(({ id }) => id === answer.id);
  if (answer.annotation === null) return found === undefined;
  return found !== undefined && found.modified >= answer.annotation.modified;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

function layAnswer(byId: Map<AnnotationId, Annotation>, id: AnnotationId, answer: Annotation | null): void {
  const known = byId.get(id);
  if (answer === null) byId.delete(id);
  else if (!known || known.modified < answer.modified) byId.set(id, answer);
}

function layCommand(
  byId: Map<AnnotationId, Annotation>,
  command: Command,
  made: string,
  room: RoomName,
  creator: Creator,
): void {
  const known = byId.get(command.id);
  if (command.kind === "remove") byId.delete(command.id);
  else if (command.kind === "patch") {
    if (known) byId.set(command.id, patched(known, command.patch));
  } else if (!known) {
    const accepted = command.fields.accepts ? byId.get(command.fields.accepts) : undefined;
    byId.set(command.id, expected(room, command.id, command.fields, made, creator, accepted));
  }
}

/** A JSON merge patch replaces lists whole. */
const patched = (annotation: Annotation, { body, target, status }: AnnotationPatch): Annotation => ({
  ...annotation,
  ...(body && { body }),
  ...(target && { target: withoutRevision(target) }),
  ...(status && { status }),
});

/** What the server will most likely make of these fields. Accepting takes theme and words from the suggestion. */
function expected(
  room: RoomName,
  id: AnnotationId,
  fields: AnnotationFields,
  made: string,
  creator: Creator,
  accepted: Annotation | undefined,
): Annotation {
  const { motivation, body, target, replyTo, accepts } = fields;
  const paragraph = resolveRoom(room, creator)?.paragraph;
  if (!paragraph) throw new Error(`Not a room: ${room}`);
  return {
    id,
    motivation,
    body: accepted?.body ?? body,
    target: accepted?.target ?? withoutRevision(target),
    ...(replyTo && { replyTo }),
    ...(accepts && { accepts }),
    creator,
    created: made,
    modified: made,
    status: "open",
    paragraph,
    layer: room.split("/")[2] ?? "",
    edition: "edition" in target ? (target.edition ?? "") : "",
    revision: "revision" in target ? (target.revision ?? 1) : 1,
  };
}

function withoutRevision(target: AnnotationFields["target"]): Target | readonly ParagraphTarget[] {
  if ("length" in target) return target;
  return target.selector ? { selector: target.selector } : {};
}
