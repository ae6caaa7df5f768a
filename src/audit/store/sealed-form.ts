import { canonical, sha256 } from '../../language/canonical.js';
import { isRecord } from '../../language/values.js';
import type { Form } from './durable-file.js';

/**
 * A form whose file has, as `digest`, the SHA-256 of the canonical JSON of all else in it: where one bit of it is another, the file does not
 * hold what it should. It finds damage; whoever may write the file can make the digest anew.
 * @param fields the names that the file has without a digest, as an earlier version wrote it; such a file is still read
 */
export const sealed = <Data>({ parse, print }: Form<Data>, fields: readonly string[]): Form<Data> => ({
  parse: (json) => {
    if (!isRecord(json)) return undefined;
    const { digest, ...rest } = json;
    const isGenuine =
      digest === undefined
        ? Object.keys(rest).every((name) => fields.includes(name))
        : digest === sha256(canonical(rest));
    return isGenuine ? parse(rest) : undefined;
  },
  print: (data) => {
    const json = print(data);
    return isRecord(json) ? { ...json, digest: sha256(canonical(json)) } : json;
  },
});
