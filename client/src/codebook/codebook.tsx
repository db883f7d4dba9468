import type { Theme, Codebook as Themes } from "@apostil/shared/model";
import { codebookWords } from "../i18n/index.ts";
import { api } from "../session/index.ts";
import { colourStyle, EmptyState, Page, Panel, RequestView, useRequest } from "../ui/index.ts";
import styles from "./codebook.module.css";

/** The codebook, to read: what each theme is called, when to apply it, which words suggest it. */
export function Codebook() {
  const request = useRequest(api.codebook);
  return (
    <Page title={codebookWords.title} about={codebookWords.lead}>
      <RequestView request={request} loading={codebookWords.loading} failed={codebookWords.failed} lines={8}>
        {(codebook) => <ThemeList codebook={codebook} />}
      </RequestView>
    </Page>
  );
}

function ThemeList({ codebook }: { readonly codebook: Themes }) {
  if (codebook.themes.length === 0)
    return (
      <Panel>
        <EmptyState title={codebookWords.empty}>{codebookWords.emptyHint}</EmptyState>
      </Panel>
    );
  return (
    <Panel>
      <ul aria-label={codebookWords.count(codebook.themes.length)}>
        {codebook.themes.map((theme) => (
          <ThemeItem key={theme.id} theme={theme} />
        ))}
      </ul>
    </Panel>
  );
}

function ThemeItem({ theme }: { readonly theme: Theme }) {
  return (
    <li className={styles["theme"]} style={colourStyle(theme.colour)}>
      <h2 className={styles["name"]}>
        <span className={styles["swatch"]} aria-hidden="true" />
        {theme.name}
      </h2>
      <div className={styles["what"]}>
        <p>{theme.definition}</p>
        {theme.keyWords.length > 0 ? (
          <ul className={styles["keys"]} aria-label={codebookWords.keyWords}>
            {theme.keyWords.map((word) => (
              <li key={word}>{word}</li>
            ))}
          </ul>
        ) : (
          <p className={styles["none"]}>{codebookWords.noKeyWords}</p>
        )}
      </div>
    </li>
  );
}
