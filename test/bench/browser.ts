export type BrowserFigures = Readonly<Record<string, Readonly<Record<string, number>>>>;
export async function measureBrowser(_quick: boolean): Promise<BrowserFigures | undefined> {
  return undefined;
}
