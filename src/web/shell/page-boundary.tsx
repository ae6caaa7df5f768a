import { Component, type ReactNode } from 'react';
import { connection, noteConnection, onConnectionChange } from '../api/connection.js';
import { ErrorState } from '../parts/error-state.js';

interface Caught {
  readonly error: unknown;
}

/** Catches a defect of a page, so that the rest of the book stays. A part of the book that can't be loaded counts as one, and is loaded again after an
 * outage. */
export class PageBoundary extends Component<
  { readonly children: ReactNode },
  { readonly caught: Caught | null }
> {
  override state: { readonly caught: Caught | null } = { caught: null };

  static getDerivedStateFromError(error: unknown): { readonly caught: Caught } {
    return { caught: { error } };
  }

  private endWaiting: (() => void) | undefined;

  override componentDidMount(): void {
    this.endWaiting = onConnectionChange(() => {
      if (this.state.caught !== null && connection() === 'fine') reload();
    });
    window.addEventListener('popstate', this.forget);
    window.addEventListener('pushState', this.forget);
  }

  /** A part of the book that could not be loaded since the service is away is loaded once it answers again. */
  override componentDidCatch(): void {
    void noteIfAway();
  }

  override componentWillUnmount(): void {
    this.endWaiting?.();
    window.removeEventListener('popstate', this.forget);
    window.removeEventListener('pushState', this.forget);
  }

  readonly forget = (): void => {
    if (this.state.caught !== null) this.setState({ caught: null });
  };

  override render(): ReactNode {
    const { caught } = this.state;
    if (caught === null) return this.props.children;
    return (
      <div className="page page-plain">
        <ErrorState error={caught.error} retry={reload} />
      </div>
    );
  }
}

const noteIfAway = async (): Promise<void> => {
  try {
    await fetch('/healthz');
  } catch {
    noteConnection('lost');
  }
};

const reload = (): void => {
  window.location.reload();
};
