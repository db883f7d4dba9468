import type { MemberId, Role } from "@apostil/shared/model";
import { beforeEach, describe, expect, it } from "vitest";
import { openSqliteStore } from "../store/sqlite/sqlite-store.ts";
import type { Store } from "../store/store.ts";
import { INVITATION_MS } from "./invitations.ts";
import { People, SESSION_MS, type Viewer } from "./people.ts";

const NOW = Date.UTC(2027, 0, 11);
const UNKNOWN = "m0" as MemberId;

let store: Store;
let people: People;

beforeEach(async () => {
  store = await openSqliteStore({ path: ":memory:", serve: false });
  people = new People(store);
});

const signIn = async (token: string, name = "Ada"): Promise<Viewer> =>
  (await people.join(token, name, NOW)).viewer;

async function coordinator(name = "Ada"): Promise<Viewer> {
  const token = await people.tokenFor(name, null, "coordinator", NOW);
  return signIn(token);
}

const invite = async (role: Role, delegation: string | null): Promise<string> =>
  (await people.makeInvitation({ role, delegation }, NOW)).token;

const problem = (code: string): unknown => expect.objectContaining({ name: "Problem", code });

describe("the first coordinator", () => {
  it("comes in by the link of the start, once", async () => {
    const token = (await people.bootstrap(NOW)) ?? "";
    const { viewer } = await people.join(token, "Ada", NOW);
    expect(viewer.member).toMatchObject({ name: "Ada", role: "coordinator", delegation: null });
    await expect(people.join(token, "Eve", NOW)).rejects.toEqual(problem("gone"));
    expect(await people.bootstrap(NOW)).toBeNull();
  });

  it("finds only the link of the last start open", async () => {
    const first = (await people.bootstrap(NOW)) ?? "";
    const second = (await people.bootstrap(NOW)) ?? "";
    await expect(people.look(first, NOW)).rejects.toEqual(problem("notFound"));
    expect(await people.look(second, NOW)).toEqual({ role: "coordinator", delegation: null, member: null });
  });

  it("is no invitation that coordinators see", async () => {
    await people.bootstrap(NOW);
    expect(await people.invitations(NOW)).toEqual([]);
  });
});

describe("an invitation", () => {
  it("makes its delegation and lets any number of people in", async () => {
    const token = await invite("editor", "Côte d’Ivoire");
    const delegation = { slug: "cote-divoire", name: "Côte d’Ivoire" };
    expect(await people.look(token, NOW)).toMatchObject({ role: "editor", delegation, member: null });
    const one = await signIn(token, "Awa");
    const other = await signIn(token, "Koffi");
    expect(one.member).toMatchObject({ role: "editor", delegation: "cote-divoire" });
    expect(other.member.id).not.toBe(one.member.id);
    expect(await people.invitations(NOW)).toMatchObject([{ usedBy: 2, role: "editor" }]);
  });

  it("ends after two weeks", async () => {
    const token = await invite("reader", null);
    const later = NOW + INVITATION_MS;
    await expect(people.join(token, "Ada", later)).rejects.toEqual(problem("gone"));
    expect(await people.invitations(later)).toEqual([]);
  });

  it("can be withdrawn", async () => {
    const { invitation, token } = await people.makeInvitation({ role: "reader", delegation: null }, NOW);
    await people.revokeInvitation(invitation.id);
    await people.revokeInvitation(invitation.id);
    await expect(people.join(token, "Ada", NOW)).rejects.toEqual(problem("notFound"));
  });

  it("signs its member in again, once, with the role and delegation they have", async () => {
    const { member } = await signIn(await invite("editor", "Norway"), "Kari");
    const wish = { role: "reader", delegation: null, member: member.id } as const;
    const { token } = await people.makeInvitation(wish, NOW);
    expect(await people.look(token, NOW)).toMatchObject({ role: "editor", member: "Kari" });
    expect((await signIn(token, "Somebody else")).member).toEqual(member);
    await expect(signIn(token)).rejects.toEqual(problem("gone"));
  });

  it("is of no use once its member was removed", async () => {
    await coordinator();
    const { member } = await signIn(await invite("editor", null), "Kari");
    const wish = { role: "reader", delegation: null, member: member.id } as const;
    const { token } = await people.makeInvitation(wish, NOW);
    await people.removeMember(member.id);
    await expect(signIn(token)).rejects.toEqual(problem("gone"));
    await expect(people.makeInvitation(wish, NOW)).rejects.toEqual(problem("notFound"));
  });

  it.each(["shared", "Private", "final", "round-2", "round"])(
    "makes no delegation called %s",
    async (name) => {
      await expect(invite("reader", name)).rejects.toEqual(problem("invalid"));
    },
  );
});

