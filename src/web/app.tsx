import { lazy, Suspense, type ReactElement } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { EmptyState } from './parts/empty-state.js';
import { Loading } from './parts/loading.js';
import { Page } from './parts/page.js';
import { PageBoundary } from './shell/page-boundary.js';
import { Shell } from './shell/shell.js';

const ContractPage = lazy(() => import('./contract/contract-page.js'));
const ReadingsPage = lazy(() => import('./contract/readings-page.js'));
const SignOffPage = lazy(() => import('./sign-off/sign-off-page.js'));
const TryPage = lazy(() => import('./try/try-page.js'));
const DecisionsPage = lazy(() => import('./decisions/log/decisions-page.js'));
const DecisionPage = lazy(() => import('./decisions/decision-page.js'));
const CheckpointsPage = lazy(() => import('./checkpoints/checkpoints-page.js'));
const SearchPage = lazy(() => import('./search/search-page.js'));
const DraftsPage = lazy(() => import('./drafts/drafts-page.js'));
const EditionsPage = lazy(() => import('./editions/editions-page.js'));

/** The pages of the book by their addresses. Each is loaded when it is first asked for. */
export const App = (): ReactElement => (
  <Shell>
    <PageBoundary>
      <Suspense fallback={<Loading what="the page" />}>
        <Switch>
          <Route path="/book/contract/:document?/:revision?">
            {({ document, revision }) => (
              <ContractPage document={maybe(document)} revision={maybe(revision)} />
            )}
          </Route>
          <Route path="/book/readings/:document?/:revision?">
            {({ document, revision }) => (
              <ReadingsPage document={maybe(document)} revision={maybe(revision)} />
            )}
          </Route>
          <Route path="/book/sign-off/:document?/:revision?">
            {({ document, revision }) => (
              <SignOffPage document={maybe(document)} revision={maybe(revision)} />
            )}
          </Route>
          <Route path="/book/try/:document?/:decision?">
            {({ document, decision }) => <TryPage document={maybe(document)} decision={maybe(decision)} />}
          </Route>
          <Route path="/book/decisions" component={DecisionsPage} />
          <Route path="/book/decisions/:id">{({ id }) => <DecisionPage id={decode(id)} />}</Route>
          <Route path="/book/checkpoints" component={CheckpointsPage} />
          <Route path="/book/search" component={SearchPage} />
          <Route path="/book/drafts/*?">{(params) => <DraftsPage path={params['*'] ?? ''} />}</Route>
          <Route path="/book/editions" component={EditionsPage} />
          <Route path="/book">
            <Redirect to="/book/contract" replace />
          </Route>
          <Route>
            <Page title="Nothing is here">
              <EmptyState title="The book has no page at this address.">
                Follow one of the links above.
              </EmptyState>
            </Page>
          </Route>
        </Switch>
      </Suspense>
    </PageBoundary>
  </Shell>
);

const maybe = (part: string | undefined): string | undefined =>
  part === undefined ? undefined : decode(part);

const decode = (part: string): string => {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
};
