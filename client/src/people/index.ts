/** Who is in the workspace, with which role and delegation, and the links that bring people in. */
export { People } from "./people.tsx";
