/** Places of which only so many are held at once, by all replicas together. */
export interface KeyedSemaphore {
  /** Waits for one of `room` places under a name and gives the way to give it back. Rejects when the signal ends the wait. */
  acquire(key: string, permits: number, signal: AbortSignal): Promise<() => void>;
}
