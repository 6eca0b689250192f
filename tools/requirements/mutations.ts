import { readFileSync, globSync } from 'node:fs';
import { relative } from 'node:path';
import { drawing } from '@beian/testing/drawing';
import ts from 'typescript';

/** What is broken on purpose. */
export const MUTATIONS = ['rule removed', 'guard inverted', 'label changed', 'field made optional'] as const;
export type MutationKind = (typeof MUTATIONS)[number];

/** One change of one file, and the requirement whose test must notice it. */
export interface Mutation {
  readonly kind: MutationKind;
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const ID = /^[A-Z]{2,3}-\d{2}$/;

/** Every mutation that the rules offer, of requirements that some test names. */
export function mutationsOf(root: string, named: ReadonlySet<string>): Mutation[] {
  const files = globSync(`${root}/libs/rules/src/**/*.ts`, { exclude: (path) => path.includes('.spec.') || path.includes('node_modules') }).sort();
  return files.flatMap((file) => inFile(root, file)).filter(({ id }) => named.has(id));
}

function inFile(root: string, file: string): Mutation[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const found: Mutation[] = [];
  const add = (kind: MutationKind, id: string | undefined, node: ts.Node, text: string): void => {
    if (id === undefined || !ID.test(id)) return;
    found.push({ kind, id, file: relative(root, file), line: source.getLineAndCharacterOfPosition(node.getStart()).line + 1, from: node.getStart(), to: node.getEnd(), text });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && (node.expression.getText() === 'refuse' || node.expression.getText() === 'warn')) ofRule(node, add);
    if (ts.isCallExpression(node) && node.expression.getText() === 'field') ofWords(node.arguments[0], node.arguments[2], add);
    if (ts.isObjectLiteralExpression(node)) {
      ofField(node, add);
      ofWords(propertyOf(node, 'rule'), propertyOf(node, 'words'), add);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

type Add = (kind: MutationKind, id: string | undefined, node: ts.Node, text: string) => void;

/** A finding with its requirement: the list that holds it becomes empty, or the condition before it turns round. */
function ofRule(call: ts.CallExpression, add: Add): void {
  const detail = call.arguments[3];
  const id = detail !== undefined && ts.isObjectLiteralExpression(detail) ? textOf(detail, 'rule') : undefined;
  const list = call.parent;
  if (ts.isArrayLiteralExpression(list) && list.elements.length === 1) add('rule removed', id, list, '[]');
  const guard = guardOf(call);
  if (guard !== undefined) add('guard inverted', id, guard, `!(${guard.getText()})`);
}

function guardOf(node: ts.Node): ts.Expression | undefined {
  for (let at: ts.Node = node; at.parent !== undefined && !ts.isFunctionLike(at.parent); at = at.parent) {
    if (ts.isIfStatement(at.parent) && at.parent.thenStatement === at) return at.parent.expression;
    if (ts.isConditionalExpression(at.parent) && at.parent.condition !== at) return at.parent.condition;
  }
  return undefined;
}

/** A row of the keyword table: its words become none. */
function ofWords(rule: ts.Expression | undefined, words: ts.Expression | undefined, add: Add): void {
  if (rule !== undefined && ts.isStringLiteral(rule) && words !== undefined && ts.isArrayLiteralExpression(words)) add('rule removed', rule.text, words, '[]');
}

/** A field of a description, with the first requirement that it names. */
function ofField(literal: ts.ObjectLiteralExpression, add: Add): void {
  const rules = propertyOf(literal, 'rules');
  if (rules === undefined || !ts.isArrayLiteralExpression(rules) || textOf(literal, 'key') === undefined) return;
  const [first] = rules.elements;
  const id = first !== undefined && ts.isStringLiteral(first) ? first.text : undefined;
  const label = propertyOf(literal, 'label');
  if (label !== undefined && ts.isStringLiteral(label)) add('label changed', id, label, `'${label.text}错'`);
  const required = propertyOf(literal, 'required');
  if (required?.kind === ts.SyntaxKind.TrueKeyword) add('field made optional', id, required, 'false');
}

function propertyOf(literal: ts.ObjectLiteralExpression, name: string): ts.Expression | undefined {
  const found = literal.properties.find((property) => ts.isPropertyAssignment(property) && property.name.getText() === name);
  return found !== undefined && ts.isPropertyAssignment(found) ? found.initializer : undefined;
}

function textOf(literal: ts.ObjectLiteralExpression, name: string): string | undefined {
  const value = propertyOf(literal, name);
  return value !== undefined && ts.isStringLiteral(value) ? value.text : undefined;
}

/** So many of each kind, drawn by a seed: the same seed draws the same ones. */
export function draw(all: readonly Mutation[], each: number, seed: number): Mutation[] {
  const next = drawing(seed);
  return MUTATIONS.flatMap((kind) => {
    const left = all.filter((one) => one.kind === kind);
    const drawn: Mutation[] = [];
    while (drawn.length < each && left.length > 0) drawn.push(...left.splice(Math.floor(next() * left.length), 1));
    return drawn;
  });
}