describe("a session", () => {
  it("ends after 30 days", async () => {
    const { token } = await people.join(await invite("reader", null), "Ada", NOW);
    expect(await people.viewer(token, NOW + SESSION_MS - 1)).not.toBeNull();
    expect(await people.viewer(token, NOW + SESSION_MS)).toBeNull();
  });

  it("ends by signing out, alone of its member's", async () => {
    const bearer = await people.tokenFor("Ada", null, "editor", NOW);
    const one = await people.join(bearer, "", NOW);
    const other = await people.join(bearer, "", NOW);
    await people.signOut(one.viewer);
    expect(await people.viewer(one.token, NOW)).toBeNull();
    expect(await people.again(one.viewer, NOW)).toBeNull();
    expect(await people.viewer(other.token, NOW)).not.toBeNull();
  });

  it("is kept as a digest only", async () => {
    const { token, viewer } = await people.join(await invite("reader", null), "Ada", NOW);
    expect(viewer.actor.session).toMatch(/^[0-9a-f]{64}$/);
    expect(viewer.actor.session).not.toContain(token);
    expect(token).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it("asked again gives role and delegation as they are now", async () => {
    const viewer = await signIn(await invite("editor", "Norway"));
    await people.changeMember(viewer.member.id, { role: "reader", delegation: "Sweden" });
    const now = await people.again(viewer, NOW);
    expect(now?.member).toMatchObject({ role: "reader", delegation: "sweden" });
    expect(now?.actor.version).not.toBe(viewer.actor.version);
  });

  it("of a token nobody made is none, and the token opens nothing", async () => {
    expect(await people.viewer("nobody", NOW)).toBeNull();
    await expect(people.look("nobody", NOW)).rejects.toEqual(problem("notFound"));
  });

  it("of a browser is no invitation", async () => {
    const { token } = await people.join(await invite("reader", null), "Ada", NOW);
    await expect(people.join(token, "Eve", NOW)).rejects.toEqual(problem("notFound"));
  });
});

describe("the operator's token", () => {
  it("makes delegation and member where missing, and sets the role", async () => {
    const first = await people.viewer(await people.tokenFor("Kari", "Norway", "reader", NOW), NOW);
    const second = await people.viewer(await people.tokenFor("Kari", "Norway", "editor", NOW), NOW);
    const elsewhere = await people.viewer(await people.tokenFor("Kari", "Sweden", "editor", NOW), NOW);
    expect(second?.member).toMatchObject({ id: first?.member.id, role: "editor", delegation: "norway" });
    expect(elsewhere?.member.id).not.toBe(first?.member.id);
  });

  it("may take the last coordinator's role away", async () => {
    const { member } = await coordinator();
    await people.tokenFor("Ada", null, "reader", NOW);
    expect((await people.list()).members).toEqual([{ ...member, role: "reader" }]);
  });
});

describe("members", () => {
  it("always keep a coordinator, also when two demote each other at once", async () => {
    const ada = await coordinator("Ada");
    await expect(people.changeMember(ada.member.id, { role: "editor" })).rejects.toEqual(problem("invalid"));
    await expect(people.removeMember(ada.member.id)).rejects.toEqual(problem("invalid"));
    const bo = await coordinator("Bo");
    const both = await Promise.allSettled([
      people.changeMember(ada.member.id, { role: "editor" }),
      people.removeMember(bo.member.id),
    ]);
    expect(both.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
  });

  it("are gone from the list, with their sessions, when they are removed", async () => {
    const ada = await coordinator();
    const { token, viewer } = await people.join(await invite("editor", "Norway"), "Kari", NOW);
    await people.removeMember(viewer.member.id);
    expect(await people.viewer(token, NOW)).toBeNull();
    expect((await people.list()).members).toEqual([ada.member]);
    await expect(people.removeMember(viewer.member.id)).rejects.toEqual(problem("notFound"));
    await expect(people.changeMember(UNKNOWN, { role: "reader" })).rejects.toEqual(problem("notFound"));
  });

  it("share a delegation whose name differs in case alone, and never one that differs in letters", async () => {
    const slugs = await Promise.all(
      ["Norway", "NORWAY", "norway", "Норвегия 1", "Швеция 1", "中国"].map(async (name) => {
        const viewer = await signIn(await invite("reader", name));
        return viewer.member.delegation;
      }),
    );
    expect(new Set(slugs.slice(0, 3))).toEqual(new Set(["norway"]));
    expect(new Set(slugs).size).toBe(4);
  });

  it.each([
    ["nothing", "  "],
    ["too much", "x".repeat(81)],
    ["a line end", "Ada\nEve"],
    ["a mark that turns the direction", "Ada\u202eevE"],
  ])("have no name of %s", async (_, name) => {
    await expect(signIn(await invite("reader", null), name)).rejects.toEqual(problem("invalid"));
  });

  it("have a name in one normal form", async () => {
    const { member } = await signIn(await invite("reader", null), "  Jose\u0301  ");
    expect(member.name).toBe("José");
  });
});

it("tells listeners of every change until they leave", async () => {
  let calls = 0;
  const leave = people.onChange(() => calls++);
  const viewer = await signIn(await people.tokenFor("Ada", null, "editor", NOW));
  await people.changeMember(viewer.member.id, { role: "reader" });
  await people.signOut(viewer);
  await people.removeMember(viewer.member.id);
  people.changedOutside();
  expect(calls).toBe(6);
  leave();
  people.changedOutside();
  expect(calls).toBe(6);
});
