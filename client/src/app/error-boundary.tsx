import { Component, type ReactNode } from "react";

export type ErrorBoundaryProps = {
  readonly children: ReactNode;
  /** What is shown instead of children that threw. */
  readonly fallback: ReactNode;
  /** When this becomes another (another screen, say), the children are tried again. */
  readonly screen?: string;
};

type State = { readonly failed: boolean };

/** Keeps the rest of the page when a part of it throws. React has no hook for this, so it is a class. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { failed: false };

  static getDerivedStateFromError(): State {
    return { failed: true };
  }

  override componentDidUpdate(before: ErrorBoundaryProps): void {
    if (this.state.failed && before.screen !== this.props.screen) this.setState({ failed: false });
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
