import { partsOf, type Block, type Page, type Text } from './page.js';

/** All pages as one HTML document that needs nothing from outside and runs nothing. */
export const pagesToHtml = (title: string, pages: readonly Page[]): string =>
  htmlDocument(title, pageStyle, pages.map(pageToHtml));

/** An HTML document that needs nothing from outside and runs nothing. @param body lines of HTML */
export const htmlDocument = (title: string, style: string, body: readonly string[]): string =>
  [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(title)}</title>`,
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    ...body,
    '</body>',
    '</html>',
    '',
  ].join('\n');

/** How pages look, on a screen and on paper. */
export const pageStyle = [
  'body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}',
  'section{border-top:3px solid #ccc;margin-top:3rem}',
  'blockquote{margin:1rem 0;padding:.1rem 1rem;border-left:4px solid #888;background:#f6f6f6}',
  'table{border-collapse:collapse}th,td{border:1px solid #ccc;padding:.25rem .5rem;text-align:left;vertical-align:top}',
  'details{margin:.25rem 0}details>:not(summary){margin-left:1.25rem}summary{cursor:pointer}',
  'code{background:#f0f0f0;padding:0 .2rem;overflow-wrap:anywhere}',
].join('');

const pageToHtml = ({ name, title, blocks }: Page): string =>
  [
    `<section id="${escaped(name)}">`,
    `<h1>${escaped(title)}</h1>`,
    ...blocks.map((block) => blockToHtml(block, name)),
    '</section>',
  ].join('\n');

/** Anchors are unique within a page only, so each is preceded by the name of its page. */
const placeOf = (page: string, anchor: string | null): string =>
  escaped(anchor === null ? page : `${page}--${anchor}`);

const blockToHtml = (block: Block, page: string): string => {
  const id = (anchor: string | null): string => (anchor === null ? '' : ` id="${placeOf(page, anchor)}"`);
  switch (block.kind) {
    case 'heading':
      return `<h${block.level}${id(block.anchor)}>${escaped(block.text)}</h${block.level}>`;
    case 'paragraph':
      return `<p>${textToHtml(block.text)}</p>`;
    case 'quote':
      return `<blockquote><p>${textToHtml(block.text)}</p></blockquote>`;
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${textToHtml(item)}</li>`).join('\n')}\n</ul>`;
    case 'table': {
      const head = block.head.map((cell) => `<th>${escaped(cell)}</th>`).join('');
      const rows = block.rows.map(
        (row) => `<tr>${row.map((cell) => `<td>${textToHtml(cell)}</td>`).join('')}</tr>`,
      );
      return [`<table>`, `<tr>${head}</tr>`, ...rows, '</table>'].join('\n');
    }
    case 'details': {
      const inside = block.blocks.map((inner) => blockToHtml(inner, page)).join('\n');
      return `<details${id(block.anchor)}><summary>${textToHtml(block.summary)}</summary>\n${inside}\n</details>`;
    }
  }
};

const textToHtml = (text: Text): string =>
  partsOf(text)
    .map((part) => {
      if (typeof part === 'string') return escaped(part);
      if (part.kind === 'link')
        return `<a href="#${placeOf(part.page, part.anchor)}">${escaped(part.text)}</a>`;
      return `<${part.kind}>${escaped(part.text)}</${part.kind}>`;
    })
    .join('');

/** A text as HTML, in elements and in attributes. */
export const escaped = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
