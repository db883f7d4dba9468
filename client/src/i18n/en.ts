import type { ProblemCode, Role } from "@apostil/shared/model";
import { formatters } from "./format.ts";

/** BCP 47: for numbers, days and the page's `lang`. */
const locale = "en-GB";
const { date, language, list, number, plural, relative } = formatters(locale);

const roles: Record<Role, string> = {
  reader: "Reader",
  commenter: "Commenter",
  editor: "Editor",
  coordinator: "Coordinator",
};

/** What each role may do, most telling first. */
const roleMeanings: Record<Role, string> = {
  reader: "reads everything that is shared",
  commenter: "comments, tags and highlights as well",
  editor: "writes notes and imports texts as well",
  coordinator: "invites people and sets their roles as well",
};

const problems: Record<ProblemCode | "offline" | "unknown", string> = {
  notUnderstood: "The server could not read this request. Reload the page and try again.",
  notSignedIn: "You are signed out. Open your sign-in link again.",
  notAllowed: "Your role, or your delegation, does not allow this.",
  foreignOrigin: "The server refused this, because the page was opened from another address.",
  notFound: "This is not here, or not here any more.",
  taken: "This already exists.",
  gone: "This was removed.",
  tooLarge: "This is larger than the limit.",
  wrongType: "Files of this kind cannot be read yet.",
  invalid: "Something in this is not right.",
  quoteNotFound: "The words that this is about do not stand in the paragraph.",
  quoteAmbiguous: "The words that this is about stand in the paragraph more than once.",
  tooMany: "That was a lot at once. Wait a moment and try again.",
  notSaved: "The server could not do this just now. Try again.",
  offline: "The server cannot be reached. Check the connection and try again.",
  unknown: "Something went wrong. Try again.",
};

