/**
 * Z3 in WebAssembly as a process that reads SMT-LIB and writes what it has to say, as the `z3` binary does with `-in`. It reads up to a
 * line that asks for an echo, which is how `solver.ts` ends each question. It never ends by itself: who started it ends it.
 */
import { createInterface } from 'node:readline';
import { init } from 'z3-solver';

/** The part of the module that Emscripten makes that is called here. */
interface Module {
  readonly ccall: (
    name: string,
    gives: string,
    takes: readonly string[],
    given: readonly unknown[],
  ) => unknown;
}

const z3: { readonly em: unknown } & Pick<Awaited<ReturnType<typeof init>>, 'Z3'> = await init();
const { Z3 } = z3;
const module = z3.em as Module; // z3-solver gives it without a type
const context = Z3.mk_context(Z3.mk_config());
let question = '';
for await (const line of createInterface({ input: process.stdin })) {
  question += `${line}\n`;
  if (!line.startsWith('(echo ')) continue;
  const text = question;
  question = '';
  // At once, on this thread: there is nothing else to do here, and the function that waits for a thread is slower.
  const said = module.ccall('Z3_eval_smtlib2_string', 'string', ['number', 'string'], [context, text]);
  process.stdout.write(String(said));
}
process.exit(0);
