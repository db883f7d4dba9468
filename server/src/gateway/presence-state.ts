import { asParagraphId, type Delegation, type Member, NO_DELEGATION_COLOUR } from "@apostil/shared/model";

/**
 * What of an awareness state is passed on: known fields only, and who it is from the server's own knowledge. Otherwise
 * presence would be a way to show words that were not saved, or a name that is not one's own.
 */

/** As everybody receives it. `color` is the name that editors with carets look for. */
export type PresenceState = {
  readonly user: {
    readonly id: string;
    readonly name: string;
    /** Slug. */
    readonly delegation: string | null;
    readonly color: string;
  };
  /** The paragraph that the person is reading, in the rooms `<text>/_/<layer>`. */
  readonly paragraph?: string;
  /** Selection in the note, as Yjs relative positions. */
  readonly cursor?: { readonly anchor: RelativePosition; readonly head: RelativePosition };
};

type StructId = { readonly client: number; readonly clock: number };
type RelativePosition = {
  readonly type?: StructId;
  readonly tname?: "note";
  readonly item?: StructId;
  readonly assoc?: number;
};

/** @param state what the client sent, parsed; anything. `null` when it says that it left. */
export function stamp(state: unknown, member: Member, delegation: Delegation | null): PresenceState | null {
  if (typeof state !== "object" || state === null) return null;
  const { paragraph, cursor } = state as { readonly paragraph?: unknown; readonly cursor?: unknown };
  const id = typeof paragraph === "string" ? asParagraphId(paragraph) : null;
  const selection = selectionOf(cursor);
  return {
    user: {
      id: member.id,
      name: member.name,
      delegation: member.delegation,
      color: delegation?.colour ?? NO_DELEGATION_COLOUR,
    },
    ...(id === null ? {} : { paragraph: id }),
    ...(selection === null ? {} : { cursor: selection }),
  };
}

function selectionOf(cursor: unknown): NonNullable<PresenceState["cursor"]> | null {
  if (typeof cursor !== "object" || cursor === null) return null;
  const { anchor, head } = cursor as { readonly anchor?: unknown; readonly head?: unknown };
  const from = positionOf(anchor);
  const to = positionOf(head);
  return from && to ? { anchor: from, head: to } : null;
}

function positionOf(value: unknown): RelativePosition | null {
  if (typeof value !== "object" || value === null) return null;
  const { type, tname, item, assoc } = value as Record<string, unknown>;
  const typeId = structIdOf(type);
  const itemId = structIdOf(item);
  if (!typeId && !itemId && tname !== "note") return null;
  return {
    ...(typeId ? { type: typeId } : {}),
    ...(tname === "note" ? { tname } : {}),
    ...(itemId ? { item: itemId } : {}),
    ...(assoc === 0 || assoc === -1 || assoc === 1 ? { assoc } : {}),
  };
}

function structIdOf(value: unknown): StructId | null {
  if (typeof value !== "object" || value === null) return null;
  const { client, clock } = value as { readonly client?: unknown; readonly clock?: unknown };
  return Number.isSafeInteger(client) && Number.isSafeInteger(clock)
    ? { client: client as number, clock: clock as number }
    : null;
}
