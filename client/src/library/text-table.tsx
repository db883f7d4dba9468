import type { TextSummary } from "@apostil/shared/model";
import { Link } from "wouter";
import { libraryWords, textTitle } from "../i18n/index.ts";
import styles from "./text-table.module.css";

/** The texts as a table; the whole line of a text leads to it. A column of dates only where there are some. */
export function TextTable({ texts }: { readonly texts: readonly TextSummary[] }) {
  const dated = texts.some(({ date }) => date !== null);
  return (
    <table className={styles["table"]}>
      <thead>
        <tr>
          <th scope="col">{libraryWords.text}</th>
          {dated ? (
            <th scope="col" className={styles["wide"]}>
              {libraryWords.date}
            </th>
          ) : null}
          <th scope="col" className={styles["wide"]}>
            {libraryWords.language}
          </th>
          <th scope="col" className={styles["number"]}>
            {libraryWords.paragraphs}
          </th>
        </tr>
      </thead>
      <tbody>
        {texts.map((text) => (
          <TextRow key={text.id} text={text} dated={dated} />
        ))}
      </tbody>
    </table>
  );
}

function TextRow({ text, dated }: { readonly text: TextSummary; readonly dated: boolean }) {
  return (
    <tr>
      <td>
        <Link href={`/t/${text.id}`} className={styles["link"]}>
          {textTitle(text)}
        </Link>
        {text.symbol ? <small className={styles["symbol"]}>{text.symbol}</small> : null}
      </td>
      {dated ? (
        <td className={styles["wide"]}>{text.date ? libraryWords.day(text.date) : libraryWords.noDate}</td>
      ) : null}
      <td className={styles["wide"]}>{libraryWords.languageName(text.language)}</td>
      <td className={styles["number"]}>{libraryWords.number(text.paragraphs)}</td>
    </tr>
  );
}
