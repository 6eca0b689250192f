/** Lets a few through at once and a few more wait; whoever comes beyond that is refused, so that memory stays bounded. */
export class Turnstile {
  private running = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(
    private readonly places: number,
    private readonly queue: number,
    private readonly full: () => Error,
  ) {}

  async pass<T>(work: () => Promise<T>): Promise<T> {
    if (this.running >= this.places) {
      if (this.waiting.length >= this.queue) throw this.full();
      await new Promise<void>((enter) => this.waiting.push(enter));
    } else {
      this.running += 1;
    }
    try {
      return await work();
    } finally {
      // The place goes to the next in the queue as it is; nobody can come between.
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
