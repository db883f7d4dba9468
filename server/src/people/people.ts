import { type Delegation, type Member, type MemberId, Problem, type Role } from "@apostil/shared/model";
import type {
  InvitationPreview,
  Invitation as InvitationView,
  NewInvitation,
  People as PeopleView,
} from "@apostil/shared/protocol";
import type { Actor, PeopleStore, StoredInvitation, StoredMember } from "../store/store.ts";
import { delegationNamed } from "./delegations.ts";
import { asView, isBootstrap, isUsable, newBootstrap, newInvitation } from "./invitations.ts";
import { cleanName } from "./names.ts";
import { keyOf, newMemberId, newToken } from "./tokens.ts";

/** How long a browser stays signed in, in milliseconds: 30 days, since weeks between two rounds of work are common. */
export const SESSION_MS = 30 * 86_400_000;

/** Somebody who is signed in: who they are, and how a write of theirs is checked once more when it is stored. */
export type Viewer = { readonly member: Member; readonly actor: Actor };

/** A browser was signed in: the token belongs into its cookie. */
export type SignedIn = { readonly token: string; readonly viewer: Viewer };

/** A role, a delegation's name (`null` for none), or both. */
export type MemberChange = { readonly role?: Role; readonly delegation?: string | null };

/**
 * Accounts, sessions, delegations and invitations. It asks no rights: whoever calls has asked them, or is the operator
 * (CLI). Nothing is kept in memory, so that another process may change people at any time.
 *
 * @throws Problem from whatever takes words of people
 */
export class People {
  readonly #store: PeopleStore;
  readonly #listeners = new Set<() => void>();
  /** Changes run one after the other: two coordinators who demote each other at once must not both succeed. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(store: PeopleStore) {
    this.#store = store;
  }

  /** Who this token signs in; `null` when it is unknown or past, or its member was removed. */
  viewer(token: string, now = Date.now()): Promise<Viewer | null> {
    return this.#viewerOfSession(keyOf(token), now);
  }

  /** The same session asked anew: role and delegation as they are now, `null` when it ended. */
  async again(viewer: Viewer, now = Date.now()): Promise<Viewer | null> {
    return viewer.actor.session === null ? viewer : this.#viewerOfSession(viewer.actor.session, now);
  }

  /** Calls back after any change of members, delegations or sessions. @returns ends it */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Another process has written: whoever listens asks again. */
  changedOutside(): void {
    this.#changed();
  }

