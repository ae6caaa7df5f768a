import {
  isAlias,
  isNode,
  isScalar,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type YAMLError,
} from 'yaml';
import { mergeMarkerIn } from '../../language/merge-marker.js';
import { remembered } from '../../language/remembered.js';
import { ownText } from '../../contract/own-text.js';
import type { Findings, Remark } from './diagnostic.js';
import type { DiagnosticCode } from './diagnostic-codes.js';
import { plainSource, positionIn, type Source } from './source.js';
import { yamlSlip } from './yaml-slips.js';

/**
 * Parses a YAML file of an edition; what is not plain YAML is reported, and the source is then not whole. A whole one that is still in use
 * somewhere is given again: an edition is loaded many times in turn with a change in one of its files.
 */
export const parseSource = (name: string, file: string, text: string, findings: Findings): Source => {
  const known = wholeSources(text).source?.deref();
  if (known?.name === name) return known;
  const source = readSource(name, file, text, findings);
  if (source.document !== undefined) wholeSources(text).source = new WeakRef(source);
  return source;
};

/** The texts of so many files are looked up: those of a few editions, as an author goes back and forth between them. */
const mostTexts = 128;

/** By text: the source that was made of it last, as long as something else holds it. */
const wholeSources = remembered(mostTexts, (): { source?: WeakRef<Source> } => ({}));

const readSource = (name: string, file: string, text: string, findings: Findings): Source => {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    version: '1.2',
    prettyErrors: false,
    logLevel: 'error',
  });
  const broken: Source = { ...plainSource(name, file, text), position: positionIn(lines) };
  if (reportNotUtf8('yaml-syntax', broken, findings) || reportMerge('yaml-syntax', broken, findings))
    return broken;
  const problems = [...document.errors, ...document.warnings].sort((a, b) => a.pos[0] - b.pos[0]);
  // After the first place that cannot be read, what follows is guesswork.
  const unreadable = problems.findIndex(({ code }) => codeOfYamlError[code] === undefined);
  for (const problem of problems.slice(0, unreadable === -1 ? undefined : unreadable + 1)) {
    reportYamlError(problem, broken, findings);
  }
  const refused = reportRefused(document, broken, findings);
  if (refused || document.errors.length > 0 || document.warnings.length > 0) return broken;
  visit(document, {
    Scalar: (_, node) => {
      if (typeof node.value === 'string') node.value = ownText(node.value);
    },
  });
  const value: unknown = document.toJS();
  return { ...broken, document, value };
};

/** Reports the first place that is no UTF-8. */
export const reportNotUtf8 = (code: DiagnosticCode, source: Source, findings: Findings): boolean => {
  const found = notUtf8(source.text);
  if (found === undefined) return false;
  const { at, ...remark } = found;
  findings.report(code, { source, from: at, to: at + 1 }, remark);
  return true;
};

/** Reports the first mark of an unfinished merge. */
export const reportMerge = (code: DiagnosticCode, source: Source, findings: Findings): boolean => {
  const marker = mergeMarkerIn(source.text);
  if (marker === undefined) return false;
  const { at, length, message, hint } = marker;
  findings.report(code, { source, from: at, to: at + length }, { message, hint });
  return true;
};

/** The first place that is no UTF-8, which reading has replaced by `\ufffd`: saved again, the text would be lost. */
export const notUtf8 = (text: string): (Remark & { readonly at: number }) | undefined => {
  const at = text.search(/[\0\ufffd]/);
  if (at === -1) return undefined;
  const isWide = text.includes('\0');
  return {
    at,
    message: `A character here is not UTF-8: the file may be in ${isWide ? 'UTF-16' : 'Latin-1 or Windows-1252'}.`,
    hint: `Save the file as UTF-8, from what it was before; \`iconv -f ${isWide ? 'utf-16' : 'windows-1252'} -t utf-8\` does it.`,
  };
};

const codeOfYamlError: Readonly<Record<string, DiagnosticCode>> = {
  DUPLICATE_KEY: 'duplicate-key',
  TAG_RESOLVE_FAILED: 'yaml-tag',
};

