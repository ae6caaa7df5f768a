import type { Edition } from '../../edition/model/edition.js';
import type { RuleSet } from '../../edition/model/rule-set.js';
import { builtRuntime } from '../../module/runtime-kinds.js';
import { writeModule } from '../../module/write-module.js';
import { productVersion } from '../../service/monitoring/product-build.js';
import { CouldNot, type Shell } from '../shell/command.js';
import { writeWhole } from '../shell/write-whole.js';

/** Writes a decision as a module: to a file, with its types beside it, or to the output. */
export const compileToModule = async (
  edition: Edition,
  ruleSet: RuleSet,
  out: string | undefined,
  shell: Pick<Shell, 'out' | 'err'>,
): Promise<0> => {
  const source = await writeModule(edition, ruleSet, {
    version: await productVersion(),
    runtime: (name) =>
      builtRuntime(name).catch((cause: unknown) => {
        throw new CouldNot('What every module has is not there: build the product, `npm run build`.', {
          cause,
        });
      }),
  });
  if (out === undefined) {
    shell.out(source);
    return 0;
  }
  const types = out.replace(/\.(m?)js$/, '.d.$1ts');
  await writeWhole(out, source);
  // Its schemas take long to load.
  const { writeModuleTypes } = await import('../client/write-edition.js');
  if (types !== out) await writeWhole(types, writeModuleTypes(edition, ruleSet.decision));
  shell.err(`${out}: ${Buffer.byteLength(source)} bytes\n`);
  return 0;
};
