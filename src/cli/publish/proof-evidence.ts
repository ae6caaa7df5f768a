import type { Refusal } from '../../analysis/publishing/refuse-publishing.js';
import type { Edition } from '../../edition/model/edition.js';
import type { ProofSummary, ProvedGroup } from '../../edition/model/registry.js';
import { sha256, type Digest } from '../../language/canonical.js';
import { isRecord } from '../../language/values.js';
import { isFine, type ProvedProperty } from '../../proof/proved.js';
import { CouldNot } from '../shell/command.js';
import { readNamed } from '../shell/read-named.js';

/** Evidence of a proof: its digest (`proof`, as an entry has it), and why it does not prove the edition; no reason where it does. */
export interface Evidence {
  readonly proof: Digest;
  /** What it says was proved, to be kept with the release. */
  readonly proved: ProofSummary;
  readonly refusals: readonly Refusal[];
}

/** Reads a `proof.json` of `clausebook prove --out`, and holds it against an edition. Throws {@link CouldNot} where it is no such file. */
export const readEvidence = async (file: string, edition: Edition): Promise<Evidence> => {
  const text = await readNamed(file);
  const proof = parse(text, file);
  return {
    proof: sha256(text),
    proved: summaryOf(proof),
    refusals: whyNotProved(proof, edition, file),
  };
};

const parse = (text: string, file: string): Readonly<Record<string, unknown>> => {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new CouldNot(`\`${file}\` is no JSON.`, { cause });
  }
  if (
    !isRecord(json) ||
    !isRecord(json['edition']) ||
    !Array.isArray(json['decisions']) ||
    typeof json['solver'] !== 'string' ||
    typeof json['at'] !== 'string'
  )
    throw new CouldNot(`\`${file}\` is no proof.json of \`clausebook prove --out\`.`);
  return json;
};

const summaryOf = (proof: Readonly<Record<string, unknown>>): ProofSummary => {
  const { solver, at, mostItems, decisions, invariants } = proof;
  const tried = [decisions, invariants].flatMap((one) => (Array.isArray(one) ? one.filter(isRecord) : []));
  const properties = tried.flatMap((one) => recordsIn(one['properties']));
  const clauses: Record<string, number> = {};
  for (const { clauses: cited } of properties)
    for (const clause of Array.isArray(cited) ? cited.map(String) : [])
      clauses[clause] = (clauses[clause] ?? 0) + 1;
  const isBounded = tried.some(({ bounded }) => Array.isArray(bounded) && bounded.length > 0);
  return {
    solver: String(solver),
    at: String(at),
    properties: properties.length,
    items: isBounded ? Number(mostItems) : null,
    clauses,
    invariants: recordsIn(invariants).map(({ invariant }) => String(invariant)),
    each: tried.flatMap(groupsOf),
  };
};

/** The properties of a decision or invariant, those together that rest on the same clauses and of which the same became. */
const groupsOf = (one: Readonly<Record<string, unknown>>): readonly ProvedGroup[] => {
  const { decision, invariant } = one;
  const of = typeof decision === 'string' ? decision : String(invariant);
  const groups = new Map<string, ProvedGroup>();
  for (const { id, verdict, clauses: cited } of recordsIn(one['properties'])) {
    const clauses = Array.isArray(cited) ? cited.map(String) : [];
    const key = JSON.stringify([verdict, clauses]);
    const before = groups.get(key)?.properties ?? [];
    groups.set(key, { of, verdict: String(verdict), clauses, properties: [...before, String(id)] });
  }
  return [...groups.values()];
};

const recordsIn = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

const whyNotProved = (
  proof: Readonly<Record<string, unknown>>,
  edition: Edition,
  where: string,
): readonly Refusal[] => {
  const refuse = (message: string): Refusal => ({ code: 'not-proved', where, message });
  const { edition: of, decisions, invariants } = proof;
  const digest = isRecord(of) ? of['digest'] : undefined;
  if (digest !== edition.identity.digest)
    return [
      refuse(`It proves ${String(digest)}, and the edition is ${edition.identity.digest}. Prove it again.`),
    ];
  const whyNot = (tried: unknown, by: string, names: readonly string[]): readonly Refusal[] => {
    const entries: readonly unknown[] = Array.isArray(tried) ? tried : [];
    const found = new Map(entries.flatMap((one) => (isRecord(one) ? [[one[by], findingsIn(one)]] : [])));
    return names.flatMap((name) => {
      const findings = found.get(name);
      if (findings === undefined) return [refuse(`\`${name}\` is not proved in it.`)];
      return findings === 0 ? [] : [refuse(`\`${name}\` has findings: ${findings}.`)];
    });
  };
  const unread: readonly unknown[] = Array.isArray(proof['unread']) ? proof['unread'] : [];
  return [
    ...unread.map((name) => refuse(`No decision needs the parameter \`${String(name)}\`.`)),
    ...whyNot(decisions, 'decision', [...edition.decisions.keys()]),
    ...whyNot(
      invariants,
      'invariant',
      edition.invariants.map(({ name }) => name),
    ),
  ];
};

/** What was not tried, or has no properties, is a finding too. */
const findingsIn = ({ code, properties }: Readonly<Record<string, unknown>>): number => {
  if (code !== 'tried' || !Array.isArray(properties) || properties.length === 0) return 1;
  return properties.filter(
    (one: unknown) => !isRecord(one) || !isFine({ verdict: one['verdict'] as ProvedProperty['verdict'] }), // any other is a finding
  ).length;
};
