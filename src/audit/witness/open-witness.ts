import { sha256 } from '../../language/canonical.js';
import { WitnessUnusableError, witnessSchemes, type Witness } from './witness.js';

/** Opens the witness that an address names; nothing is asked of it yet. Throws {@link WitnessUnusableError}. */
export const openWitness = async (address: string): Promise<Witness> => {
  if (!URL.canParse(address))
    throw new WitnessUnusableError(`\`${address}\` is no address of a witness. There are ${witnessSchemes}.`);
  const url = new URL(address);
  const name = `${url.protocol}//${url.host}${url.pathname}`;
  const about = { name, key: `witness-${sha256(address).slice(7, 39)}` };
  const inner = new URL(address.replace(/^(?:git|tsa)\+/, ''));
  switch (url.protocol) {
    case 'file:': {
      const { makeFileWitness } = await import('./file-witness.js');
      return { ...about, ...makeFileWitness(inner, name) };
    }
    case 'http:':
    case 'https:': {
      const { makeHttpWitness } = await import('./http-witness.js');
      return { ...about, ...makeHttpWitness(inner, name) };
    }
    case 'git+file:': {
      const { makeGitWitness } = await import('./git-witness.js');
      return { ...about, ...makeGitWitness(inner, name) };
    }
    case 'tsa+http:':
    case 'tsa+https:': {
      const { makeTimeWitness } = await import('./time-witness.js');
      return { ...about, ...makeTimeWitness(inner) };
    }
    default:
      throw new WitnessUnusableError(`\`${name}\` is no address of a witness. There are ${witnessSchemes}.`);
  }
};
