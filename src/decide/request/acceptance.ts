import { parseInstant } from '../../language/instants.js';
import type { Act, ActKind } from '../../edition/model/governing.js';
import type { RequestError } from './request-error.js';
import { isRecord } from '../../language/values.js';
import { actKinds, maximumActs } from '../../wire/limits.js';
import { mustBe, own, textErrors, unknownMembers } from './request-parts.js';

/** What a request tells of a customer's acts, or what is wrong with it. */
export type ReadAcceptance =
  | { readonly code: 'read'; readonly acts: readonly Act[] }
  | { readonly code: 'wrong'; readonly errors: readonly RequestError[] };

/** Reads `acceptance: { acts: [{ kind, at, edition? }] }` of a request. */
export const readAcceptance = (given: unknown): ReadAcceptance => {
  if (given === undefined) return { code: 'read', acts: [] };
  const at = '/acceptance';
  if (!isRecord(given)) return wrong(at, 'wrong-type', `\`${at}\` must be an object.`);
  const acts = own(given, 'acts');
  const errors = [...unknownMembers(given, ['acts'], at)];
  if (!Array.isArray(acts))
    errors.push({
      pointer: `${at}/acts`,
      code: 'wrong-type',
      message: `\`${at}/acts\` must be a list of acts.`,
    });
  else if (acts.length > maximumActs)
    errors.push({
      pointer: `${at}/acts`,
      code: 'too-many',
      message: `A request tells at most ${maximumActs} acts, and this ${acts.length}. Leave out the older ones.`,
    });
  else {
    const read = acts.map((act: unknown, place) => readAct(act, `${at}/acts/${place}`));
    errors.push(...read.flatMap((one) => (isAct(one) ? [] : one)));
    if (errors.length === 0) return { code: 'read', acts: read.flatMap((one) => (isAct(one) ? [one] : [])) };
  }
  return { code: 'wrong', errors };
};

/** Reads `edition.knownAt`: RFC 3339, in epoch milliseconds; the errors where it is none. */
export const readKnownAt = (given: unknown): number | undefined | readonly RequestError[] => {
  if (given === undefined) return undefined;
  const pointer = '/edition/knownAt';
  const instant = readInstant(given);
  return instant ?? [{ pointer, code: 'wrong-type', message: notInstant(pointer) }];
};

const readAct = (act: unknown, at: string): Act | readonly RequestError[] => {
  if (!isRecord(act)) return [mustBe(at, 'an object', act)];
  const kind = own(act, 'kind');
  const happened = own(act, 'at');
  const edition = own(act, 'edition');
  const errors = [...unknownMembers(act, ['kind', 'at', 'edition'], at)];
  const known = actKinds.find((one) => one === kind);
  if (known === undefined)
    errors.push({
      pointer: `${at}/kind`,
      code: kind === undefined ? 'missing-member' : 'not-allowed',
      message: `\`${at}/kind\` must be one of ${actKinds.join(', ')}.`,
    });
  const instant = readInstant(happened);
  if (instant === undefined)
    errors.push({
      pointer: `${at}/at`,
      code: happened === undefined ? 'missing-member' : 'wrong-type',
      message: notInstant(`${at}/at`),
    });
  const named = readNamed(edition, `${at}/edition`, known);
  if (Array.isArray(named)) errors.push(...named);
  if (errors.length > 0 || known === undefined || instant === undefined || Array.isArray(named))
    return errors;
  return { kind: known, at: instant, ...(named === undefined ? {} : { edition: named }) };
};

/** An assent is to an edition that it names; no other act names one. */
const readNamed = (
  edition: unknown,
  at: string,
  kind: ActKind | undefined,
): { readonly revision?: string; readonly digest?: string } | undefined | RequestError[] => {
  if (edition === undefined)
    return kind === 'assent'
      ? [{ pointer: at, code: 'missing-member', message: `An assent names the edition: add \`${at}\`.` }]
      : undefined;
  if (kind !== 'assent' && kind !== undefined)
    return [
      { pointer: at, code: 'not-allowed', message: `Only an assent names an edition. Leave out \`${at}\`.` },
    ];
  if (!isRecord(edition)) return [mustBe(at, 'an object', edition)];
  const revision = own(edition, 'revision');
  const digest = own(edition, 'digest');
  const errors = [...unknownMembers(edition, ['revision', 'digest'], at)];
  errors.push(...textErrors(revision, `${at}/revision`, false), ...textErrors(digest, `${at}/digest`, false));
  if (revision === undefined && digest === undefined)
    errors.push({ pointer: at, code: 'missing-member', message: `\`${at}\` needs a revision or a digest.` });
  if (errors.length > 0) return errors;
  return {
    ...(typeof revision === 'string' ? { revision } : {}),
    ...(typeof digest === 'string' ? { digest } : {}),
  };
};

const readInstant = (given: unknown): number | undefined => {
  const read = typeof given === 'string' ? parseInstant(given) : undefined;
  return read?.ok === true ? read.epochMs : undefined;
};

const notInstant = (pointer: string): string =>
  `\`${pointer}\` must be an instant of RFC 3339 with an offset, such as 2026-08-15T12:00:00Z.`;

const wrong = (pointer: string, code: RequestError['code'], message: string): ReadAcceptance => ({
  code: 'wrong',
  errors: [{ pointer, code, message }],
});

const isAct = (read: Act | readonly RequestError[]): read is Act => !Array.isArray(read);
