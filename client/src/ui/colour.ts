import type { CSSProperties } from "react";

/** Light and dark, each `#rrggbb`; or one colour for both. */
export type Colour = { readonly light: string; readonly dark: string } | string;

/**
 * Sets `--c`, which the style sheets take for "the colour of this theme" or "of this delegation". Set through React's
 * `style`, which goes by CSSOM: a style attribute in HTML would break the content security policy.
 */
export function colourStyle(colour: Colour): CSSProperties {
  const value = typeof colour === "string" ? colour : `light-dark(${colour.light}, ${colour.dark})`;
  return { "--c": value } as CSSProperties;
}
