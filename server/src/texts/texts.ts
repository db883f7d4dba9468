import { readFile } from "node:fs/promises";
import {
  asTextId,
  type Codebook,
  MAX_ID_LENGTH,
  type Member,
  type ParagraphId,
  type ParsedText,
  PRESENCE_PARAGRAPH,
  Problem,
  slug,
  type Text,
  type TextId,
  type TextSummary,
} from "@apostil/shared/model";
import { parseText } from "@apostil/shared/parsing";
import { roomKey } from "@apostil/shared/protocol";
import type { Engine } from "../engine/engine.ts";
import { type Actor, SERVER, type Store, StoreError, type TextSource } from "../store/store.ts";
import { readExported } from "./exported.ts";
import { refuseManyLines, refuseManyParagraphs } from "./size.ts";
import {
  cleanFileName,
  decodeSource,
  formatOf,
  MAX_EXPORT_BYTES,
  MAX_TEXT_BYTES,
  type SourceFile,
} from "./source.ts";
import { STARTING_CODEBOOK } from "./starting-codebook.ts";
import { type Suggestion, suggestionFields, suggestionsFor } from "./suggest.ts";
import { haveSameWords, roomsOf, withThemesOf } from "./take-back.ts";

/** The text that comes with the program. */
export const BUNDLED_TEXT = "sres2395" as TextId;
const BUNDLED_FILE = "sres2395-2017-press-release.txt";

/** Suggestions written at once: the engine commits what gathers meanwhile in one go. */
const SUGGESTIONS_AT_ONCE = 50;

/** Who brings a file. */
export type Importer = { readonly member: Member; readonly actor: Actor };

/** A file to import, with the id that it shall have. */
export type NamedFile = SourceFile & { readonly id?: string | undefined };

type Cached = { readonly text: Text; readonly paragraphs: ReadonlySet<ParagraphId> };

/**
 * Texts and how they come in. A text never changes under its id and revision, so that those read once are kept in
 * memory. Asks no rights.
 */
export class Texts {
  readonly #store: Store;
  readonly #engine: Engine;
  /** Kept from the moment at which a text is asked for: a thousand who come back at once read it once. */
  readonly #cache = new Map<TextId, Promise<Cached | null>>();

  constructor(store: Store, engine: Engine) {
    this.#store = store;
    this.#engine = engine;
  }

  async text(id: TextId): Promise<Text | null> {
    return (await this.#cached(id))?.text ?? null;
  }

  /** Whether the text has this paragraph. The one of presence rooms (`_`) is in every text. */
  async has(id: TextId, paragraph: ParagraphId): Promise<boolean> {
    const cached = await this.#cached(id);
    return cached !== null && (paragraph === PRESENCE_PARAGRAPH || cached.paragraphs.has(paragraph));
  }

  /** All texts of the workspace, as the library lists them. */
  list(): Promise<TextSummary[]> {
    return this.#store.texts();
  }

  /** The file that a text came from. */
  source(id: TextId): Promise<TextSource | null> {
    return this.#store.textSource(id);
  }

  codebook(): Promise<Codebook> {
    return this.#store.codebook();
  }

  /** Another process has written: what is kept in memory may be old. */
  changedOutside(): void {
    this.#cache.clear();
  }

  /**
   * Takes a file in: a plain text is split into paragraphs, and the codebook's key words make suggestions in the shared
   * layer; an export of ours brings its annotations and notes along and gets no suggestions.
   * @param file `id`: the text's id; otherwise made of its symbol or title, or as the export says
   * @param by who brings it; `null` for the operator
   * @throws Problem wrongType, tooLarge, invalid, taken, notAllowed, notSaved
   */
  importFile(file: NamedFile, by: Importer | null, now = Date.now()): Promise<Text> {
    return formatOf(file) === "export" ? this.#takeBack(file, by, now) : this.#importText(file);
  }

  async #importText(file: NamedFile): Promise<Text> {
    const source = decodeSource(file, MAX_TEXT_BYTES);
    refuseManyLines(source);
    const parsed = parseText(source, { name: cleanFileName(file.name) });
    refuseManyParagraphs(parsed.paragraphs.length);
    if (parsed.paragraphs.length === 0) throw new Problem("invalid", "This file holds no text.");
    const text = await this.#add(parsed, file, file.id === undefined ? null : givenId(file.id));
    await this.#suggest(suggestionsFor(text, await this.codebook()), text.id);
    return text;
  }

  async #takeBack(file: NamedFile, by: Importer | null, now: number): Promise<Text> {
    const exported = readExported(decodeSource(file, MAX_EXPORT_BYTES));
    const { id: itsId, ...parsed } = exported.text;
    const id = file.id === undefined ? itsId : givenId(file.id);
    const rooms = roomsOf(exported, { ...parsed, id }, by?.member ?? null, now);
    const known = await this.text(id);
    if (known && !haveSameWords(known.paragraphs, parsed.paragraphs)) throw taken();
    const text = known ?? (await this.#add(parsed, file, id));
    const codebook = withThemesOf(await this.codebook(), exported.codebook);
    if (codebook) await this.#store.setCodebook(codebook);
    for (const { room, content } of rooms) await this.#engine.restoreRoom(by?.actor ?? SERVER, room, content);
    return text;
  }

