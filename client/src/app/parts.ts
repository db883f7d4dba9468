import { lazy } from "react";

/**
 * The parts of the interface that come when somebody goes there: the text is what most pages are opened for, and its
 * first scripts are to be small.
 */
const load = {
  reader: () => import("../reader/index.ts"),
  library: () => import("../library/index.ts"),
  people: () => import("../people/index.ts"),
  codebook: () => import("../codebook/index.ts"),
  export: () => import("../export/index.ts"),
  join: () => import("./join.tsx"),
  welcome: () => import("./welcome.tsx"),
};

export const Reader = lazy(() => load.reader().then(({ Reader }) => ({ default: Reader })));
export const Library = lazy(() => load.library().then(({ Library }) => ({ default: Library })));
export const People = lazy(() => load.people().then(({ People }) => ({ default: People })));
export const Codebook = lazy(() => load.codebook().then(({ Codebook }) => ({ default: Codebook })));
export const ExportDialog = lazy(() => load.export().then(({ ExportDialog }) => ({ default: ExportDialog })));
export const Join = lazy(() => load.join().then(({ Join }) => ({ default: Join })));
export const Welcome = lazy(() => load.welcome().then(({ Welcome }) => ({ default: Welcome })));

const SCREENS: Readonly<Record<string, () => Promise<unknown>>> = {
  "/": load.library,
  "/people": load.people,
  "/codebook": load.codebook,
};

/** Somebody points at the way to a screen: it is fetched before they press. */
export function preload(href: string): void {
  const fetched = href.startsWith("/t/") ? load.reader() : SCREENS[href]?.();
  // pressing tries again, and says so when it fails
  fetched?.catch(() => {});
}

/** Somebody points at the way to the export. */
export const preloadExport = (): void => void load.export().catch(() => {});
