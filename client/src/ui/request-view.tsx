import type { ReactNode } from "react";
import { explain, words } from "../i18n/index.ts";
import { Button } from "./button.tsx";
import { EmptyState } from "./empty-state.tsx";
import { Skeleton } from "./spinner.tsx";
import type { Request } from "./use-request.ts";

export type RequestViewProps<Value> = {
  readonly request: Request<Value>;
  /** What is loading, for a screen reader. */
  readonly loading: string;
  /** The head of the sentence that says what failed. */
  readonly failed: string;
  /** Lines of the grey stand-in. */
  readonly lines?: number;
  readonly children: (value: Value) => ReactNode;
};

/** The loading and the error state of something that was asked for; the children show the answer. */
export function RequestView<Value>({
  request,
  loading,
  failed,
  lines = 4,
  children,
}: RequestViewProps<Value>) {
  const { now, again } = request;
  switch (now.state) {
    case "loading":
      return <Skeleton label={loading} lines={lines} />;
    case "failed":
      return (
        <div role="alert">
          <EmptyState title={failed} action={<Button onClick={again}>{words.common.retry}</Button>}>
            {explain(now.error)}
          </EmptyState>
        </div>
      );
    case "ready":
      return children(now.value);
  }
}
