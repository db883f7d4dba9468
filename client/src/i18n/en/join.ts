import type { Role } from "@apostil/shared/model";
import { roleMeanings, roles } from "./roles.ts";

/** Behind an invitation link. */
export const join = {
  title: "Invitation",
  looking: "Reading the invitation…",
  as: (role: string, delegation: string | null) =>
    delegation === null
      ? `You are invited as ${role.toLowerCase()}`
      : `You are invited as ${role.toLowerCase()} of ${delegation}`,
  back: (name: string) => `Welcome back, ${name}`,
  backHint: "This link signs you in on this device.",
  may: (role: Role) =>
    `${role === "editor" ? "An" : "A"} ${roles[role].toLowerCase()} ${roleMeanings[role]}.`,
  already: (name: string) => `You are signed in here as ${name}. Joining by this link ends that.`,
  name: "Your name",
  nameHint: "The others see it beside what you write.",
  nameMissing: "Type your name first.",
  enter: "Join",
  signIn: "Sign in",
  incomplete: "This link is incomplete",
  incompleteHint: "Copy the whole link from the message, up to its last character, and open it again.",
  unknown: "This invitation is not known here",
  unknownHint: "It was withdrawn, or the link is not complete. Ask whoever invited you for a new one.",
  usedUp: "This invitation is over",
  usedUpHint: "It has expired or was used already. Ask whoever invited you for a new one.",
  failed: "The invitation could not be read",
};