  /** Those who are members now, by name, and all delegations. */
  async list(): Promise<PeopleView> {
    const [members, delegations] = await Promise.all([this.#active(), this.#store.delegations()]);
    return { members: members.map(asMember).sort(byName), delegations: [...delegations].sort(byName) };
  }

  async delegation(slug: string | null): Promise<Delegation | null> {
    if (slug === null) return null;
    return (await this.#store.delegations()).find((delegation) => delegation.slug === slug) ?? null;
  }

  /** Makes a link's token: for a role in a delegation, any number of times, or once for a member who signs in again. */
  async makeInvitation(
    wish: NewInvitation,
    now = Date.now(),
  ): Promise<{ readonly invitation: InvitationView; readonly token: string }> {
    const member = wish.member === undefined ? null : await this.#member(wish.member);
    const role = member?.role ?? wish.role;
    const delegation = member ? member.delegation : await this.#delegationNamed(wish.delegation);
    const made = newInvitation(
      { role, delegation, member: member?.id ?? null, uses: member ? 1 : null },
      now,
    );
    await this.#store.addInvitation(made.invitation);
    return { invitation: asView(made.invitation, await this.#store.delegations()), token: made.token };
  }

  /** Invitations that can still be used, the newest first; without those that a start makes. */
  async invitations(now = Date.now()): Promise<InvitationView[]> {
    const [stored, delegations] = await Promise.all([this.#store.invitations(), this.#store.delegations()]);
    return stored
      .filter((invitation) => isUsable(invitation, now) && !isBootstrap(invitation))
      .sort((one, other) => other.created - one.created)
      .map((invitation) => asView(invitation, delegations));
  }

  /** Whoever has the link cannot use it any more. Done again, nothing happens. */
  revokeInvitation(id: string): Promise<void> {
    return this.#store.removeInvitation(id);
  }

  /** What a token invites to; uses nothing up. */
  async look(token: string, now = Date.now()): Promise<InvitationPreview> {
    const { invitation, member } = await this.#opened(token, now);
    const role = member?.role ?? invitation?.role ?? "reader";
    const slug = member ? member.delegation : (invitation?.delegation ?? null);
    return { role, delegation: await this.delegation(slug), member: member?.name ?? null };
  }

  /**
   * Signs a browser in with a session of its own: by an invitation (which makes a member of this name, or signs its
   * member in), or by a bearer token that the operator made.
   */
  async join(token: string, name: string, now = Date.now()): Promise<SignedIn> {
    const { invitation, member } = await this.#opened(token, now);
    const joining: Member = member
      ? asMember(member)
      : {
          id: newMemberId(),
          name: cleanName(name, "person"),
          role: invitation?.role ?? "reader",
          delegation: invitation?.delegation ?? null,
        };
    const made = newToken();
    const session = {
      key: keyOf(made),
      member: joining.id,
      kind: "cookie",
      created: now,
      expires: now + SESSION_MS,
    } as const;
    if (!invitation) await this.#store.addSession(session);
    else if (
      !(await this.#store.acceptInvitation(invitation.key, now, { member: member ? null : joining, session }))
    )
      throw usedUp();
    const viewer = await this.viewer(made, now);
    if (!viewer) throw usedUp();
    this.#changed();
    return { token: made, viewer };
  }

  /**
   * While nobody coordinates: a fresh link for the first coordinator, which works once; the one of the last start is
   * withdrawn. @returns its token, `null` when there is a coordinator
   */
  async bootstrap(now = Date.now()): Promise<string | null> {
    for (const invitation of await this.#store.invitations())
      if (isBootstrap(invitation)) await this.#store.removeInvitation(invitation.id);
    if ((await this.#active()).some(({ role }) => role === "coordinator")) return null;
    const { invitation, token } = newBootstrap(now);
    await this.#store.addInvitation(invitation);
    return token;
  }

  /** @throws Problem invalid when nobody would coordinate any more */
  changeMember(id: MemberId, change: MemberChange): Promise<Member> {
    return this.#inTurn(async () => {
      const member = await this.#member(id);
      if (change.role !== undefined && change.role !== "coordinator") await this.#keepCoordinator(member);
      await this.#store.changeMember(id, {
        ...(change.role === undefined ? {} : { role: change.role }),
        ...(change.delegation === undefined
          ? {}
          : { delegation: await this.#delegationNamed(change.delegation) }),
      });
      this.#changed();
      return asMember(await this.#member(id));
    });
  }

  /** Ends the sessions too; what the member wrote stays. @throws Problem invalid when nobody would coordinate any more */
  removeMember(id: MemberId): Promise<void> {
    return this.#inTurn(async () => {
      await this.#keepCoordinator(await this.#member(id));
      await this.#store.removeMember(id);
      this.#changed();
    });
  }

  async signOut(viewer: Viewer): Promise<void> {
    if (viewer.actor.session !== null) await this.#store.endSession(viewer.actor.session);
    this.#changed();
  }

  /**
   * A token for programs, without an end, of the member with this name in this delegation; both are made where
   * missing, and the role is set. For the operator alone: it is also the way back in when the coordinator is lost.
   */
  tokenFor(name: string, delegation: string | null, role: Role, now = Date.now()): Promise<string> {
    return this.#inTurn(async () => {
      const member = await this.#memberNamed(cleanName(name, "person"), delegation, role);
      if (member.role !== role) await this.#store.changeMember(member.id, { role });
      const token = newToken();
      await this.#store.addSession({
        key: keyOf(token),
        member: member.id,
        kind: "bearer",
        created: now,
        expires: null,
      });
      this.#changed();
      return token;
    });
  }

  async #viewerOfSession(key: string, now: number): Promise<Viewer | null> {
    const found = await this.#store.session(key, now);
    if (!found) return null;
    const { member } = found;
    return { member: asMember(member), actor: { member: member.id, version: member.version, session: key } };
  }

  /** What a token opens: an invitation, and the member that it signs in. @throws Problem notFound, gone */
  async #opened(
    token: string,
    now: number,
  ): Promise<{ readonly invitation: StoredInvitation | null; readonly member: StoredMember | null }> {
    const key = keyOf(token);
    const invitation = await this.#store.invitation(key);
    if (invitation) {
      if (!isUsable(invitation, now)) throw usedUp();
      const member = invitation.member === null ? null : await this.#store.member(invitation.member);
      if (invitation.member !== null && (member === null || member.removed !== null)) throw usedUp();
      return { invitation, member };
    }
    const bearer = await this.#store.session(key, now);
    if (bearer?.session.kind === "bearer") return { invitation: null, member: bearer.member };
    throw new Problem("notFound", "This link is not known here, or was withdrawn: ask for a new one.");
  }

  async #active(): Promise<StoredMember[]> {
    return (await this.#store.members()).filter(({ removed }) => removed === null);
  }

  async #member(id: MemberId): Promise<StoredMember> {
    const member = await this.#store.member(id);
    if (!member || member.removed !== null) throw new Problem("notFound", "There is no such member.");
    return member;
  }

  async #memberNamed(name: string, delegation: string | null, role: Role): Promise<Member> {
    const slug = await this.#delegationNamed(delegation);
    const known = (await this.#active()).find((member) => member.name === name && member.delegation === slug);
    if (known) return known;
    const made: Member = { id: newMemberId(), name, role, delegation: slug };
    await this.#store.addMember(made);
    return made;
  }

  async #delegationNamed(name: string | null): Promise<string | null> {
    return name === null ? null : delegationNamed(this.#store, name);
  }

  async #keepCoordinator(member: StoredMember): Promise<void> {
    if (member.role !== "coordinator") return;
    const others = (await this.#active()).filter(
      ({ id, role }) => role === "coordinator" && id !== member.id,
    );
    if (others.length === 0)
      throw new Problem(
        "invalid",
        "Nobody would coordinate any more: make somebody else a coordinator first.",
      );
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.#last.then(work);
    this.#last = turn.catch(() => undefined);
    return turn;
  }
}

const usedUp = (): Problem =>
  new Problem("gone", "This link has been used, or is too old: ask for a new one.");

const asMember = ({ id, name, role, delegation }: Member): Member => ({ id, name, role, delegation });

const byName = (one: { readonly name: string }, other: { readonly name: string }): number =>
  one.name.localeCompare(other.name, "en");
