import type { TextId } from "@apostil/shared/model";
import { type MouseEvent, type ReactNode, useEffect, useRef, useState } from "react";
import { useLocation } from "wouter";
import { words } from "../i18n/index.ts";
import { useKeeping, useSaveState, useSignedOut } from "../session/index.ts";
import { Banner, Button, focusMain } from "../ui/index.ts";
import { textOf } from "./addresses.ts";
import styles from "./app.module.css";
import { Bar } from "./bar.tsx";
import { SetAsideNotice } from "./set-aside-notice.tsx";
import { useBarHeight } from "./use-bar-height.ts";

export type ShellProps = { readonly onSignedOut: () => void; readonly children: ReactNode };

/** What stands around every screen of a signed-in person. */
export function Shell({ onSignedOut, children }: ShellProps) {
  const [path] = useLocation();
  const content = useRef<HTMLDivElement>(null);
  const top = useRef<HTMLDivElement>(null);
  const lastText = useLastText(path);
  useFocusOnChange(content, path);
  useBarHeight(top);
  const skip = (event: MouseEvent) => {
    event.preventDefault(); // the address stays: a text's fragment names a paragraph
    focusMain();
  };
  return (
    <>
      {/* biome-ignore lint/a11y/useValidAnchor: a link by its meaning; only the address must stay as it is */}
      <a href="#content" className={styles["skip"]} onClick={skip}>
        {words.app.skip}
      </a>
      <div ref={top} className={styles["top"]}>
        <Bar lastText={lastText} onSignedOut={onSignedOut} />
        <Notices onSignedOut={onSignedOut} />
      </div>
      <div id="content" ref={content} tabIndex={-1} className={styles["content"]}>
        {children}
      </div>
    </>
  );
}

/** Moves the focus to the new screen, so that a keyboard and a screen reader begin there; not when the page opens. */
function useFocusOnChange(content: { readonly current: HTMLElement | null }, path: string): void {
  const before = useRef(path);
  useEffect(() => {
    if (before.current === path) return;
    before.current = path;
    content.current?.focus({ preventScroll: true });
    if (location.hash === "") scrollTo(0, 0);
  }, [content, path]);
}

/** The text that is open, or was open last on this page: the way back to it stays in the bar. */
function useLastText(path: string): TextId | null {
  const open = textOf(path);
  const [last, setLast] = useState(open);
  if (open !== null && open !== last) setLast(open);
  return open ?? last;
}

/** What concerns the whole page: no connection, no session, words that were not taken. */
function Notices({ onSignedOut }: { readonly onSignedOut: () => void }) {
  const save = useSaveState();
  const signedOut = useSignedOut();
  const kept = useKeeping();
  return (
    <>
      {signedOut ? (
        <Banner kind="error" across action={<Button onClick={onSignedOut}>{words.app.leave}</Button>}>
          {words.app.sessionEnded}
        </Banner>
      ) : save.kind === "offline" ? (
        <Banner kind="offline" across>
          {words.app.offlineBanner(save.kept)}
        </Banner>
      ) : null}
      {kept ? null : (
        <Banner kind="info" across>
          {words.app.notKept}
        </Banner>
      )}
      <SetAsideNotice />
    </>
  );
}
