import type { Sources } from '../../support/sources';
import { ERRORS_PAGE, type ErrorCode, errorCodes } from '../../support/docs/errors';

/** Codes that two errors share, or that are none. */
export function checkCodes(sources: Sources): readonly string[] {
  const codes = errorCodes(sources);
  return codes.flatMap(({ code, at }, index) => {
    if (!/^DH\d{4}$/.test(code)) return [`${at}: ${code} is not of the form DH####`];
    const first = codes.findIndex((other) => other.code === code);
    return first === index ? [] : [`${at}: ${code} is taken by ${(codes[first] as ErrorCode).at}`];
  });
}

/** Errors that no test provokes. The checks of this folder do not count. */
export function checkTested(sources: Sources): readonly string[] {
  const tests = sources.where((path) => /^test\/.*\.test\.ts$/.test(path) && !path.startsWith('test/contract/'));
  const tested = new Set(tests.flatMap(({ text }) => text.match(/DH\d{4}/g) ?? []));
  return errorCodes(sources)
    .filter(({ code }) => !tested.has(code))
    .map(({ code, title, at }) => `${at}: no test expects ${code} (${title})`);
}

/** Errors that no test made while all of them ran: nobody has seen their texts. */
export function checkProduced(sources: Sources, produced: ReadonlySet<string>): readonly string[] {
  return errorCodes(sources)
    .filter(({ code }) => !produced.has(code))
    .map(({ code, title, at }) => `${at}: no test makes ${code} (${title})`);
}

/** Errors that the page does not list, and codes on the page that no error has. */
export function checkListed(sources: Sources): readonly string[] {
  const page = sources.get(ERRORS_PAGE)?.text ?? '';
  const listed = new Set(page.match(/^### DH\d{4}\b/gm)?.map((heading) => heading.slice(4)));
  const codes = errorCodes(sources);
  const known = new Set(codes.map(({ code }) => code));
  return [
    ...codes
      .filter(({ code }) => !listed.has(code))
      .map(({ code, at }) => `${at}: ${ERRORS_PAGE} does not list ${code}`),
    ...[...listed].filter((code) => !known.has(code)).map((code) => `${ERRORS_PAGE}: no error has the code ${code}`),
  ];
}
