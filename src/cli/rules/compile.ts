import { decisionSource } from '../../engine/compiled/compiled-evaluator.js';
import { command, WrongUse } from '../shell/command.js';
import { text } from '../shell/options.js';
import { editionsOption } from '../arguments/edition-options.js';
import { openEditions } from '../arguments/open.js';

/** `clausebook compile`: the JavaScript that a decision becomes. */
export const compileCommand = command({
  name: 'compile',
  summary: 'print the JavaScript that a decision is compiled to',
  usage: 'DECISION [--edition DOC[/REV]] [--editions DIR]',
  options: {
    edition: text({
      value: 'DOC[/REV]',
      means: 'of which edition (default: the newest that has the decision)',
    }),
    editions: editionsOption,
  },
  help: `
The service compiles each decision of an edition once, when it loads. This prints the source, to be read: each part says which rule and
clauses it is.

  clausebook compile refund`,
  names: { least: 1, most: 1, say: 'Name one decision.' },
  run: async (args, shell, [decision = '']) => {
    const [document, revision] = args.edition?.split('/') ?? [];
    const editions = (await openEditions(args)).all();
    const edition = editions.findLast(
      ({ identity, decisions }) =>
        decisions.has(decision) &&
        (document === undefined || document === identity.document) &&
        (revision === undefined || revision === identity.revision),
    );
    if (edition === undefined) {
      const known = [...new Set(editions.flatMap(({ decisions }) => [...decisions.keys()]))];
      throw new WrongUse(`No edition here has a decision \`${decision}\`. There are ${known.join(', ')}.`);
    }
    shell.out(decisionSource(edition, decision));
    return 0;
  },
});
