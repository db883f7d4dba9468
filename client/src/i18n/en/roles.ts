import type { Role } from "@apostil/shared/model";

/** Names of the roles. */
export const roles: Record<Role, string> = {
  reader: "Reader",
  commenter: "Commenter",
  editor: "Editor",
  coordinator: "Coordinator",
};

/** What each role may do, most telling first. */
export const roleMeanings: Record<Role, string> = {
  reader: "reads everything that is shared",
  commenter: "comments, tags and highlights as well",
  editor: "writes notes and imports texts as well",
  coordinator: "invites people and sets their roles as well",
};
