/** A cell of a CSV file, without its quotes, and where it stands: half-open offsets in UTF-16 units. */
export interface CsvCell {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

/** The records of a CSV file, or the first place that is none, and why. */
export type CsvResult =
  | { readonly ok: true; readonly records: readonly (readonly CsvCell[])[] }
  | { readonly ok: false; readonly at: number; readonly message: string; readonly hint: string };

/**
 * Reads CSV by RFC 4180, with LF or CRLF, with or without a byte order mark; empty lines are left out. Each cell is given with its place, so that
 * what is wrong with it can be told there.
 */
export const readCsv = (text: string, separator: string): CsvResult => {
  const records: CsvCell[][] = [];
  let at = text.startsWith('\ufeff') ? 1 : 0;
  let record: CsvCell[] = [];
  const ends = (place: number): boolean =>
    place >= text.length ||
    text[place] === separator ||
    text[place] === '\n' ||
    text.startsWith('\r\n', place);
  while (at < text.length) {
    const from = at;
    if (text[at] === '"') {
      let value = '';
      for (at += 1; text[at] !== '"' || text[at + 1] === '"'; at += 1) {
        if (at >= text.length)
          return {
            ok: false,
            at: from,
            message: 'This quote is never closed.',
            hint: 'Close it, or write a quote inside a cell twice.',
          };
        if (text[at] === '"') at += 1;
        value += text[at] ?? '';
      }
      at += 1;
      if (!ends(at))
        return {
          ok: false,
          at,
          message: `Something stands after a closing quote${value.includes('\n') ? ', of a cell that began lines before' : ''}.`,
          hint: value.includes('\n')
            ? `See whether the quote before \`${value.trim().slice(0, 12)}\` is closed where its cell ends.`
            : 'Write a quote inside a quoted cell twice: `"a ""b"" c"`.',
        };
      record.push({ text: value, from, to: at });
    } else {
      while (!ends(at)) {
        if (text[at] === '"')
          return {
            ok: false,
            at,
            message: 'A quote stands inside a cell that is not quoted.',
            hint: 'Put the whole cell in quotes, and write quotes inside twice: `"""basic"""`.',
          };
        at += 1;
      }
      record.push({ text: text.slice(from, at), from, to: at });
    }
    if (text[at] === separator) {
      at += 1;
      if (at < text.length && text[at] !== '\n' && !text.startsWith('\r\n', at)) continue;
      record.push({ text: '', from: at, to: at });
    }
    at += text.startsWith('\r\n', at) ? 2 : 1;
    if (record.some((cell) => cell.text !== '')) records.push(record);
    record = [];
  }
  return { ok: true, records };
};

/** What may separate the cells of a CSV file. */
export const csvSeparators = [',', ';', '\t'] as const;

/** CSV by RFC 4180, its lines ended by LF. */
export const writeCsv = (records: readonly (readonly string[])[], separator: string): string =>
  records.map((record) => `${record.map((cell) => quoted(cell, separator)).join(separator)}\n`).join('');

const quoted = (cell: string, separator: string): string =>
  /["\r\n]|^\s|\s$|^\ufeff/.test(cell) || cell.includes(separator) ? `"${cell.replaceAll('"', '""')}"` : cell;