/** Every word that a person reads, in English. Another language is another file of this shape ({@link Catalogue}). */
export const en = {
  locale,

  common: {
    product: "Apostil",
    cancel: "Cancel",
    close: "Close",
    copy: "Copy",
    copied: "Copied",
    copyFailed: "The browser did not allow copying. Select the words and copy them by hand.",
    dismiss: "Dismiss",
    loading: "Loading…",
    messages: "Messages",
    retry: "Try again",
    reload: "Reload the page",
    remove: "Remove",
    save: "Save",
    /** So many that are not shown. */
    more: (count: number) => `+${number(count)}`,
  },

  layers: {
    label: "Layer",
    shared: "Shared",
    private: "Only me",
    final: "Final",
    round: "My coding",
    /** For whoever needs to know who reads it. */
    readers: (count: number) => plural(count, { one: "# person", other: "# people" }),
    only: (delegation: string) => `${delegation} only`,
  },

  roles,
  roleMeanings,
  problems,

  app: {
    title: (screen: string) => `${screen} · Apostil`,
    skip: "Skip to content",
    screens: "Screens",
    menu: "Menu",
    library: "Library",
    text: "Text",
    people: "People",
    codebook: "Codebook",
    export: "Export",
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
            one: "Offline. # change is kept on this page and sent when you are back.",
            other: "Offline. # changes are kept on this page and sent when you are back.",
          }),
    account: (name: string) => `Account of ${name}`,
    belongs: (delegation: string | null, role: string) =>
      delegation === null ? `No delegation · ${role}` : `${delegation} · ${role}`,
    signOut: "Sign out",
    signOutFailed: (why: string) => `You are still signed in. ${why}`,
    signOutTitle: "Sign out now?",
    signOutHint: "Some of your changes have not reached the server yet. They are lost when you sign out.",
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
  },

  setAside: {
    banner: (count: number) =>
      plural(count, {
        one: "The server did not take some of your words. They are kept here.",
        other: "The server did not take some of your words, in # places. They are kept here.",
      }),
    show: "Show them",
    title: "These words were not taken",
    hint: "Nothing is lost: copy what you need before you leave this page.",
    where: (paragraph: string, layer: string | null) => (layer ? `${paragraph} · ${layer}` : paragraph),
    refused: "Your role, your delegation or the text had changed before these words reached the server.",
    restored: "The server was restored from a backup before these words reached it.",
    noWords: "A change without words of its own: a tag, a status or a removal.",
    dismiss: "Dismiss",
  },

  welcome: {
    title: "Welcome",
    lead: "Read a text together, clause by clause.",
    what: "Apostil keeps notes, comments and themes beside each paragraph of a resolution, a draft or a treaty: shared by all, within your delegation, or for you alone.",
    how: "To come in, open the invitation link that a coordinator sent you. If you were here before, on another device, ask for a sign-in link.",
    gone: "You are signed out.",
    example: "An example",
    specimen: {
      label: "OP29",
      verb: "Encourages",
      before: "CTED to integrate",
      marked: "the impact of terrorism on children and children’s rights",
      after: "into its work, as appropriate …",
      theme: "Children’s rights",
      who: "Amal Nasser, Jordan",
      said: "Do we want to name the families as well?",
    },
  },

  join: {
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
  },

  library: {
    title: "Library",
    count: (count: number) => plural(count, { one: "# text", other: "# texts" }),
    text: "Text",
    language: "Language",
    paragraphs: "Paragraphs",
    date: "Date",
    noDate: "–",
    day: date,
    languageName: language,
    number,
    import: "Import a text",
    importing: (name: string) => `Importing ${name}…`,
    imported: (title: string) => `Imported “${title}”.`,
    importFailed: (name: string, why: string) => `${name} was not imported. ${why}`,
    open: "Open",
    drop: "Drop the file to import it",
    empty: "No texts yet",
    emptyImport:
      "Import a resolution, a draft or a treaty as a plain text file, or drop it here. It is split into its paragraphs.",
    emptyWait: "Texts appear here when an editor imports one.",
    loading: "Loading the library…",
    failed: "The library could not be loaded",
  },

  people: {
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
  },

  codebook: {
    title: "Codebook",
    count: (count: number) => plural(count, { one: "# theme", other: "# themes" }),
    lead: "The themes that paragraphs and words are tagged with. Key words make suggestions, which a person accepts or rejects.",
    keyWords: "Key words",
    noKeyWords: "No key words: this theme is never suggested.",
    empty: "The codebook has no themes",
    emptyHint: "Without themes, texts can be commented but not tagged.",
    loading: "Loading the codebook…",
    failed: "The codebook could not be loaded",
  },

  export: {
    title: "Export",
    format: "Format",
    formats: { md: "Markdown", json: "JSON" },
    layers: "Layers",
    says: {
      md: "Markdown is the text to read, with tags, comments and notes under each paragraph, replies included.",
      json: "JSON is everything, with identifiers and times: text, annotations, notes and codebook. Apostil can import it again.",
    },
    holds: (layers: readonly string[]) => `It holds what stands in: ${list(layers)}.`,
    warns: (layers: readonly string[]) =>
      `${list(layers)}: not everybody may read this. Mind whom you send the file to.`,
    open: "Export…",
    noLayer: "Choose at least one layer.",
    download: "Download",
    started: "The download begins.",
  },

  reader: {
    loading: "Loading the text…",
    notFound: "There is no such text",
    notFoundHint: "It may have been removed, or the link is not complete.",
    failed: "The text could not be loaded",
    titles: {
      council: (number: string) => `Security Council resolution ${number}`,
      assembly: (number: string) => `General Assembly resolution ${number}`,
      rights: (number: string) => `Human Rights Council resolution ${number}`,
      social: (number: string) => `Economic and Social Council resolution ${number}`,
    },
    adopted: (iso: string) => `Adopted ${date(iso)}`,
    dated: (iso: string) => date(iso),
    paragraphs: (count: number) => plural(count, { one: "# paragraph", other: "# paragraphs" }),
    comments: (count: number, open: number) =>
      count === 0
        ? "no comments"
        : `${plural(count, { one: "# comment", other: "# comments" })}, ${number(open)} open`,
    themes: (count: number) => plural(count, { one: "# theme", other: "# themes" }),
    outline: "Outline",
    showOutline: "Outline",
    parts: {
      coverage: "Coverage",
      heading: "Headings",
      preambular: "Preambular",
      operative: "Operative",
      annex: "Annex",
      other: "Text",
      all: "Paragraphs",
    },
    part: (name: string, count: number) => `${name} · ${number(count)}`,
    marksOf: (themes: readonly string[], comments: number) =>
      [
        ...themes,
        ...(comments > 0 ? [plural(comments, { one: "# comment", other: "# comments" })] : []),
      ].join(", "),
    copyLinkOf: (label: string) => `${label}: copy the link`,
    unnumbered: "Unnumbered paragraph",
    here: (label: string) => `In ${label} now`,
    bar: "Mark these words",
    paragraphBar: (label: string) => `Mark ${label}`,
    comment: "Comment",
    tag: "Tag",
    highlight: "Highlight",
    note: "Note",
    copyLink: "Copy link",
    copyCitation: "Copy citation",
    keys: { comment: "C", tag: "T", note: "N", highlight: "H" },
    addTag: "Tag",
    empty: "No one has marked this text",
    emptyHint: (key: string): readonly [string, string, string] => [
      "Select words to comment or tag them, or press ",
      key,
      " to begin the note of a paragraph.",
    ],
    emptyReader: "What others write in the layers that you read will appear here.",
    showSuggestions: (count: number) =>
      plural(count, { one: "Show # suggestion", other: "Show # suggestions" }),
    readOnly: (role: string) =>
      `As a ${role.toLowerCase()} you read this layer. In “Only me” you can write notes and comments of your own.`,
    commentsHere: (count: number) => plural(count, { one: "# comment", other: "# comments" }),
    sheet: (label: string) => `Comments on ${label}`,
    closeSheet: "Close",
    arrived: (count: number) => plural(count, { one: "# new comment", other: "# new comments" }),
    describe: {
      comment: (name: string) => `Comment by ${name}`,
      tag: (theme: string) => `Tagged: ${theme}`,
      highlight: (name: string) => `Highlighted by ${name}`,
    },
  },

  annotations: {
    by: (delegation: string, when: string) => (delegation ? `${delegation} · ${when}` : when),
    sending: "sending…",
    margin: (label: string) => `Comments on ${label}`,
    thread: (name: string) => `Comment by ${name}`,
    reply: "Reply",
    resolve: "Resolve",
    reopen: "Reopen",
    edit: "Edit",
    copyLink: "Copy link",
    remove: "Delete…",
    more: (name: string) => `More for the words of ${name}`,
    removeTitle: "Delete this?",
    removeHint: "It disappears for everybody and does not come back.",
    removeAction: "Delete",
    resolved: (name: string, replies: number) =>
      [
        `Resolved: ${name}`,
        ...(replies > 0 ? [plural(replies, { one: "# reply", other: "# replies" })] : []),
      ].join(" · "),
    hide: "Fold",
    orphan: "The quoted words no longer stand in this paragraph.",
    write: "Your comment",
    writeReply: "Your reply",
    writePlaceholder: "Write a comment",
    replyPlaceholder: "Write a reply",
    visibleTo: "Visible to:",
    visible: {
      shared: (readers: number) =>
        plural(readers, { one: "everybody, # person", other: "everybody, # people" }),
      delegation: (name: string, readers: number) =>
        plural(readers, { one: `${name}, # person`, other: `${name}, # people` }),
      private: "only you",
      other: (readers: number) => plural(readers, { one: "# person", other: "# people" }),
    },
    send: "Comment",
    sendReply: "Reply",
    tags: (label: string) => `Tags of ${label}`,
    tagged: (theme: string, people: number, mine: boolean) =>
      [
        theme,
        plural(people, { one: "tagged by # person", other: "tagged by # people" }),
        ...(mine ? ["you too"] : []),
      ].join(", "),
    whoTagged: (theme: string) => `Who tagged ${theme}`,
    wholeParagraph: "the whole paragraph",
    removeTag: "Remove",
    removeTagOf: (theme: string) => `Remove my tag ${theme}`,
    tagToo: "Tag it as well",
    suggestion: (theme: string) => `${theme}?`,
    suggested: "Suggested by key words of the codebook",
    accept: (theme: string) => `Accept ${theme}`,
    reject: (theme: string) => `Reject ${theme} for everybody`,
    palette: {
      title: "Tag",
      filter: "Filter themes",
      themes: "Themes",
      none: "No theme has this name.",
      inText: (count: number) => `${number(count)} in this text`,
      apply: "apply",
      next: "and next",
      memo: "memo",
      memoLabel: "Memo: why this theme",
      enter: "Enter",
      shiftEnter: "Shift Enter",
      memoKey: "Alt M",
    },
    highlight: (name: string) => `Highlighted by ${name}`,
    removeHighlight: "Remove the highlight",
  },

  notes: {
    title: "Note",
    of: (label: string, layer: string) => `Note on ${label}, ${layer}`,
    edit: "Write in this note",
    done: "Done",
    loading: "Opening the note…",
    placeholder: "Write the note of this paragraph",
    saved: "saved",
    saving: "saving…",
    offline: "offline, kept here",
    connecting: "connecting…",
    refused: "could not be opened",
    broken: "The editor could not be loaded. Check the connection and try again.",
    readOnly: (role: string) => `A ${role.toLowerCase()} reads notes here; editors write them.`,
    toolbar: "Format",
    bold: "Bold",
    italic: "Italic",
    heading: "Heading",
    bullets: "Bullet list",
    numbers: "Numbered list",
    quote: "Quotation",
    link: "Link",
    address: "Address of the link",
    addressHint: "https://… or mailto:…",
    addressWrong: "Only http, https and mailto addresses can be linked.",
    setLink: "Link",
    removeLink: "Remove the link",
    someone: "Someone",
  },
};

/** What a language has to say. */
export type Catalogue = typeof en;
