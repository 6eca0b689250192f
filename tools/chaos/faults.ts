import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from '../demo/platform.ts';

interface StackFile {
  readonly supervisor: { readonly pid: number };
  readonly state: string;
  readonly origin: string;
  readonly processes: Readonly<Record<string, { readonly pid: number; readonly url?: string }>>;
}

/** The processes of a platform that `npm start` supervises on this machine. */
export class Machine {
  private readonly run: string;
  readonly data: string;

  constructor(base: string) {
    this.run = join(base, 'run');
    this.data = join(base, 'data');
  }

  stack(): StackFile {
    return JSON.parse(readFileSync(join(this.run, 'stack.json'), 'utf8')) as StackFile;
  }

  /** kill -9, without warning; the supervisor starts it anew. */
  kill(name: string): void {
    process.kill(-this.pid(name), 'SIGKILL');
  }

  /** Takes it away until `restore`. */
  remove(name: string): void {
    writeFileSync(this.hold(name), '');
    this.kill(name);
  }

  async restore(name: string): Promise<void> {
    const gone = this.pid(name);
    rmSync(this.hold(name), { force: true });
    const back = await eventually(async () => (this.pid(name) === gone ? undefined : true), 60_000);
    if (!back) throw new Error(`${name} did not come back`);
  }

  private pid(name: string): number {
    const found = this.stack().processes[name]?.pid;
    if (found === undefined) throw new Error(`${name} is not among the running processes`);
    return found;
  }

  private hold(name: string): string {
    return join(this.run, `hold-${name}`);
  }
}
