import { asSent, startService } from '../index.js';
import type { Driver, DriverFolders } from './driver.js';

/** Starts the real service on a free loopback port, and asks it over HTTP. */
export async function startHttpDriver(folders: DriverFolders): Promise<Driver> {
  const service = await startService({ ...folders, host: '127.0.0.1', port: 0 });
  return {
    ask: async (decision, body) => {
      const response = await fetch(new URL(`/decide/${encodeURIComponent(decision)}`, service.url), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      return { status: response.status, body: asSent(await response.json()) };
    },
    close: () => service.close(),
  };
}
