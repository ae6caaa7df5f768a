import { decisionSource } from '../../engine/compiled/compiled-evaluator.js';
import { WrongUse, type Command } from '../shell/command.js';
import { editionsOption } from '../arguments/edition-arguments.js';
import { openEditions } from '../arguments/open-editions.js';

/** `clausebook compile`: the JavaScript that a decision becomes. */
export const compileCommand: Command = {
  name: 'compile',
  summary: 'print the JavaScript that a decision is compiled to',
  usage: 'DECISION [--edition DOC[/REV]] [--editions DIR]',
  options: [
    {
      name: 'edition',
      value: 'DOC[/REV]',
      means: 'of which edition (default: the newest that has the decision)',
    },
    editionsOption,
  ],
  help: `
The service compiles each decision of an edition once, when it loads. This prints the source, to be read: each part says which rule and
clauses it is.

  clausebook compile refund`,
  run: async (args, shell) => {
    const [decision, ...others] = args.positionals;
    if (decision === undefined || others.length > 0) throw new WrongUse('Name one decision.');
    const [document, revision] = args.text('edition')?.split('/') ?? [];
    const editions = (await openEditions(args, shell)).all();
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
};
