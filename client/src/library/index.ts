/** The texts of the workspace, and how new ones come in. */
export { Library } from "./library.tsx";
