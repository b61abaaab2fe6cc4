/** Waits for something that happens by itself, turn by turn of the event loop; fails when it does not happen. */
export async function eventually(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let turns = 0; turns < 2000; turns += 1) {
    if (await condition()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error('It did not happen.');
}
