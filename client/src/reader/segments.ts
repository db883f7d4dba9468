import type { AnnotationId, DateMention, Reference } from "@apostil/shared/model";

/**
 * Words of an annotation in a paragraph: UTF-16 offsets, `end` not included, and the CSS colour that shows them. When
 * several people tag the same words with the same theme, that is one mark.
 */
export type Mark = {
  /** The first of `ids`. */
  readonly id: AnnotationId;
  readonly ids: readonly AnnotationId[];
  readonly start: number;
  readonly end: number;
  readonly colour: string;
};

/** A mark with the line that its underline takes: marks that overlap never share one. */
export type LanedMark = Mark & { readonly lane: number };

/** A run of words under the same marks. Segments follow each other without gap: joined they are the paragraph. */
export type Segment = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Part of the verb that opens an operative or preambular paragraph. */
  readonly verb: boolean;
  /** The document that the words name. */
  readonly reference: string | null;
  /** The day that the words name, `YYYY-MM-DD`. */
  readonly date: string | null;
  /** Annotations of these words, the outermost first. */
  readonly marks: readonly LanedMark[];
  /** Those of them that begin here, by `id`: each is announced and focusable once. */
  readonly begins: readonly AnnotationId[];
};

/** What is known about a paragraph's words. */
export type Spans = {
  /** Length of the opening verb; 0 for none. */
  readonly verb: number;
  readonly references: readonly Reference[];
  readonly dates: readonly DateMention[];
  readonly marks: readonly Mark[];
};

type Span = { readonly start: number; readonly end: number };

const covers = (span: Span, at: number): boolean => span.start <= at && at < span.end;

/** Keeps what lies inside the text and is not empty: an annotation of other words must never break the page. */
function inside<S extends Span>(spans: readonly S[], length: number): S[] {
  return spans
    .map((span) => ({ ...span, start: Math.max(0, span.start), end: Math.min(length, span.end) }))
    .filter((span) => span.start < span.end);
}

/** Gives each mark the lowest line that no overlapping mark before it has taken. */
export function lanesOf(marks: readonly Mark[]): LanedMark[] {
  const ordered = [...marks].sort((a, b) => a.start - b.start || b.end - a.end || (a.id < b.id ? -1 : 1));
  const ends: number[] = [];
  return ordered.map((mark) => {
    const free = ends.findIndex((end) => end <= mark.start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = mark.end;
    return { ...mark, lane };
  });
}

/**
 * Splits a paragraph wherever a verb, reference, date or annotation begins or ends, so that overlapping annotations
 * are each shown over exactly their words.
 */
export function segmentsOf(text: string, spans: Spans): Segment[] {
  const references = inside(spans.references, text.length);
  const dates = inside(spans.dates, text.length);
  const marks = lanesOf(inside(spans.marks, text.length));
  const verb: Span = { start: 0, end: Math.min(spans.verb, text.length) };
  const cuts = new Set([0, text.length, verb.end]);
  for (const span of [...references, ...dates, ...marks]) cuts.add(span.start).add(span.end);
  const edges = [...cuts].sort((a, b) => a - b);
  return edges.slice(0, -1).map((start, index) => {
    const end = edges[index + 1] ?? text.length;
    const here = marks.filter((mark) => covers(mark, start)).sort((a, b) => a.lane - b.lane);
    return {
      start,
      end,
      text: text.slice(start, end),
      verb: covers(verb, start),
      reference: references.find((span) => covers(span, start))?.symbol ?? null,
      date: dates.find((span) => covers(span, start))?.iso ?? null,
      marks: here,
      begins: here.filter((mark) => mark.start === start).map((mark) => mark.id),
    };
  });
}
