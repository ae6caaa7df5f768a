import { must } from '../support/violation.js';

const ask = async (address: string, method: string, body?: unknown, headers = {}): Promise<string> => {
  const response = await fetch(address, {
    method,
    headers: body === undefined ? headers : { 'content-type': 'application/json', ...headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  must(response.status < 500, `${method} ${address} is answered ${response.status}: ${text}`);
  return text;
};

/** Makes a draft of the edition of the library, and gives its id. */
export const makeDraft = async (url: string): Promise<string> => {
  const { editions } = JSON.parse(await ask(`${url}/editions`, 'GET')) as {
    readonly editions: readonly { readonly digest: string }[];
  }; // as it is answered
  const made = await ask(`${url}/book-data/drafts`, 'POST', {
    title: 'A dearer day',
    digest: editions[0]?.digest,
  });
  return (JSON.parse(made) as { readonly id: string }).id; // as it is answered
};

/** Has a subject's records go through whatever reads them, and its name through what refuses it. */
export const useInManyWays = async (url: string, draft: string, subject: string): Promise<void> => {
  const name = encodeURIComponent(subject);
  const found = await ask(`${url}/decisions?subject=${name}&limit=5`, 'GET');
  const { items } = JSON.parse(found) as { readonly items: readonly { readonly id: string }[] }; // as it is answered
  must(items.length > 0, `Nothing is found of ${subject}`);
  for (const { id } of items)
    for (const part of ['', '/trace', '/letter']) await ask(`${url}/decisions/${id}${part}`, 'GET');
  await ask(`${url}/book-data/log/counts?subject=${name}`, 'GET');
  await ask(`${url}/book-data/drafts/${draft}/impact`, 'POST', { newest: 20 });
  await ask(`${url}/decisions?subjekt=${name}`, 'GET');
  await ask(`${url}/${name}`, 'GET');
  await ask(`${url}/decide/${name}`, 'POST', { facts: {}, subject });
  await ask(`${url}/decide/fee`, 'POST', { facts: { member: { name: subject, kard: subject } }, subject });
};

/** Puts a name into a draft, as its author may. */
export const nameInDraft = async (url: string, draft: string, name: string): Promise<void> => {
  const file = `${url}/book-data/drafts/${draft}/files/fee.yaml`;
  const { text, etag } = JSON.parse(await ask(file, 'GET')) as {
    readonly text: string;
    readonly etag: string;
  }; // as it is answered
  const put = await ask(file, 'PUT', { text: `${text}\n# As with ${name}\n` }, { 'if-match': etag });
  must(put.includes('fee.yaml'), `The draft did not take it: ${put}`);
};