  /** @param given `null` for an id that is still free */
  async #add(parsed: ParsedText, file: SourceFile, given: TextId | null): Promise<Text> {
    const source = { name: cleanFileName(file.name), type: file.type, bytes: file.bytes };
    for (;;) {
      const id = given ?? (await this.#freeId(parsed));
      const text: Text = { ...parsed, id, revision: 1, edition: parsed.language };
      try {
        await this.#store.addText(text, source);
        return text;
      } catch (error) {
        if (!(error instanceof StoreError && error.code === "exists")) throw error;
        // A free id can be taken in the same moment: then the next one is.
        if (given) throw taken();
      }
    }
  }

  /**
   * At a start: the codebook and the text that come with the program, if they are not there. A start that was cut off
   * is taken up where it stopped.
   */
  async ensureBundled(): Promise<void> {
    if ((await this.codebook()).themes.length === 0) await this.#store.setCodebook(STARTING_CODEBOOK);
    const known = await this.text(BUNDLED_TEXT);
    if (known) return this.#finishSuggestions(known);
    const bytes = await readFile(new URL(BUNDLED_FILE, import.meta.url));
    const file = { name: BUNDLED_FILE, type: "text/plain; charset=utf-8", bytes, id: BUNDLED_TEXT };
    // Another process that starts in the same moment adds it as well.
    await this.importFile(file, null).catch(ignoreTaken);
  }

  /** The last suggestion is made when all others are: while it is missing, some may be. */
  async #finishSuggestions(text: Text): Promise<void> {
    const suggestions = suggestionsFor(text, STARTING_CODEBOOK);
    const last = suggestions.at(-1);
    if (!last || (await this.#store.annotationRow(sharedRoom(text.id, last.paragraph), last.id))) return;
    await this.#suggest(suggestions, text.id);
  }

  async #suggest(suggestions: readonly Suggestion[], text: TextId): Promise<void> {
    const last = suggestions.slice(-1);
    const others = suggestions.slice(0, -1);
    for (let at = 0; at < others.length; at += SUGGESTIONS_AT_ONCE)
      await Promise.all(others.slice(at, at + SUGGESTIONS_AT_ONCE).map((one) => this.#suggestOne(one, text)));
    for (const one of last) await this.#suggestOne(one, text);
  }

  async #suggestOne(suggestion: Suggestion, text: TextId): Promise<void> {
    const { id, paragraph } = suggestion;
    const fields = suggestionFields(suggestion);
    await this.#engine
      .annotate(SERVER, sharedRoom(text, paragraph), { kind: "create", id, fields, suggested: true })
      .catch(ignoreAnswered);
  }

  #cached(id: TextId): Promise<Cached | null> {
    const known = this.#cache.get(id);
    if (known) return known;
    const reading = this.#read(id);
    this.#cache.set(id, reading);
    // What is not there may come later, and what could not be read is read again.
    const forget = (): void => {
      if (this.#cache.get(id) === reading) this.#cache.delete(id);
    };
    reading.then((cached) => cached ?? forget(), forget);
    return reading;
  }

  async #read(id: TextId): Promise<Cached | null> {
    const text = await this.#store.text(id);
    return text && { text, paragraphs: new Set(text.paragraphs.map((paragraph) => paragraph.id)) };
  }

  /** An id of the symbol, or the title, that no text has yet. */
  async #freeId({ symbol, title }: Pick<Text, "symbol" | "title">): Promise<TextId> {
    const wish = slug(symbol ?? title) || slug(title) || "text";
    const taken = new Set<string>((await this.list()).map(({ id }) => id));
    for (let count = 1; ; count++) {
      const ending = count === 1 ? "" : `-${count}`;
      const id = `${wish.slice(0, MAX_ID_LENGTH - ending.length).replace(/-+$/, "")}${ending}`;
      if (!taken.has(id)) return givenId(id);
    }
  }
}

const sharedRoom = (text: TextId, paragraph: ParagraphId) =>
  roomKey({ text, paragraph, layer: { kind: "shared" } });

function givenId(id: string): TextId {
  const given = asTextId(id);
  if (given) return given;
  throw new Problem("invalid", "An id consists of lower-case letters a–z, digits and hyphens.");
}

const taken = (): Problem => new Problem("taken", "There is another text with this id already.");

function ignoreTaken(error: unknown): void {
  if (!(error instanceof Problem && error.code === "taken")) throw error;
}

/** Made before, and rejected or removed since: somebody has answered it. */
function ignoreAnswered(error: unknown): void {
  if (!(error instanceof Problem && (error.code === "gone" || error.code === "taken"))) throw error;
}
