import { plural } from "./numbers.ts";

/** The bar, the banners and the messages around every screen. */
export const app = {
  title: (screen: string) => `${screen} · Apostil`,
  skip: "Skip to content",
  screens: "Screens",
  menu: "Menu",
  library: "Library",
  text: "Text",
  people: "People",
  codebook: "Codebook",
  export: "Export",
  exportMenu: "Export…",
  here: "Here now",
  saved: "Saved",
  saving: "Saving…",
  offline: (kept: number) =>
    kept === 0
      ? "Offline"
      : plural(kept, { one: "Offline, # change kept here", other: "Offline, # changes kept here" }),
  offlineBanner: (kept: number) =>
    kept === 0
      ? "Offline. You can go on reading and writing; changes are sent when you are back."
      : plural(kept, {
          one: "Offline. # change is kept in this browser and sent when you are back.",
          other: "Offline. # changes are kept in this browser and sent when you are back.",
        }),
  account: (name: string) => `Account of ${name}`,
  belongs: (delegation: string | null, role: string) =>
    delegation === null ? `No delegation · ${role}` : `${delegation} · ${role}`,
  signOut: "Sign out",
  signOutFailed: (why: string) => `You are still signed in. ${why}`,
  signOutTitle: "Sign out now?",
  signOutHint:
    "Some of your changes have not reached the server yet. They can stay in this browser until you sign in again, or be deleted for good.",
  signOutKeep: "Sign out and keep them",
  signOutDrop: "Sign out and delete them",
  notKept: "This browser keeps no copies: leave this page open until everything is saved.",
  sessionEnded:
    "You are signed out. What is on this page stays to read and copy, but nothing more is saved. Open your sign-in link to go on.",
  leave: "Leave this page",
  broke: "Something on this page broke",
  brokeHint: "What was saved is safe. Reload the page to go on.",
  screenBroke: "This screen could not be shown",
  notFound: "There is nothing at this address",
  notFoundHint: "The link may be incomplete, or what it led to was removed.",
  toLibrary: "Go to the library",
  startFailed: "Apostil could not start",
  signedOut: "Signed out",
};
