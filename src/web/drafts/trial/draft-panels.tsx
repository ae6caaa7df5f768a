import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { ChangesPanel } from './changes-panel.js';
import { FindingsPanel } from './findings-panel.js';
import { useEditions } from '../../api/editions.js';
import { Zone } from '../../parts/values/zone.js';
import { ReleasePanel } from '../release/release-panel.js';
import { ImpactPanel } from './impact-panel.js';
import { ScenariosPanel } from './scenarios-panel.js';
import type { Check, Draft } from '../../../wire/book/drafts.js';

/** What a draft does: what is wrong with it, which scenarios break, which decisions change, how it reads as a patch, and its way to a release. */
export const DraftPanels = ({
  draft,
  check,
  flush,
  goTo,
}: {
  readonly draft: Draft;
  readonly check: UseQueryResult<Check>;
  /** Writes what is being typed, and gives what the draft then is. */
  readonly flush: () => Promise<string>;
  readonly goTo: (file: string, line: number) => void;
}): ReactElement => {
  const errors = (check.data?.diagnostics ?? []).filter(({ severity }) => severity === 'error').length;
  const zone = useEditions().data?.find(({ digest }) => digest === draft.from.digest)?.zone ?? 'UTC';
  return (
    <section className="panels" aria-label="What the draft does">
      <Tabs defaultSelectedKey="findings" keyboardActivation="manual">
        <TabList aria-label="What the draft does" className="panel-tabs">
          <Tab id="findings">
            Findings
            {errors === 0 ? null : <span className="badge badge-bad">{errors}</span>}
          </Tab>
          <Tab id="scenarios">Scenarios</Tab>
          <Tab id="decisions">Decisions</Tab>
          <Tab id="changes">Changes</Tab>
          <Tab id="release">Release</Tab>
        </TabList>
        <TabPanel id="findings">
          <FindingsPanel id={draft.id} check={check} flush={flush} goTo={goTo} />
        </TabPanel>
        <TabPanel id="scenarios" shouldForceMount>
          <ScenariosPanel draft={draft} flush={flush} />
        </TabPanel>
        <TabPanel id="decisions" shouldForceMount>
          <Zone value={zone}>
            <ImpactPanel draft={draft} flush={flush} />
          </Zone>
        </TabPanel>
        <TabPanel id="changes">
          <ChangesPanel draft={draft} />
        </TabPanel>
        <TabPanel id="release" shouldForceMount>
          <Zone value={zone}>
            <ReleasePanel draft={draft} flush={flush} goTo={goTo} />
          </Zone>
        </TabPanel>
      </Tabs>
    </section>
  );
};
