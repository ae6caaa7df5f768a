import { useEffect } from 'react';

/**
 * Prints at the foot of every page what it is a page of, the digest, and its number (CSS Paged Media 3, margin boxes: Chrome and Edge from 131).
 * @param name of the edition
 * @param digest of its files, `sha256:…`
 */
export const usePageFeet = (name: string, digest: string): void => {
  useEffect(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`@page {
      margin: 18mm 16mm 20mm;
      @bottom-left { content: ${quoted(`${name}\n${digest}`)}; white-space: pre; width: 82%; ${small} }
      @bottom-right { content: counter(page) " / " counter(pages); ${small} }
    }`);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((other) => other !== sheet);
    };
  }, [name, digest]);
};

const small = 'font: 7pt/1.3 ui-monospace, monospace; color: #444; text-align: start;';

/** A text as a CSS string. */
const quoted = (text: string): string =>
  `"${text.replaceAll(/["\\]|[^\x20-\x7e]/g, (character) => `\\${character.codePointAt(0)?.toString(16) ?? ''} `)}"`;
