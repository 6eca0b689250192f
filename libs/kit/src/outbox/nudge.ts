const relays = new Set<() => void>();

/** Calls `wake` after each commit of this process that left something in the outbox; returns the way to end that. */
export function onNudge(wake: () => void): () => void {
  relays.add(wake);
  return () => {
    relays.delete(wake);
  };
}

/** Wakes the relays of this process; those of others find the rows by polling. */
export function nudgeRelays(): void {
  for (const wake of relays) wake();
}
