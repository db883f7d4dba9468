/** Who speaks in a resolution: the organ decides what its "resolution 71/291" means. */
export type Organ =
  | "security-council"
  | "general-assembly"
  | "human-rights-council"
  | "economic-and-social-council"
  | "other";

/** Longest line that can be an opening such as "The Commission on Narcotic Drugs,", in characters. */
const LONGEST_OPENING = 120;

const ORGANS: readonly (readonly [Organ, RegExp])[] = [
  [
    "security-council",
    /security council|conseil de sécurité|consejo de seguridad|совет безопасности|安全理事会|مجلس الأمن/i,
  ],
  [
    "general-assembly",
    /general assembly|assemblée générale|asamblea general|генеральная ассамблея|^大会|الجمعية العامة/i,
  ],
  [
    "human-rights-council",
    /human rights council|conseil des droits de l.homme|consejo de derechos humanos|совет по правам человека|人权理事会|مجلس حقوق الإنسان/i,
  ],
  [
    "economic-and-social-council",
    /economic and social council|conseil économique et social|consejo económico y social|экономический и социальный совет|经济及社会理事会|المجلس الاقتصادي والاجتماعي/i,
  ],
];

/** Bodies that open a resolution like an organ does: "The Commission on Narcotic Drugs,". */
const OTHER_BODY =
  /^(?:the|le|la|l['’]|el)\s*(?:\p{L}+ )*(?:commission|committee|council|conference|assembly|board|parties|comisión|comité|consejo|conferencia|asamblea|conseil|conférence|assemblée)(?:[ \p{L}'’-]*)$/iu;

/**
 * The organ of a block that opens a resolution ("The Security Council,"), `null` for any other block. The comma is the
 * sign: without it the words are a letterhead or the beginning of a sentence.
 */
export function openingOrgan(block: string): Organ | null {
  if (block.length > LONGEST_OPENING) return null;
  const body = /^["“„«]?\s*(.+?)\s*[,，،]$/u.exec(block)?.[1];
  if (body === undefined || /[,.;:]/.test(body)) return null;
  for (const [organ, name] of ORGANS) {
    const found = name.exec(body);
    if (found && found.index <= 5 && found.index + found[0].length === body.length) return organ;
  }
  return OTHER_BODY.test(body) ? "other" : null;
}
