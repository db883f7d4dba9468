import { annotations } from "./en/annotations.ts";
import { app } from "./en/app.ts";
import { codebook } from "./en/codebook.ts";
import { common } from "./en/common.ts";
import { exporting } from "./en/export.ts";
import { join } from "./en/join.ts";
import { layers } from "./en/layers.ts";
import { library } from "./en/library.ts";
import { notes } from "./en/notes.ts";
import { locale } from "./en/numbers.ts";
import { people } from "./en/people.ts";
import { problems } from "./en/problems.ts";
import { reader } from "./en/reader.ts";
import { roleMeanings, roles } from "./en/roles.ts";
import { setAside } from "./en/set-aside.ts";
import { welcome } from "./en/welcome.ts";

/** What the text and what stands around it say: it comes with the first scripts. */
export const first = { locale, common, layers, roles, problems, app, setAside, reader, annotations, notes };

/**
 * Every word that a person reads, in English, by area (`en/`). Another language is another file of this shape
 * ({@link Catalogue}). Pages take {@link first} and, where somebody goes, the words of that place (`later.ts`).
 */
export const en = {
  ...first,
  roleMeanings,
  welcome,
  join,
  library,
  people,
  codebook,
  export: exporting,
};

/** What a language has to say. */
export type Catalogue = typeof en;
