import assert from 'node:assert/strict';
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { describe, it } from 'node:test';
import { makeLateApp } from '../../../src/service/http/late-app.js';
import type { GatedResponse } from '../../../src/service/http/message-classes.js';

const asked = (): [IncomingMessage, GatedResponse] => {
  const request = new IncomingMessage(new Socket());
  return [request, Object.assign(new ServerResponse(request), { admission: { code: 'admitted' } as const })];
};

describe('an application that comes late', () => {
  it('is loaded once, takes what waited for it, and all else at once', async () => {
    const taken: IncomingMessage[] = [];
    let loads = 0;
    const app = makeLateApp(async () => {
      loads += 1;
      await new Promise(setImmediate);
      return (request) => taken.push(request);
    });
    const early = asked();
    const waiting = app.answer(...early);
    assert.ok(waiting instanceof Promise);
    await Promise.all([app.load(), waiting]);
    const late = asked();
    assert.equal(app.answer(...late), undefined);
    assert.deepEqual(taken, [early[0], late[0]]);
    assert.equal(loads, 1);
  });
  it('takes nothing whose sender went away meanwhile', async () => {
    const app = makeLateApp(() => Promise.resolve(() => assert.fail('nobody waits')));
    const [request, response] = asked();
    const waiting = app.answer(request, response);
    response.destroy();
    await waiting;
  });
  it('fails what waits for it where it cannot be loaded, and whoever loads it', async () => {
    const app = makeLateApp(() => Promise.reject(new Error('It is not there.')));
    const waiting = app.answer(...asked());
    assert.ok(waiting instanceof Promise);
    await assert.rejects(waiting, /not there/);
    await assert.rejects(app.load(), /not there/);
  });
});
