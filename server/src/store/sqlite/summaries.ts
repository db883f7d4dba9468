import type { MemberId, ParagraphId, TextId, ThemeId } from "@apostil/shared/model";
import type { StoredFacts, StoredReadMarks, StoredRemark } from "../store.ts";
import type { Connection } from "./connection.ts";

/** The paragraph of a mark that holds for the whole text. */
const WHOLE = "";

type FactRow = {
  readonly paragraph: ParagraphId;
  readonly note: number;
  readonly changed: number | null;
  readonly motivation: StoredRemark["motivation"] | null;
  readonly status: StoredRemark["status"];
  readonly theme: ThemeId | null;
  readonly creator: MemberId;
  readonly created: string;
  readonly target: string | null;
};

/** One row per annotation; a room without any has one with nothing in it. The range is that of the key's own index. */
const FACTS = `
  SELECT substr(r.key, length(?1) + 2, length(r.key) - length(?1) - length(?2) - 2) AS paragraph,
    r.note, r.changed, a.motivation, a.status, a.theme, a.creator, a.created,
    CASE WHEN json_type(a.json, '$.target') = 'array' THEN json_extract(a.json, '$.target') END AS target
  FROM rooms r LEFT JOIN annotations a ON a.room = r.id AND a.json IS NOT NULL
  WHERE r.key >= ?1 || '/' AND r.key < ?1 || '0' AND substr(r.key, -length(?2) - 1) = '/' || ?2`;
const SOME = `${FACTS} AND r.key IN (SELECT ?1 || '/' || value || '/' || ?2 FROM json_each(?3))`;

export function roomFacts(
  db: Connection,
  text: TextId,
  layer: string,
  paragraphs: readonly ParagraphId[] | null,
): StoredFacts[] {
  const rows =
    paragraphs === null
      ? db.all<FactRow>(FACTS, text, layer)
      : db.all<FactRow>(SOME, text, layer, JSON.stringify(paragraphs));
  const rooms = new Map<ParagraphId, StoredFacts & { readonly remarks: StoredRemark[] }>();
  for (const row of rows) {
    const { paragraph, note, changed } = row;
    const room = rooms.get(paragraph) ?? { paragraph, note: note === 1, changed, remarks: [] };
    rooms.set(paragraph, room);
    if (row.motivation !== null) room.remarks.push(remarkOf(row, row.motivation));
  }
  return [...rooms.values()];
}

function remarkOf(row: FactRow, motivation: StoredRemark["motivation"]): StoredRemark {
  const { paragraph, status, theme, creator, created, target } = row;
  const named =
    target === null
      ? [paragraph]
      : (JSON.parse(target) as { readonly paragraph: ParagraphId }[]).map((one) => one.paragraph);
  return {
    motivation,
    status,
    theme,
    creator,
    created: Date.parse(created),
    paragraphs: [...new Set(named)],
  };
}

export function readMarks(db: Connection, member: MemberId, text: TextId): StoredReadMarks {
  const rows = db.all<{ paragraph: ParagraphId; upTo: number }>(
    `SELECT paragraph, up_to AS "upTo" FROM read_marks WHERE member = ? AND text = ?`,
    member,
    text,
  );
  const marks = new Map<string, number>(rows.map(({ paragraph, upTo }) => [paragraph, upTo]));
  const whole = marks.get(WHOLE) ?? null;
  marks.delete(WHOLE);
  return { whole, paragraphs: marks as Map<ParagraphId, number> };
}

/** Marks never go back; one of the whole text takes those of its paragraphs along. */
export function markRead(
  db: Connection,
  member: MemberId,
  text: TextId,
  upTo: number,
  paragraphs: readonly ParagraphId[] | null,
): void {
  db.write(() => {
    for (const paragraph of paragraphs ?? [WHOLE])
      db.run(
        `INSERT INTO read_marks (member, text, paragraph, up_to) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET up_to = max(up_to, excluded.up_to)`,
        member,
        text,
        paragraph,
        upTo,
      );
    if (paragraphs === null)
      db.run(
        "DELETE FROM read_marks WHERE member = ? AND text = ? AND paragraph <> '' AND up_to <= ?",
        member,
        text,
        upTo,
      );
  });
}
