import type { RunAction, RunMessage } from '@beian/contracts/filing/actions';
import { FakeCase, type FakeOptions } from './fake-case.ts';
import type { FilingActivities, FilingInput, SubjectActivities } from './contract.ts';

/** Many fake cases behind one worker: each call goes to the case of its application. */
export class FakeCases {
  private readonly cases = new Map<string, FakeCase>();
  private readonly now: () => Promise<number>;

  constructor(now: () => Promise<number>) {
    this.now = now;
  }

  /** A case of its own, ready for its run to start with `input`. */
  async open(options: Omit<FakeOptions, 'input' | 'now'> = {}): Promise<{ fake: FakeCase; input: FilingInput }> {
    const input: FilingInput = { application: fakeId(), filing: fakeId(), n: 1, bureau: 1 };
    const fake = new FakeCase({ ...options, input, now: this.now });
    await fake.begin();
    this.cases.set(input.application, fake);
    return { fake, input };
  }

  /** For a worker's registration. */
  get activities(): FilingActivities & SubjectActivities {
    return {
      readCase: (input) => this.of(input).readCase(input),
      settleCommand: (input) => this.of(input).settleCommand(input),
      platformStep: (input) => this.of(input).platformStep(input),
      approveSubjectRevision: (input) => this.of(input).approveSubjectRevision(input),
      returnSubjectRevision: (input) => this.of(input).returnSubjectRevision(input),
    };
  }

  private of({ application }: { application: string }): FakeCase {
    const fake = this.cases.get(application);
    if (fake === undefined) throw new Error(`no fake case ${application}`);
    return fake;
  }
}

/** A message as the service would send it, save its signature: the run does not read that, settleCommand does. */
export function fakeMessage(application: string, action: RunAction, expectedRevision: number, over: Partial<RunMessage> = {}): RunMessage {
  const command = over.command ?? fakeId();
  return {
    command, application, action, expectedRevision, payloadDigest: '0'.repeat(64), credential: '0'.repeat(64),
    issuedAt: '2026-01-05T00:00:00.000Z', expiresAt: '2099-01-01T00:00:00.000Z', key: 'fake', signature: `of ${command}`, ...over,
  };
}

let last = 0;
const fakeId = (): string => `01970000-0000-7000-8000-${String(++last).padStart(12, '0')}`;
