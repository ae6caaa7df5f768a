import { Component, type ReactNode } from 'react';
import { ErrorState } from '../parts/error-state.js';

interface Caught {
  readonly error: unknown;
}

/** Catches a defect of a page, so that the rest of the book stays; a part of the book that can't be loaded counts as one. */
export class PageBoundary extends Component<
  { readonly children: ReactNode },
  { readonly caught: Caught | null }
> {
  override state: { readonly caught: Caught | null } = { caught: null };

  static getDerivedStateFromError(error: unknown): { readonly caught: Caught } {
    return { caught: { error } };
  }

  override componentDidMount(): void {
    window.addEventListener('popstate', this.forget);
    window.addEventListener('pushState', this.forget);
  }

  override componentWillUnmount(): void {
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

const reload = (): void => {
  window.location.reload();
};
