/** The database cannot be used as things are: told to whoever starts the bot, with the cure. */
export class DatabaseError extends Error {
  constructor(
    readonly wrong: string,
    readonly cure: string,
    options?: ErrorOptions,
  ) {
    super(`${wrong}\n    ${cure}`, options);
    this.name = 'DatabaseUnusable';
  }
}

/** Another process has the embedded one open: most likely the bot itself. */
export class DatabaseInUseError extends DatabaseError {}
