/** Files into one zip, side by side and uncompressed: all that an app package needs. PKWARE: .ZIP File Format, 4.3. */
import { crc32 } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly content: Buffer;
}

/** Version 2.0 of the format; names are UTF-8. */
const version = 20;
const utf8 = 0x0800;
/** The first day that the format knows, so that the same files always give the same zip. */
const firstDay = (1 << 5) | 1;

/** What both of a file's headers say of it, from its flags to the length of its name. */
function describe({ name, content }: ZipEntry): Buffer {
  const part = Buffer.alloc(24);
  part.writeUInt16LE(utf8, 0);
  part.writeUInt16LE(firstDay, 6);
  part.writeUInt32LE(crc32(content), 8);
  part.writeUInt32LE(content.length, 12);
  part.writeUInt32LE(content.length, 16);
  part.writeUInt16LE(Buffer.byteLength(name), 20);
  return part;
}

export function zip(files: readonly ZipEntry[]): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const file of files) {
    const name = Buffer.from(file.name);
    const body = Buffer.concat([zipRecord(0x04034b50, [version]), describe(file), name, file.content]);
    const attributes = Buffer.alloc(14);
    attributes.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([zipRecord(0x02014b50, [version, version]), describe(file), attributes, name]));
    bodies.push(body);
    offset += body.length;
  }
  const listing = Buffer.concat(directory);
  const end = zipRecord(0x06054b50, [0, 0, files.length, files.length]);
  const where = Buffer.alloc(10);
  where.writeUInt32LE(listing.length, 0);
  where.writeUInt32LE(offset, 4);
  return Buffer.concat([...bodies, listing, end, where]);
}

function zipRecord(signature: number, words: readonly number[]): Buffer {
  const part = Buffer.alloc(4 + 2 * words.length);
  part.writeUInt32LE(signature, 0);
  words.forEach((word, index) => part.writeUInt16LE(word, 4 + 2 * index));
  return part;
}
