import type { Delegation, Layer, Member, MemberId, ProblemCode, Role } from "../model/index.ts";

/** Bodies of the HTTP interface that are no model of their own. All JSON; times are ISO 8601 in UTC. */

/** RFC 9457 problem details; `code` is ours. */
export type ProblemDetails = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: ProblemCode;
};

/** A layer that the viewer may read. */
export type LayerView = {
  /** The wire layer: `shared`, `norway`, `private`. */
  readonly layer: string;
  readonly kind: Layer["kind"];
  /** The delegation's name; empty for the others, which the interface names itself. */
  readonly name: string;
  /** How many members read it. */
  readonly readers: number;
};

/** `GET /api/me` */
export type Me = {
  readonly member: Member;
  readonly delegation: Delegation | null;
  readonly layers: readonly LayerView[];
  /** Changes when the store was restored. */
  readonly generation: string;
};

/** `GET /api/people` */
export type People = { readonly members: readonly Member[]; readonly delegations: readonly Delegation[] };

/** `POST /api/invitations` */
export type NewInvitation = {
  readonly role: Role;
  /** A delegation's name; made where missing. `null` for none. */
  readonly delegation: string | null;
  /** Set for a link that signs an existing member in again; role and delegation are then theirs. */
  readonly member?: MemberId;
};

/** An invitation as a coordinator sees it. The token is in `link` only, and only in the answer that made it. */
export type Invitation = {
  readonly id: string;
  readonly role: Role;
  readonly delegation: Delegation | null;
  readonly member: MemberId | null;
  readonly created: string;
  readonly expires: string;
  readonly usedBy: number;
};
export type MadeInvitation = Invitation & { readonly link: string };

/** `POST /api/join/look` with `{token}`: what one is invited to. Uses nothing up. */
export type InvitationPreview = {
  readonly role: Role;
  readonly delegation: Delegation | null;
  /** The name of the member that the link signs in; `null` when it makes a new one. */
  readonly member: string | null;
};

/** `POST /api/join` */
export type Join = { readonly token: string; readonly name: string };
