import { useState, type ReactElement } from 'react';
import { Button, Form, Input, Label, TextField } from 'react-aria-components';
import { keepAccessKey, readAccessKey } from '../api/access-key.js';
import type { ProblemDetails } from '../api/request-failure.js';

/** Asks for a key, where the service wants to know who reads, or the key at hand may not read this. */
export const KeyForm = ({ problem }: { readonly problem: ProblemDetails }): ReactElement => {
  const [key, setKey] = useState('');
  return (
    <Form
      className="key-form"
      onSubmit={(event) => {
        event.preventDefault();
        keepAccessKey(key.trim());
      }}
    >
      <p className="key-form-title">{titleOf(problem)}</p>
      <TextField value={key} onChange={setKey} type="password" autoComplete="off" isRequired>
        <Label>Key</Label>
        <Input />
      </TextField>
      <p className="hint">It is kept in this tab only, and forgotten when the tab is closed.</p>
      <Button type="submit" className="button button-main">
        Use this key
      </Button>
    </Form>
  );
};

const titleOf = ({ status }: ProblemDetails): string => {
  if (status === 403) return 'Another key may be allowed to.';
  return readAccessKey() === null
    ? 'Give a key to read this.'
    : 'The key was not accepted. Give another one.';
};
