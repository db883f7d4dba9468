import type { ReactNode } from "react";

/**
 * Stands in for `react-remove-scroll` in the build (vite.config.ts). Radix asks for it in its modal parts, which we never
 * draw: they lock scrolling by a style element, which the content security policy refuses, so base.css does it.
 */
export const RemoveScroll = ({ children }: { readonly children?: ReactNode }): ReactNode => children;
