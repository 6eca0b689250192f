/** Runs one step, printing when it began, what it says about itself and how long it took. */
export async function step<T>(title: string, work: (note: (text: string) => void) => Promise<T> | T): Promise<T> {
  const began = performance.now();
  const notes: string[] = [];
  const slow = setTimeout(() => console.log(`  … ${title}`), 1500);
  try {
    const result = await work((text) => {
      notes.push(text);
    });
    console.log(`  ✓ ${title.padEnd(44)} ${seconds(began)}${notes.length ? `  ${notes.join(' · ')}` : ''}`);
    return result;
  } catch (fault) {
    console.log(`  ✗ ${title.padEnd(44)} ${seconds(began)}`);
    throw fault;
  } finally {
    clearTimeout(slow);
  }
}

export function seconds(since: number): string {
  return `${((performance.now() - since) / 1000).toFixed(1).padStart(5)} s`;
}
