/** The themes that texts are tagged with. */
export { Codebook } from "./codebook.tsx";
