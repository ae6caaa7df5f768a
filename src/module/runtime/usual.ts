/** What stands in the module of a decision that calls nothing seldom: no function by its name, no operator of lists, no table. */
import { makeModule as make, type DecideByModule, type ModuleCode } from './make-module.js';
import type { ModuleData } from '../module-data.js';

/** Makes what decides. */
export const makeModule = (data: ModuleData, code: ModuleCode): DecideByModule =>
  make(data, code, () => ({}));
