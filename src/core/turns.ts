/** Places of which only so many are held at once, by all replicas together. */
export interface Turns {
  /** Waits for one of `room` places under a name and gives the way to give it back. Rejects when the signal ends the wait. */
  take(name: string, room: number, signal: AbortSignal): Promise<() => void>;
}
