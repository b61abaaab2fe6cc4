/** The pixels of a PNG as browsers write them: eight bits a channel, in colour, not interlaced. */
import { inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Row by row from the top: red, green, blue, and how opaque. */
  readonly pixels: readonly (readonly [number, number, number, number])[];
}

export function readPng(file: Buffer): Picture {
  if (file.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new Error('This is no PNG.');
  const parts = [...chunks(file)];
  const header = parts.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13);
  const [width, height, kind] = [
    header.readUInt32BE(0),
    header.readUInt32BE(4),
    header.subarray(8, 13).toString('hex'),
  ];
  const channels = { '0802000000': 3, '0806000000': 4 }[kind];
  if (channels === undefined) throw new Error(`PNGs of the kind ${kind} are not read here.`);
  const data = inflateSync(Buffer.concat(parts.flatMap((part) => (part.type === 'IDAT' ? [part.data] : []))));
  const bytes = unfilter(data, width * channels, channels);
  const pixels = Array.from({ length: width * height }, (_, at) => {
    const [red = 0, green = 0, blue = 0, opaque = 255] = bytes.subarray(at * channels, (at + 1) * channels);
    return [red, green, blue, opaque] as const;
  });
  return { width, height, pixels };
}

function* chunks(file: Buffer): Generator<{ readonly type: string; readonly data: Buffer }> {
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    yield { type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) };
    at += length + 12;
  }
}

/** Each byte is told as its distance from a guess: its left, upper and upper left neighbours (PNG, section 9). */
const predictors: readonly ((left: number, up: number, corner: number) => number)[] = [
  () => 0,
  (left) => left,
  (_left, up) => up,
  (left, up) => Math.floor((left + up) / 2),
  (left, up, corner) => {
    const near = (one: number): number => Math.abs(left + up - corner - one);
    return [left, up, corner].reduce((best, one) => (near(one) < near(best) ? one : best));
  },
];

function unfilter(data: Buffer, row: number, step: number): Buffer {
  const rows: Buffer[] = [];
  // What lies left of the first pixel and above the first row counts as nothing.
  let above = Buffer.alloc(step + row);
  for (let at = 0; at < data.length; at += row + 1) {
    const line = Buffer.concat([Buffer.alloc(step), data.subarray(at + 1, at + 1 + row)]);
    const predict = predictors[data.readUInt8(at)];
    if (predict === undefined) throw new Error('A row of this PNG is told in an unknown way.');
    for (let x = step; x < line.length; x += 1) {
      const predicted = predict(line.readUInt8(x - step), above.readUInt8(x), above.readUInt8(x - step));
      line[x] = line.readUInt8(x) + predicted;
    }
    rows.push(line.subarray(step));
    above = line;
  }
  return Buffer.concat(rows);
}
