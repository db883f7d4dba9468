import type { Codebook, Omitted, Paragraph, Text, TextId, TextSummary, Theme } from "@apostil/shared/model";
import type { TextSource } from "../store.ts";
import type { Connection } from "./connection.ts";

export function addText(db: Connection, text: Text, source: TextSource): void {
  db.write(() => {
    db.run(
      `INSERT INTO texts (id, title, symbol, date, language, kind, revision, edition, omitted)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      text.id,
      text.title,
      text.symbol,
      text.date,
      text.language,
      text.kind,
      text.revision,
      text.edition,
      JSON.stringify(text.omitted),
    );
    db.run(
      "INSERT INTO sources (text, name, type, bytes) VALUES (?, ?, ?, ?)",
      text.id,
      source.name,
      source.type,
      source.bytes,
    );
    for (const [position, paragraph] of text.paragraphs.entries())
      addParagraph(db, text.id, position, paragraph);
  });
}

function addParagraph(db: Connection, text: TextId, position: number, paragraph: Paragraph): void {
  db.run(
    `INSERT INTO paragraphs (text, id, position, label, kind, level, words, mentions, dates)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    text,
    paragraph.id,
    position,
    paragraph.label,
    paragraph.kind,
    paragraph.level,
    paragraph.text,
    JSON.stringify(paragraph.references),
    JSON.stringify(paragraph.dates),
  );
}

type TextRow = Omit<Text, "paragraphs" | "omitted"> & { readonly omitted: string };
type ParagraphRow = Omit<Paragraph, "references" | "dates"> & {
  readonly references: string;
  readonly dates: string;
};

export function text(db: Connection, id: TextId): Text | null {
  return db.read(() => {
    const row = db.first<TextRow>(
      "SELECT id, title, symbol, date, language, kind, revision, edition, omitted FROM texts WHERE id = ?",
      id,
    );
    if (!row) return null;
    return { ...row, omitted: JSON.parse(row.omitted) as Omitted[], paragraphs: paragraphs(db, id) };
  });
}

function paragraphs(db: Connection, id: TextId): Paragraph[] {
  const rows = db.all<ParagraphRow>(
    `SELECT id, label, kind, level, words AS text, mentions AS "references", dates
     FROM paragraphs WHERE text = ? ORDER BY position`,
    id,
  );
  return rows.map((row) => ({
    ...row,
    references: JSON.parse(row.references) as Paragraph["references"],
    dates: JSON.parse(row.dates) as Paragraph["dates"],
  }));
}

export const texts = (db: Connection): TextSummary[] =>
  db.all<TextSummary>(
    `SELECT id, title, symbol, date, language, kind,
       (SELECT coalesce(nullif(count(label), 0), count(*)) FROM paragraphs WHERE paragraphs.text = texts.id) AS paragraphs
     FROM texts ORDER BY rowid`,
  );

export const textSource = (db: Connection, id: TextId): TextSource | null =>
  db.first<TextSource>("SELECT name, type, bytes FROM sources WHERE text = ?", id);

type ThemeRow = Omit<Theme, "colour" | "keyWords"> & { light: string; dark: string; keyWords: string };

export function codebook(db: Connection): Codebook {
  const rows = db.all<ThemeRow>(
    `SELECT id, name, light, dark, definition, key_words AS keyWords FROM themes ORDER BY position`,
  );
  return {
    themes: rows.map(({ light, dark, keyWords, ...theme }) => ({
      ...theme,
      colour: { light, dark },
      keyWords: JSON.parse(keyWords) as string[],
    })),
  };
}

export function setCodebook(db: Connection, codebook: Codebook): void {
  db.write(() => {
    db.run("DELETE FROM themes");
    for (const [position, theme] of codebook.themes.entries())
      db.run(
        `INSERT INTO themes (id, position, name, light, dark, definition, key_words)
         VALUES (?, ?, ?, ?, ?, ?, ?)`,
        theme.id,
        position,
        theme.name,
        theme.colour.light,
        theme.colour.dark,
        theme.definition,
        JSON.stringify(theme.keyWords),
      );
  });
}
