import { Injectable } from '@nestjs/common';

/** Wakes the senders of this process after a commit that left something to be sent; senders of others find it by polling. */
@Injectable()
export class Bell {
  private readonly listeners: (() => void)[] = [];

  answer(listener: () => void): void {
    this.listeners.push(listener);
  }

  ring(): void {
    for (const listener of this.listeners) listener();
  }
}
