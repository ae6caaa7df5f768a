import { defaultEngine, engines, isEngineName, type EngineName } from '../../engine/engines.js';
import { WrongUse, type Arguments, type CommandOption, type Shell } from '../shell/command.js';

/** The option that says what evaluates. */
export const engineOption: CommandOption = {
  name: 'engine',
  value: 'NAME',
  means: `what evaluates, ${Object.keys(engines).join(' or ')}; both say the same (CLAUSEBOOK_ENGINE; default ${defaultEngine})`,
};

/** The engine of a call: the option, the environment, the default. */
export const engineOf = (args: Arguments, shell: Shell): EngineName => {
  const name = args.text('engine') ?? shell.settings.engine ?? defaultEngine;
  if (isEngineName(name)) return name;
  throw new WrongUse(`\`${name}\` is no engine: ${Object.keys(engines).join(' or ')}.`);
};
