import { createTwoFilesPatch } from 'diff';
import type { Draft } from './draft.js';

/**
 * What a draft changes, as a unified diff that `git apply` and `patch -p1` take in the folder of the editions; empty where it changes
 * nothing.
 */
export const draftPatch = ({
  from,
  released,
  changed,
}: Pick<Draft, 'from' | 'released' | 'changed'>): string =>
  [...changed]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, text]) => {
      const path = `${from.document}/${from.revision}/${name}`;
      const before = released.get(name);
      const [old, header] =
        before === undefined
          ? ['/dev/null', `diff --git a/${path} b/${path}\nnew file mode 100644\n`]
          : [`a/${path}`, `diff --git a/${path} b/${path}\n`];
      const patch = createTwoFilesPatch(old, `b/${path}`, before ?? '', text, undefined, undefined, {
        context: 3,
      });
      // The package begins with a line of `=` that neither program needs.
      return header + patch.replace(/^=+\n/, '');
    })
    .join('');
