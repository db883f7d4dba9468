import type { Member, Text } from "@apostil/shared/model";
import type { Engine } from "../engine/engine.ts";
import { keyOf, newToken } from "../people/tokens.ts";
import { SERVER, type Store } from "../store/store.ts";
import { CAST, DELEGATIONS, SIGN_INS } from "./cast.ts";
import { demoRooms, taggedRooms } from "./rooms.ts";

/** A way into the demo. */
export type DemoSignIn = {
  readonly member: Member;
  /** Bearer token. */
  readonly token: string;
};

export type DemoParts = {
  readonly store: Pick<
    Store,
    "addDelegation" | "addMember" | "addSession" | "annotations" | "delegations" | "member"
  >;
  readonly engine: Pick<Engine, "restoreRoom">;
};

/**
 * Fills a store with a house to look at: three delegations that have worked on resolution 2395 (2017) for some days.
 * The same text, codebook and time give the same house; only the tokens are new each time. What is there stays there,
 * so that filling twice is filling once.
 * @param request `text`: the bundled one; `now`: milliseconds since 1970, what the days are counted back from
 * @throws Error when the text is another one; StoreError; Problem
 */
export async function fillDemo(
  { store, engine }: DemoParts,
  request: { readonly text: Text; readonly now: number },
): Promise<readonly DemoSignIn[]> {
  await addCast(store);
  const suggestions = await store.annotations(taggedRooms(request.text));
  for (const [room, content] of demoRooms(request, suggestions))
    await engine.restoreRoom(SERVER, room, content);
  return Promise.all(SIGN_INS.map((who) => signIn(store, CAST[who], request.now)));
}

async function addCast(store: DemoParts["store"]): Promise<void> {
  const known = new Set((await store.delegations()).map(({ slug }) => slug));
  for (const delegation of DELEGATIONS)
    if (!known.has(delegation.slug)) await store.addDelegation(delegation);
  for (const member of Object.values(CAST))
    if ((await store.member(member.id)) === null) await store.addMember(member);
}

async function signIn(store: DemoParts["store"], member: Member, now: number): Promise<DemoSignIn> {
  const token = newToken();
  await store.addSession({
    key: keyOf(token),
    member: member.id,
    kind: "bearer",
    created: now,
    expires: null,
  });
  return { member, token };
}
