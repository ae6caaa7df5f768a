import { asSent, openClausebook } from '../index.js';
import type { Driver, DriverFolders } from './driver.js';

/** Asks Clausebook in this process, without HTTP; what goes in and out is JSON as on the wire. */
export async function openInProcessDriver(folders: DriverFolders): Promise<Driver> {
  const clausebook = await openClausebook(folders);
  return {
    ask: async (decision, body) => {
      const { status, body: answered } = await clausebook.decide(decision, asSent(body));
      return { status, body: asSent(answered) };
    },
    close: () => clausebook.close(),
  };
}
