import type { Layer, Text } from "@apostil/shared/model";
import { type ExportContent, type ExportParts, gather } from "./content.ts";
import { writeJson } from "./json.ts";
import { writeMarkdown } from "./markdown.ts";

/** How one format is written. Pure: the same content gives the same file. */
export type FormatWriter = {
  readonly type: string;
  readonly extension: string;
  readonly write: (content: ExportContent) => string | Uint8Array | Promise<string | Uint8Array>;
};

/** Every format that can be asked for. A new one is a file beside this and a line here. */
export const EXPORT_FORMATS = {
  md: { type: "text/markdown; charset=utf-8", extension: "md", write: writeMarkdown },
  json: { type: "application/json; charset=utf-8", extension: "json", write: writeJson },
} as const satisfies Readonly<Record<string, FormatWriter>>;

export type ExportFormat = keyof typeof EXPORT_FORMATS;

export const isExportFormat = (value: string): value is ExportFormat => Object.hasOwn(EXPORT_FORMATS, value);

export type ExportRequest = {
  readonly text: Text;
  /** Resolved, and asked for rights by the caller: nothing of any other layer is read. */
  readonly layers: readonly Layer[];
  readonly format: ExportFormat;
  /** Milliseconds since 1970. */
  readonly now: number;
};

export type Exported = {
  readonly body: string | Uint8Array;
  /** Media type for `Content-Type`. */
  readonly type: string;
  /** ASCII letters, digits, `-` and `.`: safe in a header and on any disk. */
  readonly fileName: string;
};

/** The annotated text as one file: what stands committed in `layers`, and nothing of any other. */
export async function exportText(parts: ExportParts, request: ExportRequest): Promise<Exported> {
  const format: FormatWriter = EXPORT_FORMATS[request.format];
  const content = await gather(parts, request);
  return {
    body: await format.write(content),
    type: format.type,
    fileName: `${request.text.id}.${format.extension}`,
  };
}
