import type { Type } from '../../language/types/types.js';
import type { Template } from '../model/template.js';
import { dottedSuggestion } from '../../language/nearest.js';
import { readName } from '../names/names.js';
import { spanPlace } from '../read/place.js';
import { readsBroken, type Typing, type WrittenExpression } from './typing.js';

const dottedName = /^[\p{Ll}\p{Lo}][\p{L}\p{M}\p{N}]*(\.[\p{Ll}\p{Lo}][\p{L}\p{M}\p{N}]*)*$/u;

/** Reads a text with `{dotted.name}` placeholders; `undefined` where something in it is wrong, which is reported. */
export const buildTemplate = (
  { source, path, text }: WrittenExpression,
  { scope, findings, broken }: Typing,
): Template | undefined => {
  const parts: Template[number][] = [];
  let whole = true;
  for (const match of text.matchAll(/\{([^{}]*)\}|[^{}]+|[{}]/g)) {
    const [written, name] = match;
    const span = { from: match.index, to: match.index + written.length };
    if (name === undefined && written !== '{' && written !== '}') {
      parts.push(written);
    } else if (name === undefined || !dottedName.test(name)) {
      whole = false;
      findings.report('template-syntax', spanPlace(source, path, span), {
        message: `\`${written}\` is no placeholder.`,
        hint: dottedSuggestion(
          written.slice(1, -1),
          scope.names(),
          'A placeholder is a dotted name in braces, such as {package.periods}; compute in definitions.yaml.',
        ),
      });
    } else if (readsBroken(name, broken)) {
      whole = false;
    } else {
      const read = readName(name, scope);
      const at = spanPlace(source, path, { from: span.from + 1, to: span.to - 1 });
      if (!read.ok) findings.report('unknown-fact', at, read.remark);
      else if (!canBeTold(read.expression.type))
        findings.report('template-type', at, {
          message: `\`${name}\` is a record, which makes no sentence.`,
          hint: `Mention one of its fields, such as {${name}.${fieldsOf(read.expression.type)[0] ?? 'field'}}.`,
        });
      if (read.ok && canBeTold(read.expression.type)) parts.push({ name, expression: read.expression });
      else whole = false;
    }
  }
  return whole ? parts : undefined;
};

const canBeTold = (type: Type): boolean => {
  if (type.kind === 'record') return type.name === 'money';
  return type.kind !== 'list' || canBeTold(type.of);
};

const fieldsOf = (type: Type): readonly string[] =>
  type.kind === 'record' ? Object.keys(type.fields) : type.kind === 'list' ? fieldsOf(type.of) : [];
