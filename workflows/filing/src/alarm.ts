import { CancellationScope, isCancellation, sleep } from '@temporalio/workflow';

/**
 * One durable timer at a time. It is left running while its moment stays the same, also when the run ends: starting and
 * cancelling one for every wait would cost two history events each.
 */
export class Alarm {
  private at: number | undefined;
  private scope: CancellationScope | undefined;
  private rung = false;

  /** Sets the moment (milliseconds since the epoch), or none. */
  set(at: number | undefined): void {
    if (at === this.at) return;
    this.scope?.cancel();
    this.scope = undefined;
    this.at = at;
    this.rung = false;
    if (at === undefined) return;
    const scope = new CancellationScope();
    this.scope = scope;
    void scope.run(() => sleep(Math.max(at - Date.now(), 1))).then(
      () => this.ring(scope),
      (error: unknown) => {
        if (!isCancellation(error)) throw error;
      },
    );
  }

  get hasRung(): boolean {
    return this.rung;
  }

  /** Forgets a moment that has come. */
  clear(): void {
    if (this.rung) this.at = undefined;
    this.rung = false;
  }

  private ring(scope: CancellationScope): void {
    if (this.scope === scope) this.rung = true;
  }
}
