import { CancellationScope, condition, isCancellation, sleep } from '@temporalio/workflow';

/**
 * One durable timer at a time. It is left running while its moment stays the same, also when the run ends: starting and
 * cancelling one for every wait would cost two history events each.
 */
export class Alarm {
  private at: number | undefined;
  private scope: CancellationScope | undefined;
  private rung = false;

  /** Waits until something is ready, or until the moment (milliseconds since the epoch), if there is one. */
  wait(isReady: () => boolean, at: number | undefined): Promise<void> {
    this.forgetPast();
    this.set(at);
    // Not async: one turn more after it, and histories recorded without it might not replay.
    return condition(() => isReady() || this.rung);
  }

  private forgetPast(): void {
    if (this.rung) this.at = undefined;
    this.rung = false;
  }

  private set(at: number | undefined): void {
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

  private ring(scope: CancellationScope): void {
    if (this.scope === scope) this.rung = true;
  }
}
