/** Words of the places that somebody goes to from the text: each comes with its place. */
export { codebook as codebookWords } from "./en/codebook.ts";
export { exporting as exportWords } from "./en/export.ts";
export { join as joinWords } from "./en/join.ts";
export { library as libraryWords } from "./en/library.ts";
export { people as peopleWords } from "./en/people.ts";
export { roleMeanings } from "./en/roles.ts";
export { welcome as welcomeWords } from "./en/welcome.ts";
