import { useEffect } from "react";
import { words } from "../i18n/index.ts";

/** Names the page in the browser's tab and history: "People · Apostil". `null` leaves it as it is, while a name loads. */
export function useTitle(screen: string | null): void {
  useEffect(() => {
    if (screen !== null) document.title = words.app.title(screen);
  }, [screen]);
}
