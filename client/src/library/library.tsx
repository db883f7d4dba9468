import { may, type TextSummary } from "@apostil/shared/model";
import { libraryWords } from "../i18n/index.ts";
import { api, useMe } from "../session/index.ts";
import { EmptyState, Page, Panel, RequestView, useRequest } from "../ui/index.ts";
import { DropTarget, ImportButton, useImport } from "./import-text.tsx";
import { TextTable } from "./text-table.tsx";

/** The first screen: all texts, and for editors a way to bring one in. */
export function Library() {
  const { member } = useMe();
  const request = useRequest(api.texts);
  const mayImport = may(member, { do: "importText" });
  const importing = useImport(request.again);
  const page = (
    <Page
      title={libraryWords.title}
      about={request.now.state === "ready" ? libraryWords.count(request.now.value.length) : null}
      actions={mayImport ? <ImportButton importing={importing} /> : null}
    >
      <RequestView request={request} loading={libraryWords.loading} failed={libraryWords.failed}>
        {(texts) => <Texts texts={texts} mayImport={mayImport} />}
      </RequestView>
    </Page>
  );
  return mayImport ? <DropTarget importing={importing}>{page}</DropTarget> : page;
}

function Texts({
  texts,
  mayImport,
}: {
  readonly texts: readonly TextSummary[];
  readonly mayImport: boolean;
}) {
  return (
    <Panel>
      {texts.length > 0 ? (
        <TextTable texts={texts} />
      ) : (
        <EmptyState title={libraryWords.empty}>
          {mayImport ? libraryWords.emptyImport : libraryWords.emptyWait}
        </EmptyState>
      )}
    </Panel>
  );
}
