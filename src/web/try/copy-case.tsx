import type { ReactElement, ReactNode } from 'react';
import { Button, Tab, TabList, TabPanel, Tabs } from 'react-aria-components';
import { useScenarioText } from '../api/trying.js';
import type { TriedCase } from './case-address.js';
import { CopyButton } from '../parts/copy-button.js';
import { featureOf } from '../parts/scenario-text.js';
import { saveFile } from '../parts/save-file.js';
import { ErrorState } from '../parts/error-state.js';
import { Loading } from '../parts/loading.js';

/** The case as a request to paste, as JSON, and as a scenario in the contract's own phrases. */
export const CopyCase = ({
  decision,
  tried,
}: {
  readonly decision: string;
  readonly tried: TriedCase;
}): ReactElement => (
  <Tabs className="tabs">
    <TabList aria-label="Form of the case" className="tab-list">
      <Tab id="scenario" className="tab">
        Gherkin
      </Tab>
      <Tab id="curl" className="tab">
        curl
      </Tab>
      <Tab id="json" className="tab">
        JSON
      </Tab>
    </TabList>
    <TabPanel id="scenario" className="tab-panel">
      <ScenarioForm decision={decision} tried={tried} />
    </TabPanel>
    <TabPanel id="curl" className="tab-panel">
      <Copyable name="curl" text={curlOf(decision, tried)} />
    </TabPanel>
    <TabPanel id="json" className="tab-panel">
      <Copyable name="JSON" text={JSON.stringify(tried, null, 2)} />
    </TabPanel>
  </Tabs>
);

const ScenarioForm = ({
  decision,
  tried,
}: {
  readonly decision: string;
  readonly tried: TriedCase;
}): ReactElement => {
  const scenario = useScenarioText(decision, tried, true);
  if (scenario.isError) return <ErrorState error={scenario.error} />;
  return scenario.data === undefined ? (
    <Loading what="the scenario" />
  ) : (
    <Copyable name="the scenario" text={scenario.data.text}>
      <Button
        className="button"
        onPress={() => {
          saveFile(`${decision}.feature`, new Blob([featureOf(decision, scenario.data.text)]));
        }}
      >
        Keep it as a file
      </Button>
    </Copyable>
  );
};

const Copyable = ({
  name,
  text,
  children,
}: {
  readonly name: string;
  readonly text: string;
  readonly children?: ReactNode;
}): ReactElement => (
  <>
    <pre className="source" tabIndex={0} aria-label={`The case as ${name}`}>
      {text}
    </pre>
    <div className="copy-line">
      <CopyButton name={name} text={text} />
      {children}
    </div>
  </>
);

const curlOf = (decision: string, tried: TriedCase): string =>
  `curl -s ${window.location.origin}/preview/${encodeURIComponent(decision)} \\\n  -H 'content-type: application/json' \\\n  -d '${JSON.stringify(tried).replaceAll("'", "'\\''")}'`;
