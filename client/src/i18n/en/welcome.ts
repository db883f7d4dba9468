/** For whoever is not signed in. */
export const welcome = {
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
};
