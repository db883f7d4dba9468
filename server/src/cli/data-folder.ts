import { accessSync, constants, mkdirSync } from "node:fs";

/** The folder of everything that is kept cannot be used; the sentence says why. */
export class DataFolderError extends Error {}

/** Only the account that runs Apostil reads what people wrote. */
const FOLDER_MODE = 0o700;

/**
 * Makes the data folder where missing. Done before anything is opened in it, so that a wrong APOSTIL_DATA is told as
 * one, and not as whatever the database makes of it.
 * @throws DataFolderError
 */
export function makeDataFolder(data: string): void {
  try {
    mkdirSync(data, { recursive: true, mode: FOLDER_MODE });
    accessSync(data, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new DataFolderError(sentenceFor(data, cause), { cause });
  }
}

/** What a person has to know of an error of the file system at the data folder. */
export function sentenceFor(data: string, cause: unknown): string {
  const end = "Choose another folder by APOSTIL_DATA.";
  switch (cause instanceof Error && "code" in cause ? cause.code : null) {
    case "EEXIST":
    case "ENOTDIR":
      return `${data} is a file, or lies in one, and cannot be the data folder. ${end}`;
    case "EACCES":
    case "EPERM":
    case "EROFS":
      return `The data folder ${data} cannot be written by this account. ${end}`;
    default:
      return `The data folder ${data} cannot be used: ${cause instanceof Error ? cause.message : cause}. ${end}`;
  }
}