const hints: Partial<Record<DiagnosticCode, string>> = {
  'duplicate-key': 'Keep one of the two; the other would be ignored.',
  'yaml-tag': 'Remove the tag.',
};

const reportYamlError = (error: YAMLError, source: Source, findings: Findings): void => {
  const code = codeOfYamlError[error.code] ?? 'yaml-syntax';
  const [from, to] = error.pos;
  const message = error.message.replace(/\.$/, '');
  const slip = code === 'yaml-syntax' ? yamlSlip(source.text, from, message) : undefined;
  if (slip !== undefined) {
    findings.report(
      code,
      { source, from: slip.from, to: slip.to },
      { message: slip.message, hint: slip.hint },
    );
    return;
  }
  findings.report(
    code,
    { source, from, to: duplicateEnd(source.text, code, from, to) },
    {
      message:
        code === 'duplicate-key'
          ? 'This key stands here a second time.'
          : `The YAML cannot be read: ${message}.`,
      hint:
        hints[code] ??
        'Mind the indentation: keys that belong together begin in one column, each item of a list with `- `. Put text with : # { } [ ] , & * ! in quotes.',
    },
  );
};

/** yaml marks one character of a duplicate key; the whole key says more. */
const duplicateEnd = (text: string, code: DiagnosticCode, from: number, to: number): number =>
  code === 'duplicate-key' ? Math.max(to, from + (/^[^:\s]+/.exec(text.slice(from))?.[0].length ?? 0)) : to;

const reportRefused = (document: Document.Parsed, source: Source, findings: Findings): boolean => {
  let refused = false;
  const refuse = (
    code: DiagnosticCode,
    range: readonly number[] | null | undefined,
    message: string,
    hint: string,
  ): void => {
    refused = true;
    findings.report(code, { source, from: range?.[0] ?? 0, to: range?.[1] ?? 0 }, { message, hint });
  };
  visit(document, (_, node) => {
    if (!isNode(node)) return;
    if (isAlias(node)) {
      refuse('yaml-alias', node.range, `\`*${node.source}\` is an alias.`, 'Write the value here again.');
    } else if (node.anchor !== undefined) {
      refuse(
        'yaml-alias',
        node.range,
        `\`&${node.anchor}\` is an anchor.`,
        'Remove it, and write values where they are read.',
      );
    } else if (node.tag !== undefined && document.warnings.length === 0) {
      refuse('yaml-tag', node.range, `\`${node.tag}\` is a tag.`, 'Remove the tag.');
    }
    const remark =
      isScalar(node) && node.type === 'PLAIN' ? remarkInText(source.text, node.range) : undefined;
    if (remark !== undefined) {
      refuse(
        'yaml-syntax',
        [remark, remark + 1],
        'The YAML cannot be read: this `#` begins a remark, and what follows it is left out.',
        'Put the text in quotes; where a remark is meant, write a space after `#`.',
      );
    }
    if (isScalar(node) && typeof node.value === 'number' && /^[-+]?0\d/.test(node.source ?? '')) {
      refuse(
        'yaml-number',
        node.range,
        `\`${node.source ?? ''}\` begins with a zero, and would be read as ${node.value}.`,
        'Leave the zero out, or quote it if it is text.',
      );
    }
    if (isScalar(node) && typeof node.value === 'number' && !isExact(node.value)) {
      refuse(
        'yaml-number',
        node.range,
        `\`${node.source ?? ''}\` is not a number that can be held exactly.`,
        'Write a number within ±(2^53 - 1), or quote it if it is text.',
      );
    }
  });
  return refused;
};

/** The place of a `#` that ends a text of several words and was probably meant as a part of it: nothing separates it from what follows. */
const remarkInText = (text: string, range: readonly number[] | null | undefined): number | undefined => {
  const [from = 0, to = 0] = range ?? [];
  const [, blanks = ''] = /^( +)#[^\s#]/.exec(text.slice(to, to + 200)) ?? [];
  return blanks !== '' && /\S \S/.test(text.slice(from, to)) ? to + blanks.length : undefined;
};

const isExact = (value: number): boolean =>
  Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
