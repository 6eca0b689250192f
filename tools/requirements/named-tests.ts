import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { globSync } from 'node:fs';
import ts from 'typescript';

/** A title, or a row's name in a table of cases, that names a requirement. */
export interface NamedTest {
  readonly file: string;
  readonly line: number;
  readonly title: string;
}

const ID = /\b[A-Z]{2,3}-\d{2}\b/g;
/** `WEB-10..37`, `HOM-02/03`: what names a range shows none of its members. */
const RANGE = /\b[A-Z]{2,3}-\d{2}\s*(?:\.\.|…|–|to\b|至|\/)\s*(?:[A-Z]{2,3}-)?\d{2}\b/;
const FOLDERS = ['apps', 'libs', 'workflows', 'deploy', 'tools'];

/** The requirements that a title names, each once. */
export function idsIn(title: string): string[] {
  return [...new Set(title.match(ID) ?? [])];
}

/** Requirement → the tests that name it and no other: several on one assertion, and ranges, do not count. */
export function namedTests(root: string): Map<string, NamedTest[]> {
  const found = new Map<string, NamedTest[]>();
  for (const folder of FOLDERS) {
    for (const file of globSync(`${root}/${folder}/**/*.spec.{ts,tsx}`, { exclude: (path) => path.includes('node_modules') })) {
      for (const test of titlesIn(file)) {
        const ids = idsIn(test.title);
        const [only] = ids;
        if (ids.length !== 1 || only === undefined || RANGE.test(test.title)) continue;
        const tests = found.get(only) ?? [];
        tests.push({ ...test, file: relative(root, file) });
        found.set(only, tests);
      }
    }
  }
  return found;
}

/** Texts at the beginning of a test's call or of a row of its table; other texts of a spec are data. */
function titlesIn(file: string): NamedTest[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const titles: NamedTest[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateExpression(node)) {
      const text = ts.isStringLiteralLike(node) ? node.text : node.head.text;
      if (isTitle(node)) titles.push({ file, line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, title: text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return titles;
}

function isTitle(node: ts.Expression): boolean {
  const { parent } = node;
  if (ts.isCallExpression(parent)) return parent.arguments[0] === node && /^(it|test|story\.chapter|it\.(each|only)|each)\b/.test(parent.expression.getText());
  return ts.isArrayLiteralExpression(parent) && parent.elements[0] === node;
}
