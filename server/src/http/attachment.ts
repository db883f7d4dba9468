/**
 * Headers of a file for download. Never shown as a page of ours: what somebody imported could hold anything.
 * @param type media type, as whoever brought the file said it
 */
export function attachment(fileName: string, type: string): Record<string, string> {
  const ascii = fileName.replace(/[^\x20-\x7e]|["\\]/g, "_");
  const exact = encodeURIComponent(fileName).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16)}`,
  );
  return {
    "content-type": /^[\w.+-]+\/[\w.+-]+(; *[\w-]+="?[\w.+-]+"?)*$/.test(type)
      ? type
      : "application/octet-stream",
    "content-disposition": `attachment; filename="${ascii}"; filename*=UTF-8''${exact}`,
  };
}
