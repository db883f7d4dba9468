/** The shell: routes, top bar, who is signed in. Screens are features of their own; none of them imports from here. */
export { App } from "./app.tsx";
export { ErrorBoundary } from "./error-boundary.tsx";
export { Broken } from "./messages.tsx";
