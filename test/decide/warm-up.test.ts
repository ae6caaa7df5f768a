import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Evaluator } from '../../src/engine/evaluation.js';
import { warmUp } from '../../src/decide/warm-up.js';
import { libraryEdition } from '../service/library-edition.js';

const edition = libraryEdition();
const decisions = [...edition.decisions.keys()];

const evaluatorThat = (warm: (decision: string) => void): Evaluator => ({
  name: 'compiled',
  decide: () => assert.fail('nothing is asked'),
  explain: () => assert.fail('nothing is asked'),
  warmUp: warm,
});

/** Warms up, and tells what happened in order; a defect where `throwsAt` is warmed up, a stop after so many. */
const toldOf = async ({ stopsAfter = Infinity, throwsAt = '' }): Promise<readonly string[]> => {
  const told: string[] = [];
  const warmed = (): number => told.filter((what) => what.startsWith('warm')).length;
  await warmUp({
    editions: [edition],
    evaluators: () =>
      evaluatorThat((decision) => {
        if (decision === throwsAt) throw new Error(decision);
        told.push(`warm ${decision}`);
      }),
    nextTurn: () => {
      told.push('turn');
      return Promise.resolve();
    },
    isStopping: () => warmed() >= stopsAfter,
    reportDefect: (error) => told.push(String(error)),
  });
  return told;
};

describe('a service warms up while it answers', () => {
  it('each decision in a turn of its own', async () => {
    assert.ok(decisions.length > 0);
    assert.deepEqual(
      await toldOf({}),
      decisions.flatMap((decision) => ['turn', `warm ${decision}`]),
    );
  });

  it('no further than until it stops', async () => {
    assert.deepEqual(await toldOf({ stopsAfter: 0 }), ['turn']);
  });

  it('and a defect is told, and keeps nothing else from being made ready', async () => {
    const [first = '', ...others] = decisions;
    assert.deepEqual(await toldOf({ throwsAt: first }), [
      'turn',
      `Error: ${first}`,
      ...others.flatMap((decision) => ['turn', `warm ${decision}`]),
    ]);
  });
});
