import { plural } from "./numbers.ts";

/** Words that the server did not take. */
export const setAside = {
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
};
