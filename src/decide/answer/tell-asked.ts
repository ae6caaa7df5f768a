import type { Asked, Metadata } from '../../audit/record/asked.js';
import { metadataInOrder } from './answer.js';

/** Who asked for a decision, and what was said with it, in words of lines of their own; nothing where nothing is known. */
export const tellAsked = ({ by, request }: Asked = {}, metadata: Metadata = {}): string => {
  const asked = [
    ...(by === undefined ? [] : [`by \`${by}\``]),
    ...(request === undefined ? [] : [`in the request \`${request}\``]),
  ];
  const said = Object.entries(metadataInOrder(metadata));
  const lines = [
    ...(asked.length === 0 ? [] : [`Asked ${asked.join(' ')}.`]),
    ...(said.length === 0
      ? []
      : ['Said with it:', ...said.map(([key, value]) => `  ${key}: ${JSON.stringify(value)}`)]),
  ];
  return lines.length === 0 ? '' : `\n${lines.join('\n')}\n`;
};
