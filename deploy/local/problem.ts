/** A fault that the person at the keyboard can mend: printed as one message, without a stack trace. */
export class Problem extends Error {
  override readonly name = 'Problem';
}

/** Prints what went wrong and ends with exit code 1; only unexpected faults show their stack. */
export function reportAndExit(fault: unknown): never {
  if (fault instanceof Problem) console.error(`\n✗ ${fault.message}`);
  else console.error('\n✗ Unexpected fault:', fault);
  process.exit(1);
}

/** The code of a Node system error, such as ENOENT; undefined for anything else. */
export function systemCode(fault: unknown): string | undefined {
  const isCoded = typeof fault === 'object' && fault !== null && 'code' in fault;
  return isCoded && typeof fault.code === 'string' ? fault.code : undefined;
}
