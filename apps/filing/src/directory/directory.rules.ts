import { KeepProvider } from '@beian/contracts/filing/directory';
import type { FieldProblem } from '@beian/contracts/problem';
import { PROVIDER_KINDS, type ProviderKind } from '@beian/rules/website/providers';

/** First line of an imported table, in this order. */
export const COLUMNS = ['类别', '名称', '地区代码', '地址', '电话'] as const;

/** What all codes within a region begin with: a province's two digits, a city's four (OPN-44). */
export function regionPrefix(code: string): string {
  return code.slice(0, 6).replace(/(?:00){1,2}$/, '');
}

/** One spelling of a name, so that the same provider is one line. */
export function spelled(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/gu, ' ');
}

/** The lines of a table, or what is wrong with which of them; numbers count from the first line of the file. */
export function readTable(lines: readonly (readonly string[])[]): { rows: KeepProvider[]; faults: FieldProblem[] } {
  const [head = [], ...body] = lines;
  if (COLUMNS.some((column, index) => (head[index] ?? '').trim() !== column)) {
    return { rows: [], faults: [{ field: 'csv.1', code: 'import.columns', message: `第1行应为列名：${COLUMNS.join('、')}` }] };
  }
  if (body.length === 0) return { rows: [], faults: [{ field: 'csv.2', code: 'import.empty', message: '文件中没有服务商' }] };
  const rows: KeepProvider[] = [];
  const faults: FieldProblem[] = [];
  const seen = new Map<string, number>();
  body.forEach((cells, index) => {
    const line = index + 2;
    const fault = (message: string): void => void faults.push({ field: `csv.${line}`, code: 'import.line', message: `第${line}行：${message}` });
    const [label = '', name = '', region = '', address = '', phone = ''] = cells.map((cell) => cell.trim());
    const kind = (Object.keys(PROVIDER_KINDS) as ProviderKind[]).find((each) => PROVIDER_KINDS[each] === label);
    if (kind === undefined) return fault(`类别应为“${Object.values(PROVIDER_KINDS).join('”或“')}”`);
    if (!/^\d{6}$/.test(region)) return fault('地区代码应为6位数字');
    const parsed = KeepProvider.safeParse({ kind, name: spelled(name), region, address, phone });
    if (!parsed.success) return fault(name === '' ? '请填写名称' : '名称、地址或电话过长，或含有不能保存的字符');
    const key = `${kind} ${parsed.data.name} ${region}`;
    const first = seen.get(key);
    if (first !== undefined) return fault(`与第${first}行相同`);
    seen.set(key, line);
    rows.push(parsed.data);
  });
  return { rows, faults };
}
