import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type ReactElement } from 'react';
import { Button } from 'react-aria-components';
import { useLocation } from 'wouter';
import { deleteScenarios, draftPath, usePhrases } from '../../api/drafts.js';
import { ErrorState } from '../../parts/error-state.js';
import { saveFile } from '../../parts/save-file.js';
import { draftAddress } from '../draft-address.js';
import { ForGood } from '../for-good.js';
import ScenarioEditor from './scenario-editor.js';
import { ScenarioOutcome } from './scenario-outcome.js';
import { useTrial } from './use-trial.js';
import type { Draft, ScenarioNews } from '../../../wire/book/drafts.js';

/** A draft's own scenarios: they are written in the contract's phrases, and run while they are written. */
const ScenarioFile = ({
  id,
  name,
  text: opened,
  change,
  save,
}: {
  readonly id: string;
  readonly name: string;
  /** As it is opened. */
  readonly text: string;
  readonly change: (text: string) => void;
  readonly save: () => Promise<void>;
}): ReactElement => {
  const [text, setText] = useState(opened);
  const phrases = usePhrases(id);
  const trial = useTrial<ScenarioNews>();
  const [tried, setTried] = useState('');
  const run = async (): Promise<void> => {
    await save();
    setTried(text);
    await trial.start(draftPath(id, 'typed-scenarios'), { text }, name);
  };
  return (
    <div className="scenario-file">
      <p className="hint">
        After Given, When, Then, And and But the contract’s phrases are offered; what is in braces is filled
        in. These scenarios are the draft’s own: they run with the contract’s.
      </p>
      <ScenarioEditor
        text={opened}
        phrases={phrases.data ?? []}
        change={(next) => {
          setText(next);
          change(next);
        }}
        save={() => void save()}
      />
      <div className="form-actions">
        <Button
          className="button button-main"
          isDisabled={trial.state === 'running' || text === ''}
          onPress={() => void run()}
        >
          Run it under the draft
        </Button>
        <Button
          className="button"
          onPress={() => {
            saveFile(name, new Blob([`${text.trimEnd()}\n`]));
          }}
        >
          Download
        </Button>
        <TakeAway id={id} name={name} save={save} />
      </div>
      <div role="status">{tried === text ? <ScenarioOutcome news={trial.news} /> : null}</div>
      {trial.error === null ? null : <ErrorState error={trial.error} />}
    </div>
  );
};

/** Takes the file out of the draft, after it asked once more. */
const TakeAway = ({
  id,
  name,
  save,
}: {
  readonly id: string;
  readonly name: string;
  readonly save: () => Promise<void>;
}): ReactElement => {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const remove = useMutation({
    mutationFn: async () => {
      await save();
      const file = client.getQueryData<Draft>(['draft', id])?.files.find((one) => one.name === name);
      return deleteScenarios(id, name, file?.etag ?? '');
    },
    onSuccess: (draft) => {
      client.setQueryData(['draft', id], draft);
      navigate(draftAddress(id));
    },
  });
  return (
    <ForGood
      label="Take away …"
      question="Take these scenarios out of the draft?"
      yes="Take away"
      no="Keep them"
      act={remove.mutate}
      error={remove.error}
    />
  );
};

export default ScenarioFile;
