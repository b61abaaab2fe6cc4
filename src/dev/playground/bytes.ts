/** How long something is on the wire: text as it is, everything else as JSON. */
export const bytesOf = (value: unknown): number =>
  Buffer.byteLength(typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value));
