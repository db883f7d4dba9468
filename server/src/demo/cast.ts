import { DELEGATION_COLOURS, type Delegation, type Member, type MemberId } from "@apostil/shared/model";

/** The house of `serve --demo`: invented people of three delegations and of the secretariat. */

const delegation = (slug: string, name: string, colour: string | undefined): Delegation => ({
  slug,
  name,
  colour: colour ?? DELEGATION_COLOURS[0],
});

export const DELEGATIONS: readonly Delegation[] = [
  delegation("norway", "Norway", DELEGATION_COLOURS[0]),
  delegation("jordan", "Jordan", DELEGATION_COLOURS[1]),
  delegation("ghana", "Ghana", DELEGATION_COLOURS[2]),
];

const member = (id: string, name: string, role: Member["role"], delegation: string | null): Member => ({
  id: `demo-${id}` as MemberId,
  name,
  role,
  delegation,
});

export const CAST = {
  lucia: member("lucia-ferrer", "Lucía Ferrer", "coordinator", null),
  maren: member("maren-olsen", "Maren Olsen", "editor", "norway"),
  henrik: member("henrik-solberg", "Henrik Solberg", "commenter", "norway"),
  amal: member("amal-nasser", "Amal Nasser", "editor", "jordan"),
  tariq: member("tariq-haddad", "Tariq Haddad", "editor", "jordan"),
  kofi: member("kofi-boateng", "Kofi Boateng", "editor", "ghana"),
  efua: member("efua-mensah", "Efua Mensah", "commenter", "ghana"),
  jonas: member("jonas-weber", "Jonas Weber", "reader", null),
} as const satisfies Readonly<Record<string, Member>>;

export type Who = keyof typeof CAST;

/** Who a visitor may look through the eyes of: the coordinator, and one of each delegation. */
export const SIGN_INS: readonly Who[] = ["lucia", "maren", "amal", "kofi"];
