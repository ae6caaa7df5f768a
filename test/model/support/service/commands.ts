import fc from 'fast-check';
import { must } from '../asking.js';
import type { Decided, ServiceModel } from './model.js';
import { releases, type Answer, type ServiceWorld } from './world.js';

type Step = fc.AsyncCommand<ServiceModel, ServiceWorld>;

/** A step that may be taken at any time, told by its name and what it has to do with. */
const step = (
  name: string,
  run: (model: ServiceModel, world: ServiceWorld) => Promise<void>,
  check: (model: Readonly<ServiceModel>) => boolean = () => true,
): Step => ({ check, run, toString: () => name });

interface Asked {
  readonly wind: number;
  readonly subject: string;
}

const asOf = '2026-06-01T00:00:00Z';
const bodyOf = ({ wind, subject }: Asked) => ({ asOf, subject, facts: { wind } });

/** Holds an answer to a decision against the model, and remembers it. */
const take = (model: ServiceModel, asked: Asked, key: string | undefined, answer: Answer): void => {
  const request = JSON.stringify(asked);
  const used = model.under(key);
  if (used !== undefined) {
    if (used.request !== request) {
      must(answer.status === 409, `Another request under the key ${key ?? ''} is answered ${answer.status}`);
      return;
    }
    must(
      answer.status === 200 && answer.isReplayed,
      `A request that comes again is answered ${answer.status}`,
    );
    must(
      answer.text === used.decided.text,
      `One key has two answers: ${used.decided.text} and ${answer.text}`,
    );
    return;
  }
  const { limit } = model;
  if (limit === undefined) {
    must([404, 422].includes(answer.status), `Where nothing governs it is answered ${answer.status}`);
    return;
  }
  must(
    answer.status === 200 && !answer.isReplayed,
    `A decision is answered ${answer.status}: ${answer.text}`,
  );
  const told = JSON.parse(answer.text) as {
    readonly id: string;
    readonly outcome: string;
    readonly decidedAt: string;
    readonly edition: { readonly digest: string };
  }; // as the service answers
  const outcome = asked.wind >= limit ? 'stays' : 'goes';
  must(told.outcome === outcome, `A wind of ${asked.wind} up to ${limit} is ${told.outcome}`);
  must(
    model.digest === undefined || told.edition.digest === model.digest,
    `It is decided by ${told.edition.digest}, and ${model.digest ?? ''} governs`,
  );
  must(!model.decided.some(({ id }) => id === told.id), `${told.id} is there twice`);
  const decided: Decided = {
    ...{ id: told.id, text: answer.text, subject: asked.subject, outcome, decidedAt: told.decidedAt },
    ...{ erased: false, dropped: false },
  };
  model.decided.push(decided);
  if (key !== undefined) model.keys.set(key, { request, decided });
};

