import { Document, isMap, isNode, isScalar, isSeq, Scalar, YAMLMap, YAMLSeq, type Node } from 'yaml';
import { isRecord } from '../../language/values.js';

const widest = 110;

/**
 * A value as YAML in the manner of what stands beside it: quotes, and collections in braces, as there.
 * @param like what is written in the same manner; `undefined` where nothing is
 * @param indent the column at which its first line begins; the others are indented by as much
 */
export const writtenAs = (
  value: unknown,
  like: Node | undefined,
  indent: number,
  isInFlow: boolean,
): string => {
  const document = new Document();
  const node = nodeLike(value, like, isInFlow);
  if (isInFlow) {
    // Between brackets more has to stand in quotes than elsewhere.
    const around = new BracketList();
    around.flow = true;
    around.items.push(node);
    if (isMap(node) || isSeq(node)) node.flow = true;
    document.contents = around;
    return document.toString({ lineWidth: 0, singleQuote: true }).trim().slice(1, -1);
  }
  document.contents = node;
  return document
    .toString({ lineWidth: Math.max(40, widest - indent), singleQuote: true })
    .trimEnd()
    .replaceAll(/\n(?=[^\n])/g, `\n${' '.repeat(indent)}`);
};

/** Whether a value stands in lines of its own below its key, once it is written. */
export const isBlock = (value: unknown, like: Node | undefined): boolean => {
  const node = nodeLike(value, like, false);
  return (isMap(node) || isSeq(node)) && node.flow !== true && node.items.length > 0;
};

/** How YAML is being written. */
type Writing = Parameters<YAMLSeq['toString']>;

/** Brackets stand close to what is in them, and braces do not, as the formatter has it. */
class BracketList extends YAMLSeq<Node> {
  override toString(...[context, ...more]: Writing): string {
    return super.toString(context && { ...context, flowCollectionPadding: '' }, ...more);
  }
}

class BraceMap extends YAMLMap<Node, Node> {
  override toString(...[context, ...more]: Writing): string {
    return super.toString(context && { ...context, flowCollectionPadding: ' ' }, ...more);
  }
}

/** Whether a value has room in one line. */
const isShort = (value: unknown): boolean => JSON.stringify(value).length <= widest - 20;

const nodeLike = (value: unknown, like: Node | undefined, isInFlow: boolean, isItem = false): Node => {
  if (Array.isArray(value)) {
    const list = new BracketList();
    const [first] = isSeq(like) ? like.items.filter(isNode) : [];
    const items = value.map((item: unknown) => nodeLike(item, first, isInFlow, true));
    list.items.push(...items);
    // Lists of words stand in brackets, as the authors' do.
    const isLikeFlow =
      isSeq(like) && like.items.length > 0 ? like.flow === true : items.every((item) => isScalar(item));
    list.flow = isLikeFlow && (isInFlow || isShort(value));
    return list;
  }
  if (isRecord(value)) {
    const map = new BraceMap();
    for (const [key, field] of Object.entries(value))
      map.add({ key: new Scalar(key), value: nodeLike(field, fieldOf(like, key), isInFlow) });
    // An item that is a short record of words, such as a condition, stands in braces.
    const isLikeFlow = isMap(like)
      ? like.flow === true
      : isItem && map.items.every(({ value: field }) => isScalar(field));
    map.flow = isLikeFlow && (isInFlow || isShort(value));
    return map;
  }
  const scalar = new Scalar(value);
  const style = isScalar(like) && typeof like.value === 'string' ? like.type : undefined;
  if (typeof value !== 'string') return scalar;
  const isLong = value.includes('\n');
  // Between brackets, or where they begin with a space, lines can't stand as they are.
  if (isLong && (isInFlow || /^\s/.test(value))) scalar.type = 'QUOTE_DOUBLE';
  else if (
    style !== undefined &&
    !(style === 'PLAIN' && isLong) &&
    !((isInFlow || /^\s/.test(value)) && style.startsWith('BLOCK'))
  )
    scalar.type = style;
  return scalar;
};

const fieldOf = (like: Node | undefined, key: string): Node | undefined => {
  const found = isMap(like)
    ? like.items.find((pair) => isScalar(pair.key) && pair.key.value === key)
    : undefined;
  return isNode(found?.value) ? found.value : undefined;
};
