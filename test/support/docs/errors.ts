import { basename } from 'node:path';
import ts from 'typescript';
import { printProblem } from '../../../lib/errors/print';
import type { Code, ProblemText } from '../../../lib/errors/problem';
import type { Severity } from '../../../lib/model/finding';
import { type Source, type Sources, walk } from '../sources';

/** The page that lists every error. `npm run docs` writes it from the definitions in lib/errors. */
export const ERRORS_PAGE = 'docs/errors.md';

/** One `define('DH####', 'title', …)` of lib/errors. */
export interface ErrorCode {
  readonly code: string;
  readonly title: string;
  /** The four parts, with `…` for what differs from case to case. */
  readonly text: ProblemText;
  /** The file in lib/errors, which is a concern. */
  readonly concern: string;
  /** `path:line`. */
  readonly at: string;
}

/** Every error of lib/errors, by file and line. */
export function errorCodes(sources: Sources): readonly ErrorCode[] {
  return sources
    .where((path) => /^lib\/errors\/.*\.ts$/.test(path))
    .flatMap((source) =>
      [...walk(source.ast)].flatMap((node) => (ts.isCallExpression(node) ? definition(source, node) : [])),
    );
}

const INTRO =
  'Every message has a code and four parts: what is wrong, what was given, what is allowed and how to fix it. `…` stands\n' +
  'for what differs from case to case, and `|` between texts for different cases. A rule looks at the whole program, and its\n' +
  'findings can be acknowledged: see [findings](findings.md). All other codes say that something given is wrong, and stop the\n' +
  'synthesis or the command.';

const KINDS: Readonly<Record<Severity, string>> = {
  error: 'Rule: stops the synthesis.',
  warning: 'Rule: a warning, which stops nothing.',
};

/**
 * The whole page, as prettier would leave it.
 *
 * @param codes the errors
 * @param rules severities of those that rules find, by code
 */
export function renderErrors(codes: readonly ErrorCode[], rules: ReadonlyMap<string, Severity>): string {
  const concerns = [...new Set(codes.map(({ concern }) => concern))];
  const blocks = concerns.flatMap((concern) => [
    `## ${concern}`,
    ...codes
      .filter((it) => it.concern === concern)
      .sort((a, b) => (a.code < b.code ? -1 : 1))
      .flatMap((it) => section(it, rules.get(it.code))),
  ]);
  return ['# Errors', '<!-- Written by `npm run docs` from lib/errors. -->', INTRO, ...blocks].join('\n\n') + '\n';
}

function section({ code, title, text }: ErrorCode, severity: Severity | undefined): readonly string[] {
  const message = printProblem({ code: code as Code, ...text });
  const kind = severity === undefined ? [] : [KINDS[severity]];
  return [`### ${code}: ${title}`, ...kind, `\`\`\`text\n${message}\n\`\`\``];
}

function definition(source: Source, call: ts.CallExpression): readonly ErrorCode[] {
  const [code, title, write] = call.arguments;
  if (!ts.isIdentifier(call.expression) || call.expression.text !== 'define') return [];
  if (code === undefined || !ts.isStringLiteralLike(code)) return [];
  return [
    {
      code: code.text,
      title: title !== undefined && ts.isStringLiteralLike(title) ? title.text : '',
      text: {
        what: part('what', write),
        got: part('got', write),
        allowed: part('allowed', write),
        fix: part('fix', write),
      },
      concern: basename(source.path, '.ts'),
      at: source.at(call),
    },
  ];
}

function part(name: keyof ProblemText, write: ts.Node | undefined): string {
  if (write === undefined) return '';
  // `{ allowed }` is short for `{ allowed: allowed }`: something that differs from case to case.
  const isShort = [...walk(write)].some((node) => ts.isShorthandPropertyAssignment(node) && node.name.text === name);
  const found = [...walk(write)].filter(ts.isPropertyAssignment).find((node) => node.name.getText() === name);
  if (found !== undefined) return phrase(found.initializer);
  return isShort ? '…' : '';
}

/** What stands there in some cases only is put in brackets. */
function alternatives(texts: readonly string[]): string {
  const told = texts.filter((text) => text !== '');
  const [only = ''] = told;
  if (told.length === texts.length) return texts.join(' | ');
  return only.startsWith(' ') ? ` (${only.trim()})` : `(${only})`;
}

/** The text that an expression makes, as far as it is the same in all cases. */
function phrase(node: ts.Expression): string {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (ts.isParenthesizedExpression(node)) return phrase(node.expression);
  if (ts.isTemplateExpression(node))
    return node.head.text + node.templateSpans.map((span) => phrase(span.expression) + span.literal.text).join('');
  if (ts.isConditionalExpression(node)) return alternatives([node.whenTrue, node.whenFalse].map(phrase));
  if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.PlusToken)
    return phrase(node.left) + phrase(node.right);
  return ts.isCallExpression(node) ? printed(node) : '…';
}

/** What the helpers of lib/errors/print.ts make. */
function printed({ expression, arguments: [first, second] }: ts.CallExpression): string {
  if (expression.getText() === 'oneOf') return 'one of …';
  return expression.getText() === 'counted' && first !== undefined && second !== undefined
    ? `${phrase(first)} ${phrase(second)}s`
    : '…';
}
