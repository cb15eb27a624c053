import { execFileSync } from 'node:child_process';
import { Sources } from '../support/sources';
import { ERRORS_PAGE, errorCodes, renderErrors } from '../support/docs/errors';
import { RULES } from '../support/docs/main';
import { checkCodes, checkListed, checkProduced, checkTested } from './checks/errors';

describe('errors', () => {
  const repository = Sources.repository();

  test('have codes of their own', () => {
    expect(checkCodes(repository)).toEqual([]);
  });

  test('are expected by a test', () => {
    expect(checkTested(repository)).toEqual([]);
  });

  test('are listed in docs/errors.md; npm run docs writes it', () => {
    expect(checkListed(repository)).toEqual([]);
    const page = repository.get(ERRORS_PAGE);
    expect(page?.text).toBe(renderErrors(errorCodes(repository), RULES));
  });
});

describe('the checks of errors', () => {
  const unit = `
    export const unitNotFinite = define('DH1001', 'A quantity is not a finite number', (unit: string, given: unknown) => ({
      what: \`\${unit} is not \` + 'finite',
      got: show(given),
      allowed: oneOf(['1', '2']),
      fix: unit === 'kW' ? 'ask the utility' : \`write \${unit}(1)\`,
    }));`;
  const sources = Sources.of({
    'lib/errors/units.ts': unit,
    'lib/errors/site.ts':
      "export const a = define('DH1001', 'Taken', () => ({})); export const b = define('X1', 'B', () => ({}));",
    'test/lib/units.test.ts': "expect(code).toBe('DH1001');",
    'test/contract/errors.test.ts': "'X1'",
    [ERRORS_PAGE]: '### DH1001: Gone\n\n### DH9999: Gone\n',
  });

  test('find codes that are taken or no codes', () => {
    expect(checkCodes(sources)).toEqual([
      'lib/errors/site.ts:1: DH1001 is taken by lib/errors/units.ts:2',
      'lib/errors/site.ts:1: X1 is not of the form DH####',
    ]);
  });

  test('find codes without a test', () => {
    expect(checkTested(sources)).toEqual(['lib/errors/site.ts:1: no test expects X1 (B)']);
  });

  test('find codes that no test made', () => {
    expect(checkProduced(sources, new Set(['DH1001']))).toEqual(['lib/errors/site.ts:1: no test makes X1 (B)']);
    expect(checkProduced(sources, new Set(['DH1001', 'X1']))).toEqual([]);
  });

  test('keep what was made in a file of this run, which no run of Jest in a test removes', () => {
    const file = `require('./jest.config.js'); process.env.DATAHALL_PRODUCED`;
    const other = execFileSync(process.execPath, ['-p', file], { encoding: 'utf8' }).trim();
    expect(other).toMatch(/datahall-produced-\d+$/);
    expect(other).not.toBe(process.env['DATAHALL_PRODUCED']);
  });

  test('find codes that are not on the page, or only there', () => {
    expect(checkListed(sources)).toEqual([
      'lib/errors/site.ts:1: docs/errors.md does not list X1',
      'docs/errors.md: no error has the code DH9999',
    ]);
  });

  test('the page has code, title and message by concern, and says what is a rule', () => {
    const codes = errorCodes(Sources.of({ 'lib/errors/units.ts': unit }));
    const message = [
      '```text',
      'DH1001 … is not finite',
      '  given    …',
      '  allowed  one of …',
      '  fix      ask the utility | write …(1)',
      '```',
      '',
    ].join('\n');
    const heading = '## units\n\n### DH1001: A quantity is not a finite number\n\n';
    expect(renderErrors(codes, new Map())).toContain(`${heading}${message}`);
    expect(renderErrors(codes, new Map([['DH1001', 'warning']]))).toContain(
      `${heading}Rule: a warning, which stops nothing.\n\n${message}`,
    );
  });
});
