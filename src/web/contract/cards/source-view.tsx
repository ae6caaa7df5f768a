import type { ReactElement } from 'react';
import { yamlSpans } from './yaml-spans.js';
import type { SourceExcerpt } from '../../../wire/book/contract.js';

/** What an edition's file says, as it is written, with its place. */
export const SourceView = ({
  source,
  name,
}: {
  readonly source: SourceExcerpt;
  /** What it is the source of, for who does not see where it stands. */
  readonly name: string;
}): ReactElement => (
  <details className="more">
    <summary>
      As written in <code>{`${source.file}:${String(source.line)}`}</code>
    </summary>
    <pre className="source" tabIndex={0} role="region" aria-label={`The YAML of ${name}`}>
      <code>
        {source.text.split('\n').map((line, place) => (
          <span key={place}>
            {yamlSpans(line).map(({ kind, text }, at) =>
              kind === 'plain' ? (
                text
              ) : (
                <span key={at} className={`yaml-${kind}`}>
                  {text}
                </span>
              ),
            )}
            {'\n'}
          </span>
        ))}
      </code>
    </pre>
  </details>
);
