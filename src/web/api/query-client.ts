import { QueryClient } from '@tanstack/react-query';
import { onAccessKeyChange } from './access-key.js';
import { mayPass } from './request-failure.js';

/** What keeps the answers of the service while the book is open. Asks again, three times, where that may help. */
export const makeQueryClient = (): QueryClient => {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        networkMode: 'always',
        retry: (failures, error) => failures < 3 && mayPass(error),
        retryDelay: (failures) => Math.min(400 * 2 ** failures, 4_000),
      },
      mutations: { networkMode: 'always' },
    },
  });
  onAccessKeyChange(() => void client.resetQueries());
  return client;
};
