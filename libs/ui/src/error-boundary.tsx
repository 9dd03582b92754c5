import { Component, type ReactNode } from 'react';

/** One broken part must not blank a screen in a branch: it shows `fallback` and tries again after a while. */
export class ErrorBoundary extends Component<
  { children: ReactNode; fallback: ReactNode; retryMs?: number },
  { failed: boolean }
> {
  override state = { failed: false };
  private timer: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(): { failed: boolean } {
    return { failed: true };
  }

  override componentDidCatch(): void {
    this.timer = setTimeout(() => this.setState({ failed: false }), this.props.retryMs ?? 5_000);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.timer);
  }

  override render(): ReactNode {
    return this.state.failed ? this.props.fallback : this.props.children;
  }
}
