import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { yaml } from '@codemirror/lang-yaml';
import { bracketMatching, foldGutter, foldKeymap, indentOnInput } from '@codemirror/language';
import { lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint';
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search';
import { EditorState } from '@codemirror/state';
import {
  drawSelection,
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
} from '@codemirror/view';
import { useEffect, useRef, type ReactElement } from 'react';
import { diagnosticsIn, offsetIn } from './editor-findings.js';
import { editorTheme } from './editor-theme.js';
import { styleNonce } from './style-nonce.js';
import { wordSource } from './editor-words.js';
import type { Finding, Word } from '../../wire/book/drafts.js';

interface CodeEditorParts {
  readonly name: string;
  /** As it is opened, or as a form wrote it last; what is typed is told by `onChange`. */
  readonly text: string;
  readonly findings: readonly Finding[];
  readonly words: readonly Word[];
  /** The line to go to, from 1. */
  readonly line: number | null;
  readonly onChange: (text: string) => void;
  readonly onSave: () => void;
}

/** Edits YAML: completion of the edition's words, findings at their lines. Tab moves on, as everywhere on the page. */
const CodeEditor = (parts: CodeEditorParts): ReactElement => {
  const { name, text, findings, line } = parts;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(parts);
  latest.current = parts;
  const opened = useRef(text);
  useEffect(() => {
    if (place.current === null) return undefined;
    const made = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: opened.current,
        extensions: extensionsFor(name, () => latest.current),
      }),
    });
    view.current = made;
    return () => {
      made.destroy();
      view.current = null;
    };
  }, [name]);
  // What a form wrote is put in as one step that can be undone; what stays the same keeps its place.
  useEffect(() => {
    const { current } = view;
    opened.current = text;
    const change = current === null ? undefined : changeTo(current.state.doc.toString(), text);
    if (change !== undefined) current?.dispatch({ changes: change, userEvent: 'input.form' });
  }, [text]);
  useEffect(() => {
    const { current } = view;
    if (current === null) return;
    current.dispatch(setDiagnostics(current.state, diagnosticsIn(current.state.doc, findings)));
  }, [findings, text, name]);
  useEffect(() => {
    const { current } = view;
    if (current === null || line === null) return;
    const anchor = offsetIn(current.state.doc, line, 1);
    current.dispatch({
      selection: { anchor },
      effects: EditorView.scrollIntoView(anchor, { y: 'center' }),
    });
    current.focus();
  }, [line, text, name]);
  return <div className="code-editor" ref={place} />;
};

/** What differs between two texts, as one stretch; `undefined` where nothing does. */
const changeTo = (before: string, after: string) => {
  if (before === after) return undefined;
  const most = Math.min(before.length, after.length);
  let from = 0;
  while (from < most && before[from] === after[from]) from += 1;
  let same = 0;
  while (same < most - from && before.at(-1 - same) === after.at(-1 - same)) same += 1;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
};

const extensionsFor = (name: string, latest: () => CodeEditorParts) => [
  EditorView.cspNonce.of(styleNonce()),
  lineNumbers(),
  foldGutter(),
  lintGutter(),
  history(),
  drawSelection(),
  EditorView.lineWrapping,
  indentOnInput(),
  bracketMatching(),
  closeBrackets(),
  highlightActiveLine(),
  highlightActiveLineGutter(),
  highlightSelectionMatches(),
  search({ top: true }),
  autocompletion({ override: [wordSource(() => latest().words)], icons: false }),
  yaml(),
  editorTheme,
  EditorView.contentAttributes.of({ 'aria-label': `Text of ${name}`, spellcheck: 'false', tabindex: '0' }),
  keymap.of([
    {
      key: 'Mod-s',
      preventDefault: true,
      run: () => {
        latest().onSave();
        return true;
      },
    },
    ...closeBracketsKeymap,
    ...defaultKeymap,
    ...searchKeymap,
    ...historyKeymap,
    ...foldKeymap,
    ...completionKeymap,
    ...lintKeymap,
  ]),
  EditorView.updateListener.of((update) => {
    if (update.docChanged) latest().onChange(update.state.doc.toString());
  }),
];

export default CodeEditor;
