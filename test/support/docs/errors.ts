import { writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { ROOT, type Source, Sources, walk } from '../sources';

/** The page that lists every error. `npm run docs` writes it from the titles and doc comments in lib/errors. */
export const ERRORS_PAGE = 'docs/errors.md';

/** One `define('DH####', 'title', …)` of lib/errors. */
export interface ErrorCode {
  readonly code: string;
  readonly title: string;
  /** The doc comment, in one line. */
  readonly description: string;
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

/** The whole page, as prettier would leave it. */
export function renderErrors(codes: readonly ErrorCode[]): string {
  const concerns = [...new Set(codes.map(({ concern }) => concern))];
  const blocks = concerns.flatMap((concern) => [
    `## ${concern}`,
    ...codes
      .filter((it) => it.concern === concern)
      .flatMap(({ code, title, description }) => [
        `### ${code}: ${title}`,
        ...(description === '' ? [] : [description]),
      ]),
  ]);
  const intro = 'Every message carries one of these codes, what was given, what is allowed and how to mend it.';
  return ['# Errors', '<!-- Written by `npm run docs` from lib/errors. -->', intro, ...blocks].join('\n\n') + '\n';
}

function definition(source: Source, call: ts.CallExpression): readonly ErrorCode[] {
  const [code, title] = call.arguments;
  if (!ts.isIdentifier(call.expression) || call.expression.text !== 'define') return [];
  if (code === undefined || !ts.isStringLiteralLike(code)) return [];
  return [
    {
      code: code.text,
      title: title !== undefined && ts.isStringLiteralLike(title) ? title.text : '',
      description: docOf(call),
      concern: basename(source.path, '.ts'),
      at: source.at(call),
    },
  ];
}

function docOf(call: ts.CallExpression): string {
  let node: ts.Node = call;
  while (!ts.isStatement(node) && !ts.isPropertyAssignment(node)) node = node.parent;
  const doc = ts.getJSDocCommentsAndTags(node).find(ts.isJSDoc);
  return (ts.getTextOfJSDocComment(doc?.comment) ?? '').replace(/\s+/g, ' ').trim();
}

if (require.main === module) writeFileSync(join(ROOT, ERRORS_PAGE), renderErrors(errorCodes(Sources.repository())));
