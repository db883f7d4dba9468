import { plural, relative } from "./numbers.ts";

/** Members, roles and invitations. */
export const people = {
  title: "People",
  count: (members: number, delegations: number) =>
    [
      plural(members, { one: "# member", other: "# members" }),
      plural(delegations, { one: "# delegation", other: "# delegations" }),
    ].join(" · "),
  name: "Name",
  delegation: "Delegation",
  role: "Role",
  actions: "Actions",
  you: "you",
  none: "–",
  noDelegation: "No delegation",
  roleOf: (name: string) => `Role of ${name}`,
  roleChanged: (name: string, role: string) => `${name} is now ${role.toLowerCase()}.`,
  more: (name: string) => `More for ${name}`,
  changeDelegation: "Change delegation…",
  changeDelegationOf: (name: string) => `Delegation of ${name}`,
  changeDelegationHint: (name: string) =>
    `${name} leaves the layer of the old delegation at once, and joins that of the new one.`,
  delegationHint: "One that exists, or a new name. Empty for none.",
  delegationChanged: (name: string, delegation: string | null) =>
    delegation ? `${name} now belongs to ${delegation}.` : `${name} now belongs to no delegation.`,
  signInLink: "Make a sign-in link…",
  signInLinkFor: (name: string) => `Sign-in link for ${name}`,
  signInLinkHint: (name: string) =>
    `It works once, and signs whoever opens it in as ${name}. Send it to no one else.`,
  remove: "Remove…",
  removeTitle: (name: string) => `Remove ${name}?`,
  removeHint: (name: string) =>
    `${name} is signed out at once, and needs a new invitation to come back. What ${name} wrote stays.`,
  removed: (name: string) => `${name} was removed.`,
  changeFailed: (why: string) => `The role stays as it was. ${why}`,
  removeFailed: (why: string) => `Nobody was removed. ${why}`,
  rolesTitle: "What the roles may do",
  loading: "Loading people…",
  failed: "People could not be loaded",
  invite: "Invite people",
  inviteTitle: "Invite people",
  inviteHint: "Everyone who opens the link joins with this role and delegation.",
  makeLink: "Make the link",
  link: "Link",
  linkFor: (role: string, delegation: string | null) =>
    delegation ? `Invitation: ${role.toLowerCase()} of ${delegation}` : `Invitation: ${role.toLowerCase()}`,
  linkReady: (until: string) => `Works until ${until}. It is shown only now: copy it and send it.`,
  linkAs: (role: string, delegation: string | null) => (delegation ? `${role} · ${delegation}` : role),
  copyLink: "Copy link",
  open: "Open invitations",
  noneOpen: "None. A link that you make stands here until it expires.",
  signsIn: (name: string) => `Signs in ${name}`,
  state: (used: number, expires: string) => {
    const by = plural(used, { one: "used by # person", other: "used by # people" });
    return `${used === 0 ? "not used yet" : by} · expires ${relative(expires)}`;
  },
  revoke: "Withdraw",
  revokeOf: (what: string) => `Withdraw the invitation “${what}”`,
  revoked: "The invitation was withdrawn.",
  revokeFailed: (why: string) => `The invitation was not withdrawn. ${why}`,
  done: "Done",
};
