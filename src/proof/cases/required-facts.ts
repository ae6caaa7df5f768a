import type { RequiredFields } from '../../edition/model/fact-schema.js';

/** What must be given so that each of several decisions can be made. */
export const requiredOfAll = (all: readonly RequiredFields[]): RequiredFields => {
  const names = [...new Set(all.flatMap((one) => one.names))];
  const below = new Set(all.flatMap(({ inside }) => inside.map(([name]) => name)));
  return {
    names,
    inside: [...below].map((name) => [
      name,
      requiredOfAll(all.flatMap(({ inside }) => inside.filter(([one]) => one === name).map(([, of]) => of))),
    ]),
  };
};
