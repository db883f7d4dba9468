import type { MemberId } from "./ids.ts";
import type { Layer } from "./layer.ts";
import { atLeast, type Member, type Role } from "./member.ts";

/**
 * What a person may ask to do. The first two groups happen in a layer; the last concerns the workspace. An annotation's
 * own layer counts, never the one that a request names.
 */
export type Ask =
  | { readonly do: "read" | "annotate" | "writeNote"; readonly layer: Layer }
  | {
      readonly do: "editAnnotation" | "removeAnnotation" | "resolveAnnotation" | "rejectSuggestion";
      readonly layer: Layer;
      readonly creator: MemberId;
    }
  | {
      readonly do:
        | "readTexts"
        | "importText"
        | "readPeople"
        | "invite"
        | "manageMembers"
        | "editCodebook"
        | "importAnnotated";
    };

type Who = Pick<Member, "id" | "role" | "delegation">;

/**
 * _May this member do this here?_ The one answer for sockets, HTTP, search, counts and export. No role opens another's
 * layer: a coordinator, too, sees only what is shared, their delegation's and their own.
 */
export function may(member: Who, ask: Ask): boolean {
  switch (ask.do) {
    case "read":
      return mayRead(member, ask.layer);
    case "annotate":
      return mayRead(member, ask.layer) && (isOwn(ask.layer) || atLeast(member.role, "commenter"));
    case "writeNote":
      return mayRead(member, ask.layer) && mayWriteNote(member.role, ask.layer);
    case "editAnnotation":
      return may(member, { do: "annotate", layer: ask.layer }) && ask.creator === member.id;
    case "removeAnnotation":
      return may(member, { do: "annotate", layer: ask.layer }) && mayChange(member, ask, "coordinator");
    case "resolveAnnotation":
    case "rejectSuggestion":
      return may(member, { do: "annotate", layer: ask.layer }) && mayChange(member, ask, "editor");
    case "readTexts":
    case "readPeople":
      return true;
    case "importText":
      return atLeast(member.role, "editor");
    case "invite":
    case "manageMembers":
    case "editCodebook":
    case "importAnnotated":
      return member.role === "coordinator";
  }
}

/** A layer that only one person has; their role says nothing in it. */
const isOwn = (layer: Layer): boolean => layer.kind === "private" || layer.kind === "round";

function mayRead(member: Who, layer: Layer): boolean {
  switch (layer.kind) {
    case "shared":
    case "final":
      return true;
    case "delegation":
      return member.delegation === layer.slug;
    case "private":
    case "round":
      return member.id === layer.member;
  }
}

/** In the layers of the review nobody writes notes. */
function mayWriteNote(role: Role, layer: Layer): boolean {
  if (layer.kind === "final" || layer.kind === "round") return false;
  return layer.kind === "private" || atLeast(role, "editor");
}

/** One's own, anything in a layer of one's own, and for `least` and above anybody's. */
function mayChange(
  member: Who,
  { layer, creator }: { readonly layer: Layer; readonly creator: MemberId },
  least: Role,
): boolean {
  return isOwn(layer) || creator === member.id || atLeast(member.role, least);
}
