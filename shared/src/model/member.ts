import type { MemberId } from "./ids.ts";

/** From the least to the most: each may do what those before it may. */
export const ROLES = ["reader", "commenter", "editor", "coordinator"] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (value: unknown): value is Role => ROLES.includes(value as Role);

/** Whether `role` is `least` or above it. */
export const atLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least);

/** Any group whose members share a layer: a mission, a research team, an NGO. */
export type Delegation = {
  /** The name of its layer and the key of its membership: `norway`. */
  readonly slug: string;
  readonly name: string;
  /** `#rrggbb`: avatars and carets of its members. */
  readonly colour: string;
};

export type Member = {
  readonly id: MemberId;
  readonly name: string;
  readonly role: Role;
  /** Slug of the delegation; `null` for someone who belongs to none. */
  readonly delegation: string | null;
};

/** Longest name of a person, delegation or theme, in characters: fits a card's head. */
export const MAX_NAME_LENGTH = 80;

/** Colours of delegations, `#rrggbb`, white text readable on each (4.5 : 1); handed out in turn. */
export const DELEGATION_COLOURS = [
  "#8a3f8f",
  "#1f6f8b",
  "#9c5a13",
  "#3d6b35",
  "#a3394d",
  "#4f5bb0",
  "#6b5b3e",
  "#0f7268",
] as const;

/** For people without a delegation. */
export const NO_DELEGATION_COLOUR = "#5d5a54";
