import assert from 'node:assert/strict';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, test } from 'node:test';
import { setImmediate as turn } from 'node:timers/promises';
import { makeSendingTogether } from '../../../src/service/http/send.js';

const responseThat = (sends: string[], fails = false): ServerResponse => {
  const response = new ServerResponse(new IncomingMessage(new Socket()));
  response.end = ((text: string) => {
    if (fails) throw new Error('the receiver is gone');
    sends.push(text);
    return response;
  }) as typeof response.end; // as it is called by what is tested
  return response;
};
const decided = (text: string) => ({ code: 'decided', text: () => text, answer: () => text }) as const;

describe('answers that become ready together', () => {
  test('are sent in their order, after all of them were told', async () => {
    const sent: string[] = [];
    const told: string[] = [];
    const { sendDecided } = makeSendingTogether(() => assert.fail('nothing went wrong'));
    for (const name of ['1', '2', '3'])
      sendDecided(responseThat(sent), {
        ...decided(name),
        text: () => {
          told.push(name);
          assert.deepEqual(sent, []);
          return name;
        },
      });
    assert.deepEqual(told, ['1', '2', '3']);
    await turn();
    assert.deepEqual(sent, ['1', '2', '3']);
  });

  test('what goes wrong with one is told of that one, and the others are sent', async () => {
    const sent: string[] = [];
    const defects: unknown[] = [];
    const wrong = responseThat(sent, true);
    const { sendDecided } = makeSendingTogether((error, response) => defects.push([error, response]));
    sendDecided(responseThat(sent), decided('1'));
    sendDecided(wrong, decided('2'));
    sendDecided(responseThat(sent), decided('3'));
    await turn();
    assert.deepEqual(sent, ['1', '3']);
    assert.deepEqual(defects, [[new Error('the receiver is gone'), wrong]]);
  });

  test('what becomes ready later is sent too', async () => {
    const sent: string[] = [];
    const { sendDecided } = makeSendingTogether(() => assert.fail('nothing went wrong'));
    sendDecided(responseThat(sent), decided('1'));
    await turn();
    sendDecided(responseThat(sent), decided('2'));
    await turn();
    assert.deepEqual(sent, ['1', '2']);
  });
});
