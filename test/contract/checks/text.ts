import type { Source, Sources } from '../../support/sources';

/** A path of somebody's machine: a segment of another path, or of an address, is none. */
const MACHINE_PATH = new RegExp(String.raw`(?<![\w.\-/}$])/(root|work|home|tmp)/`);
const MARKS = new RegExp(String.raw`\b(TO` + String.raw`DO|FIX` + String.raw`ME)\b`);
const FOCUS = /\b(?:describe|it|test)(?:\.each|\.concurrent)?\.(?:only|todo)\b|\b(?:fit|fdescribe)\(/;
const WIDE_COMMENT = /^(?=\s*(?:\/\/|\/?\*)).{121,}$/u;

/** The checks speak of what they forbid. */
const isCheck = (path: string): boolean => path.startsWith('test/contract/');

/** Paths that exist on one machine only. */
export function checkPaths(sources: Sources): readonly string[] {
  const files = sources.where((path) => /\.(md|json|ts)$/.test(path) && !/^(test|\.ci)\//.test(path));
  return lines(files, MACHINE_PATH, 'a path of one machine');
}

/** Work that was put off. */
export function checkMarks(sources: Sources): readonly string[] {
  return lines(
    sources.where((path) => /\.(md|ts|mjs|js|yml|sh)$/.test(path) && !isCheck(path)),
    MARKS,
    'work put off',
  );
}

/** Tests that hide other tests, or are none. */
export function checkFocus(sources: Sources): readonly string[] {
  return lines(
    sources.where((path) => path.endsWith('.test.ts') && !isCheck(path)),
    FOCUS,
    'not a test run',
  );
}

/** Comments wider than the code: the formatter wraps code only. */
export function checkWidth(sources: Sources): readonly string[] {
  return lines(
    sources.where((path) => /\.(ts|mjs)$/.test(path)),
    WIDE_COMMENT,
    'a comment of more than 120 columns',
  );
}

function lines(files: readonly Source[], pattern: RegExp, offence: string): readonly string[] {
  return files.flatMap((source) =>
    source.text
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${source.path}:${at + 1}: ${offence}: ${line.trim()}`] : [])),
  );
}
