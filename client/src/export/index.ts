/** How an annotated text leaves the page. */
export { ExportDialog } from "./export-dialog.tsx";
