import { closeSync, existsSync, openSync, readSync } from 'node:fs';

// https://sqlite.org/fileformat2.html#the_write_ahead_log
const headerBytes = 32;
const frameHeaderBytes = 24;

/** A running checksum of a write-ahead file. */
type Sums = readonly [number, number];

const sumOver = ([first, second]: Sums, bytes: Buffer, isBigEndian: boolean): Sums => {
  const word = isBigEndian ? bytes.readUInt32BE.bind(bytes) : bytes.readUInt32LE.bind(bytes);
  for (let at = 0; at < bytes.length; at += 8) {
    first = (first + word(at) + second) >>> 0;
    second = (second + word(at + 4) + first) >>> 0;
  }
  return [first, second];
};

const hasSums = (bytes: Buffer, at: number, [first, second]: Sums): boolean =>
  bytes.readUInt32BE(at) === first && bytes.readUInt32BE(at + 4) === second;

/** So many commits stand behind a frame that does not hold, at least, where it was whole once. */
const enough = 2;

/**
 * The place, in bytes, where a write-ahead file was damaged after it was written; `undefined` where it was not. SQLite takes the first frame
 * that does not hold for the end, as a write that a power failure cut short leaves it, and whatever was committed behind it would be lost
 * without a word. Each commit is forced to disk before the next one is begun, so that where two stand behind such a frame, the first of them, and all before it,
 * had been whole. The last commit of a file can't be told from one that was cut short.
 */
export const damageInWriteAhead = (file: string): number | undefined => {
  if (!existsSync(file)) return undefined;
  const descriptor = openSync(file, 'r');
  try {
    const header = Buffer.alloc(headerBytes);
    if (readSync(descriptor, header, 0, headerBytes, 0) < headerBytes) return undefined;
    const isBigEndian = header.readUInt32BE(0) === 0x377f0683;
    let sums = sumOver([0, 0], header.subarray(0, 24), isBigEndian);
    const pageBytes = header.readUInt32BE(8);
    const frame = Buffer.alloc(frameHeaderBytes + (pageBytes <= 65_536 ? pageBytes : 0));
    // A header is forced to disk before its first frame is written.
    if (!hasSums(header, 24, sums))
      return readSync(descriptor, frame, 0, 1, headerBytes) === 0 ? undefined : 0;
    const salts = header.subarray(16, 24);
    let damagedAt: number | undefined;
    let commits = 0;
    for (
      let at = headerBytes;
      readSync(descriptor, frame, 0, frame.length, at) === frame.length;
      at += frame.length
    ) {
      const isOfThis = frame.subarray(8, 16).equals(salts);
      if (damagedAt === undefined) {
        sums = sumOver(
          sumOver(sums, frame.subarray(0, 8), isBigEndian),
          frame.subarray(frameHeaderBytes),
          isBigEndian,
        );
        if (!isOfThis || !hasSums(frame, 16, sums)) damagedAt = at;
      }
      // Frames of an earlier use of the file have other salts; the last frame of a commit names the size of the database.
      if (damagedAt !== undefined && isOfThis && frame.readUInt32BE(4) !== 0) commits += 1;
    }
    return commits >= enough ? damagedAt : undefined;
  } finally {
    closeSync(descriptor);
  }
};
