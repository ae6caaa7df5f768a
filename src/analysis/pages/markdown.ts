import { partsOf, type Block, type Page, type Text, type TextPart } from './page.js';

/** A page as GitHub's Markdown; nothing in its text is taken for markup. */
export const pageToMarkdown = ({ title, blocks }: Page): string =>
  `${[`# ${escaped(title)}`, ...blocks.map(blockToMarkdown)].join('\n\n')}\n`;

const blockToMarkdown = (block: Block): string => {
  switch (block.kind) {
    case 'heading': {
      const anchor = block.anchor === null ? '' : `<a id="${attribute(block.anchor)}"></a>\n\n`;
      return `${anchor}${'#'.repeat(block.level)} ${escaped(block.text)}`;
    }
    case 'paragraph':
      return lineOf(block.text);
    case 'quote':
      return `> ${lineOf(block.text)}`;
    case 'list':
      return block.items.map((item) => `- ${lineOf(item)}`).join('\n');
    case 'table': {
      const rows = [
        block.head,
        block.head.map(() => '---'),
        ...block.rows.map((row) => row.map(textToMarkdown)),
      ];
      return rows.map((row) => `| ${row.join(' | ')} |`).join('\n');
    }
    case 'details': {
      const anchor = block.anchor === null ? '' : ` id="${attribute(block.anchor)}"`;
      const summary = `<summary>${partsOf(block.summary).map(partInHtml).join('')}</summary>`;
      const inside = block.blocks.map(blockToMarkdown).join('\n\n');
      return `<details${anchor}>${summary}\n\n${inside}\n\n</details>`;
    }
  }
};

/** A running text at the beginning of a line, where `1.` and `-` would begin a list. */
const lineOf = (text: Text): string =>
  textToMarkdown(text)
    .replace(/^(\d+)([.)])(?=\s)/, '$1\\$2')
    .replace(/^[-+=]/, '\\$&');

const textToMarkdown = (text: Text): string =>
  partsOf(text)
    .map((part) => {
      if (typeof part === 'string') return escaped(part);
      switch (part.kind) {
        case 'strong':
          return `**${escaped(part.text)}**`;
        case 'code':
          return codeSpan(part.text);
        case 'link':
          return `[${escaped(part.text)}](${part.page}.md${part.anchor === null ? '' : `#${part.anchor}`})`;
      }
    })
    .join('');

// A summary is HTML, in which Markdown is not read.
const partInHtml = (part: TextPart): string => {
  const text = attribute(typeof part === 'string' ? part : part.text);
  return typeof part === 'string' || part.kind === 'link' ? text : `<${part.kind}>${text}</${part.kind}>`;
};

const escaped = (text: string): string =>
  oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll(/[\\`*_[\]<>|#~]/g, '\\$&');

/** A fence longer than any run of backticks in it; `|` would end a cell of a table. */
const codeSpan = (text: string): string => {
  const fence = '`'.repeat(Math.max(0, ...[...text.matchAll(/`+/g)].map(([run]) => run.length)) + 1);
  const inside = oneLine(text).replaceAll('|', '\\|');
  return fence.length === 1 ? `\`${inside}\`` : `${fence} ${inside} ${fence}`;
};

const oneLine = (text: string): string => text.replaceAll(/\s*\n\s*/g, ' ');

const attribute = (text: string): string =>
  oneLine(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
