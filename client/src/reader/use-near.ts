import type { ParagraphId } from "@apostil/shared/model";
import { useEffect, useRef } from "react";
import { mountedIn, useReading } from "./reading.ts";

/** Rooms follow the window at most this often, in milliseconds: what flies by is not opened. */
const FOLLOW_MS = 120;

/** Opens the rooms of the paragraphs that are on the page with all that belongs to them. */
export function useNear(setNear: (near: ReadonlySet<ParagraphId>) => void): void {
  const mounted = useReading(mountedIn);
  const last = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const wait = Math.max(0, last.current + FOLLOW_MS - performance.now());
    const timer = setTimeout(() => {
      last.current = performance.now();
      setNear(mounted);
    }, wait);
    return () => clearTimeout(timer);
  }, [mounted, setNear]);
}
