import { ERASED_TEXT } from '@beian/contracts/personal-data';

/** The value's data key was destroyed: the value is erased, everywhere and for good. */
export class Erased extends Error {
  constructor(key: string) {
    super(`The data key ${key} was destroyed`);
    this.name = 'Erased';
  }
}

/** What was opened, or `instead` when it has been erased; every other fault is thrown on. */
export async function unlessErased<T, U>(opened: Promise<T>, instead: U): Promise<T | U> {
  try {
    return await opened;
  } catch (error) {
    if (error instanceof Erased) return instead;
    throw error;
  }
}

/** What was opened, or 已删除. */
export function orErasedText(opened: Promise<string>): Promise<string> {
  return unlessErased(opened, ERASED_TEXT);
}
