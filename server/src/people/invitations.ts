import type { Delegation } from "@apostil/shared/model";
import type { Invitation } from "@apostil/shared/protocol";
import type { StoredInvitation } from "../store/store.ts";
import { keyOf, newInvitationId, newToken } from "./tokens.ts";

/** How long an invitation link lasts, in milliseconds: two weeks, since a delegation passes it on within days. */
export const INVITATION_MS = 14 * 86_400_000;

/** Ids of the links that a start prints while nobody coordinates. */
const BOOTSTRAP_PREFIX = "bootstrap-";

/** What is invited to; `uses` is `null` for any number of times. */
type Wish = Pick<StoredInvitation, "role" | "delegation" | "member" | "uses">;

/** A new invitation and the token of its link, which is kept nowhere. */
export function newInvitation(
  wish: Wish,
  now: number,
): { readonly invitation: StoredInvitation; readonly token: string } {
  const token = newToken();
  const id = newInvitationId();
  return {
    token,
    invitation: { ...wish, id, key: keyOf(token), created: now, expires: now + INVITATION_MS, used: 0 },
  };
}

/** The first coordinator's way in: works once. */
export function newBootstrap(now: number): ReturnType<typeof newInvitation> {
  const made = newInvitation({ role: "coordinator", delegation: null, member: null, uses: 1 }, now);
  return { ...made, invitation: { ...made.invitation, id: `${BOOTSTRAP_PREFIX}${made.invitation.id}` } };
}

export const isBootstrap = ({ id }: Pick<StoredInvitation, "id">): boolean => id.startsWith(BOOTSTRAP_PREFIX);

/** Neither past nor used up. */
export const isUsable = ({ expires, used, uses }: StoredInvitation, now: number): boolean =>
  now < expires && (uses === null || used < uses);

/** As a coordinator sees it. */
export const asView = (invitation: StoredInvitation, delegations: readonly Delegation[]): Invitation => ({
  id: invitation.id,
  role: invitation.role,
  delegation: delegations.find(({ slug }) => slug === invitation.delegation) ?? null,
  member: invitation.member,
  created: new Date(invitation.created).toISOString(),
  expires: new Date(invitation.expires).toISOString(),
  usedBy: invitation.used,
});
