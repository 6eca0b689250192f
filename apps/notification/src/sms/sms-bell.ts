import { Injectable } from '@nestjs/common';

/** Wakes the sender of this process after a commit that left an SMS to be sent; senders of others find it by polling. */
@Injectable()
export class SmsBell {
  private listener: (() => void) | undefined;

  answer(listener: () => void): void {
    this.listener = listener;
  }

  ring(): void {
    this.listener?.();
  }
}
