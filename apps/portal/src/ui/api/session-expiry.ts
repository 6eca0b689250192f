/** Whether the platform has forgotten a session that the page still shows; told by failing calls, heard by the dialog that asks to sign in again. */
class SessionExpiry {
  private expired = false;
  private readonly listeners = new Set<() => void>();

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly isExpired = (): boolean => this.expired;

  raise(): void {
    this.set(true);
  }

  clear(): void {
    this.set(false);
  }

  private set(expired: boolean): void {
    if (this.expired === expired) return;
    this.expired = expired;
    for (const listener of this.listeners) listener();
  }
}

export const sessionExpiry = new SessionExpiry();