/** Holds all that can be read against the model. */
const readAll = async (model: ServiceModel, world: ServiceWorld): Promise<void> => {
  for (const { id, text, erased, dropped } of model.decided) {
    const { status, text: read } = await world.send('GET', `/decisions/${id}`);
    if (dropped) {
      must(status === 410, `The dropped decision ${id} is answered ${status}`);
      continue;
    }
    must(status === 200, `The decision ${id} is answered ${status}`);
    const was = JSON.parse(text) as object;
    const expected = erased ? { ...was, subject: null } : was;
    must(JSON.stringify(JSON.parse(read)) === JSON.stringify(expected), `${text} is read back as ${read}`);
  }
  const there = model.decided.filter(({ dropped }) => !dropped);
  for (const [query, wanted] of [
    ['', there],
    ['&outcome=stays', there.filter(({ outcome }) => outcome === 'stays')],
    ['&subject=anna', there.filter(({ subject, erased }) => subject === 'anna' && !erased)],
  ] as const) {
    const found = new Set<string>();
    for (let cursor: string | null = ''; cursor !== null;) {
      const path = `/decisions?limit=5${query}${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const page = JSON.parse((await world.send('GET', path)).text) as {
        readonly items: readonly { readonly id: string }[];
        readonly next: string | null;
      }; // as the service answers
      for (const { id } of page.items) {
        must(!found.has(id), `A search finds ${id} twice`);
        found.add(id);
      }
      cursor = page.next;
    }
    must(
      found.size === wanted.length && wanted.every(({ id }) => found.has(id)),
      `A search (${query}) finds ${found.size}, and there are ${wanted.length}`,
    );
  }
};

const winds = fc.integer({ min: 3, max: 9 });
const subjects = fc.constantFrom('anna', 'ben');
const asking = fc.record({ wind: winds, subject: subjects });
const keys = fc.constantFrom('k1', 'k2', 'k3', undefined);
const limits = fc.constantFrom(...releases.keys());

const steps: fc.Arbitrary<Step>[] = [
  ...Array.from({ length: 4 }, () =>
    fc.tuple(asking, keys).map(([asked, key]) =>
      step(`decide ${JSON.stringify(asked)} under ${key ?? 'no key'}`, async (model, world) => {
        take(model, asked, key, await world.send('POST', '/decide/hire', bodyOf(asked), key));
      }),
    ),
  ),
  fc
    .tuple(fc.array(asking, { minLength: 1, maxLength: 4 }), fc.constantFrom('list 1', 'list 2', undefined))
    .map(([list, key]) =>
      step(`decide ${JSON.stringify(list)} under ${key ?? 'no key'}`, async (model, world) => {
        const name = key?.replace(' ', '-');
        const items = list.map((asked) => ({ decision: 'hire', ...bodyOf(asked) }));
        const { status, text } = await world.send('POST', '/decide', items, name);
        must(status === 200, `A list is answered ${status}: ${text}`);
        const { answers } = JSON.parse(text) as {
          readonly answers: readonly { status: number; answer?: unknown; replayed?: boolean }[];
        }; // as the service answers
        must(answers.length === list.length, `A list of ${list.length} has ${answers.length} answers`);
        for (const [place, asked] of list.entries()) {
          const { status: ofItem = 0, answer, replayed } = answers[place] ?? {};
          take(model, asked, name && `${name}/${place}`, {
            ...{ status: ofItem, text: JSON.stringify(answer), isReplayed: replayed === true },
          });
        }
      }),
    ),
  asking.map((asked) =>
    step(`preview ${JSON.stringify(asked)}`, async ({ limit }, world) => {
      const { status, text } = await world.send('POST', '/preview/hire', bodyOf(asked));
      if (limit === undefined)
        must([404, 422].includes(status), `Where nothing governs it is answered ${status}`);
      else
        must(
          status === 200 && text.includes(asked.wind >= limit ? '"stays"' : '"goes"'),
          `${status}: ${text}`,
        );
    }),
  ),
  subjects.map((subject) =>
    step(`erase ${subject}`, async (model, world) => {
      const meant = model.decided.filter((each) => each.subject === subject && !each.erased && !each.dropped);
      const { status, text } = await world.send('POST', '/erasures', { subject, reason: 'asked for' });
      must(
        status === 200 && text.includes(`"records":${meant.length}`),
        `${status}: ${text}, not ${meant.length}`,
      );
      for (const each of meant) each.erased = true;
    }),
  ),
  fc.nat(20).map((nth) =>
    step(
      `drop what is before decision ${nth}`,
      async (model, world) => {
        const before = Date.parse(model.decided[nth % model.decided.length]?.decidedAt ?? '');
        const reason = { by: 'Ann', reason: 'it is old' };
        await world.beside((log) =>
          log.drop({ id: `drop-${before}-${Date.now()}`, at: Date.now(), ...reason, before }),
        );
        for (const each of model.decided) if (Date.parse(each.decidedAt) < before) each.dropped = true;
        for (const [key, { decided }] of model.keys) if (decided.dropped) model.keys.delete(key);
      },
      ({ decided }) => decided.length > 0,
    ),
  ),
  limits.map((limit) =>
    step(
      `publish ${limit}`,
      async (model, world) => {
        const release = releases.get(limit);
        if (release === undefined) throw new RangeError('There is no such release.');
        await world.enter('published', release, true);
        model.published = [...model.published, limit];
        model.everPublished.add(limit);
      },
      ({ everPublished }) => !everPublished.has(limit),
    ),
  ),
  fc.constant(
    step(
      'withdraw what governs',
      async (model, world) => {
        const release = releases.get(model.limit ?? 0);
        if (release === undefined) throw new RangeError('Nothing governs.');
        await world.enter('withdrawn', release, false);
        model.published = model.published.slice(0, -1);
      },
      ({ published }) => published.length > 0,
    ),
  ),
  fc.constant(step('restart', (_model, world) => world.restart())),
  fc.constant(step('kill', (_model, world) => world.kill())),
  fc.constant(step('read all', readAll)),
];

/** What may happen to a service, in an order. */
export const arbitrarySteps = (most: number): fc.Arbitrary<Iterable<Step>> =>
  fc.commands(steps, { maxCommands: most, size: 'max' });

/** At the end everything is read once more. */
export const lastStep: Step = step('read all', readAll);
