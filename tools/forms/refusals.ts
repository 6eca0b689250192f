import { readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { OBJECT_KINDS } from '@beian/rules/forms/forms';
import { NAME_RULES } from '@beian/rules/naming/name-rules';
import ts from 'typescript';

/** A place in the rules that refuses, with the codes it may refuse with, as a pattern. */
export interface Refusal {
  readonly place: string;
  readonly code: RegExp;
}

/** Where everything begins that is said about a form. */
const ROOTS = ['forms/check-form.ts', 'forms/claims.ts', 'forms/notice.ts'];
const KIND = `(?:${OBJECT_KINDS.join('|')})`;
const SOME = '[a-z-]+';

/** Every `refuse(…)` in the rules that forms are checked by. */
export function refusalsOf(root: string): Refusal[] {
  const rules = join(root, 'libs/rules/src');
  return reachable(ROOTS.map((file) => join(rules, file))).flatMap((file) => {
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
    return callsOf(source, 'refuse').flatMap((call) => patternsOf(call.arguments[0]!, source).map((pattern) => ({
      place: `${relative(rules, file)}:${source.getLineAndCharacterOfPosition(call.getStart()).line + 1} ${pattern}`, code: new RegExp(`^${pattern}$`),
    })));
  });
}

/** The files themselves and what they import of the rules, each once. */
function reachable(files: readonly string[], known = new Set<string>()): string[] {
  for (const file of files) {
    if (known.has(file)) continue;
    known.add(file);
    reachable([...readFileSync(file, 'utf8').matchAll(/from '(\.[^']+)'/g)].map(([, path]) => resolve(dirname(file), path!)), known);
  }
  return [...known].sort();
}

function callsOf(within: ts.Node, name: string): ts.CallExpression[] {
  const found: ts.CallExpression[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && node.expression.getText() === name) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(within);
  return found;
}

/** What a code may be, as patterns: literals as they are, parameters by what the calls in the file give. */
function patternsOf(code: ts.Expression, source: ts.SourceFile): string[] {
  if (ts.isStringLiteral(code) || ts.isNoSubstitutionTemplateLiteral(code)) return [escaped(code.text)];
  if (ts.isConditionalExpression(code)) return [...patternsOf(code.whenTrue, source), ...patternsOf(code.whenFalse, source)];
  if (ts.isTemplateExpression(code)) {
    return code.templateSpans.reduce((heads, { expression, literal }) => heads.flatMap((head) => patternsOf(expression, source).map((part) => `${head}${part}${escaped(literal.text)}`)), [escaped(code.head.text)]);
  }
  const text = code.getText();
  if (text === 'rule.code') return NAME_RULES.filter(({ individuals, units }) => [individuals, units].includes('refuse')).map((rule) => escaped(rule.code));
  if (/\bstem\(/.test(text)) return [`${KIND}\\.${SOME}`];
  if (/\bobject$/.test(text)) return [KIND];
  return ts.isIdentifier(code) ? givenTo(code, source) : [SOME];
}

/** What the calls of a local function pass for a parameter of it. */
function givenTo(parameter: ts.Identifier, source: ts.SourceFile): string[] {
  for (let at: ts.Node = parameter; at.parent !== undefined; at = at.parent) {
    if (!ts.isArrowFunction(at)) continue;
    const position = at.parameters.findIndex(({ name }) => name.getText() === parameter.text);
    if (position < 0 || !ts.isVariableDeclaration(at.parent)) continue;
    // Functions of other blocks may have the same name.
    const block = at.parent.parent.parent.parent;
    return callsOf(block, at.parent.name.getText()).flatMap((call) => patternsOf(call.arguments[position]!, source));
  }
  return [SOME];
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
