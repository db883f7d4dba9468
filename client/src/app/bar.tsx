import type { TextId } from "@apostil/shared/model";
import { Download, Menu as MenuIcon } from "lucide-react";
import { Suspense, useState } from "react";
import { Link, useLocation } from "wouter";
import { words } from "../i18n/index.ts";
import { Button, IconButton, Menu, MenuItem, MenuLink, MenuSeparator } from "../ui/index.ts";
import { AccountMenu } from "./account-menu.tsx";
import { textOf } from "./addresses.ts";
import styles from "./bar.module.css";
import { Here } from "./here.tsx";
import { ExportDialog, preload, preloadExport } from "./parts.ts";
import { SaveMark } from "./save-mark.tsx";
import { type ScreenLink, screenLinks } from "./screens.ts";

export type BarProps = {
  /** The text that is open, or was open last. */
  readonly lastText: TextId | null;
  readonly onSignedOut: () => void;
};

/** The top bar: where one can go, whether everything is saved, who is here. */
export function Bar({ lastText, onSignedOut }: BarProps) {
  const [path] = useLocation();
  const [exporting, setExporting] = useState(false);
  const text = textOf(path);
  const links = screenLinks(path, lastText);
  return (
    <header className={styles["bar"]} data-bar="">
      <Link href="/" className={styles["mark"]}>
        {words.common.product}
      </Link>
      <Screens links={links} />
      <ScreensMenu links={links} onExport={text === null ? null : () => setExporting(true)} />
      <span className={styles["grow"]} />
      <SaveMark />
      {text === null ? null : (
        <div className={styles["here"]}>
          <Here text={text} />
        </div>
      )}
      {text === null ? null : (
        <Button
          look="first"
          className={styles["export"]}
          aria-haspopup="dialog"
          onPointerEnter={preloadExport}
          onFocus={preloadExport}
          onClick={() => setExporting(true)}
        >
          {words.app.export}
        </Button>
      )}
      <AccountMenu onSignedOut={onSignedOut} />
      {text !== null && exporting ? (
        <Suspense>
          <ExportDialog text={text} onClose={() => setExporting(false)} />
        </Suspense>
      ) : null}
    </header>
  );
}

function Screens({ links }: { readonly links: readonly ScreenLink[] }) {
  return (
    <nav className={styles["screens"]} aria-label={words.app.screens}>
      {links.map(({ href, name, current }) => (
        <Link
          key={href}
          href={href}
          aria-current={current ? "page" : undefined}
          onPointerEnter={() => preload(href)}
          onFocus={() => preload(href)}
        >
          {name}
        </Link>
      ))}
    </nav>
  );
}

type ScreensMenuProps = { readonly links: readonly ScreenLink[]; readonly onExport: (() => void) | null };

/** The same on narrow screens, with what else has no room in the bar there. */
function ScreensMenu({ links, onExport }: ScreensMenuProps) {
  return (
    <div className={styles["menu"]}>
      <Menu
        align="start"
        trigger={<IconButton label={words.app.menu} icon={<MenuIcon size={18} aria-hidden="true" />} />}
      >
        {links.map(({ href, name, current }) => (
          <MenuLink key={href}>
            <Link href={href} aria-current={current ? "page" : undefined}>
              {name}
            </Link>
          </MenuLink>
        ))}
        {onExport ? (
          <>
            <MenuSeparator />
            <MenuItem icon={<Download size={16} aria-hidden="true" />} onSelect={onExport}>
              {words.app.exportMenu}
            </MenuItem>
          </>
        ) : null}
      </Menu>
    </div>
  );
}
