import {
  autocompletion,
  completionKeymap,
  snippetCompletion,
  type CompletionSource,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { EditorState } from '@codemirror/state';
import { drawSelection, EditorView, keymap } from '@codemirror/view';
import { useEffect, useRef, type ReactElement } from 'react';
import { styleNonce } from '../style-nonce.js';
import { editorTheme } from '../editor-theme.js';

interface ScenarioEditorParts {
  /** As it is opened; what is typed is told by `change`. */
  readonly text: string;
  readonly phrases: readonly string[];
  readonly change: (text: string) => void;
  readonly save: () => void;
}

/** Edits scenarios; completes the contract's phrases after the word that begins a step. Tab moves on, as everywhere on the page. */
const ScenarioEditor = (parts: ScenarioEditorParts): ReactElement => {
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(parts);
  latest.current = parts;
  useEffect(() => {
    if (place.current === null) return undefined;
    const view = new EditorView({
      parent: place.current,
      state: EditorState.create({
        doc: latest.current.text,
        selection: { anchor: latest.current.text.length },
        extensions: [
          EditorView.cspNonce.of(styleNonce()),
          history(),
          drawSelection(),
          EditorView.lineWrapping,
          autocompletion({ override: [phraseSource(() => latest.current.phrases)], icons: false }),
          editorTheme,
          EditorView.contentAttributes.of({
            'aria-label': 'Scenarios',
            spellcheck: 'false',
            tabindex: '0',
          }),
          keymap.of([
            {
              key: 'Mod-s',
              preventDefault: true,
              run: () => {
                latest.current.save();
                return true;
              },
            },
            ...completionKeymap,
            ...defaultKeymap,
            ...historyKeymap,
          ]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.change(update.state.doc.toString());
          }),
        ],
      }),
    });
    // Whoever begins a scenario goes on where its first step is.
    if (latest.current.text.endsWith('Given ')) view.focus();
    return () => {
      view.destroy();
    };
  }, []);
  return <div className="scenario-editor" ref={place} />;
};

/** Completes what follows `Given`, `When`, `Then`, `And` and `But`; words of a phrase are found in whatever order they stand. */
const phraseSource =
  (phrases: () => readonly string[]): CompletionSource =>
  (context) => {
    const before = context.matchBefore(/^\s*(?:Given|When|Then|And|But)\s+.*/);
    if (before === null) return null;
    const from = before.from + (/^\s*\S+\s+/.exec(before.text)?.[0].length ?? 0);
    return {
      from,
      options: phrases().map((phrase) => snippetCompletion(templateOf(phrase), { label: phrase })),
    };
  };

/** A phrase with its parameters to be filled in: of alternatives the first, and what may be left out is there. */
const templateOf = (phrase: string): string =>
  phrase
    .replaceAll(/\((\w+)\)/g, '$1')
    .replaceAll(/(\S+?)\/\S+/g, '$1')
    .replaceAll(/\{(\w*)\}/g, (_, name: string) => (name === 'string' ? '"${string}"' : `\${${name}}`));

export default ScenarioEditor;
