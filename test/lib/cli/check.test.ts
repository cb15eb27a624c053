import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Finding } from 'datahall';
import { checkFindings, readFindings } from '../../../lib/cli/check';

const finding: Finding = {
  code: 'DH4006',
  severity: 'warning',
  path: 'platform',
  stages: ['dev', 'staging'],
  what: 'the identity of the cluster is not pinned',
  got: "'dev'",
  allowed: 'a UID',
  fix: 'pin it',
};
const accepted: Finding = {
  ...finding,
  code: 'DH3005',
  severity: 'error',
  acknowledged: { reason: 'the rack is replaced', until: '2026-12-01' },
};

describe('datahall check', () => {
  it('prints findings as a table, and warnings stop nothing', () => {
    const { text, blocked } = checkFindings([finding, accepted], '2026-12-01');
    expect(text.split('\n')).toEqual([
      'SEVERITY      CODE    STAGES        PATH      FINDING',
      'warning       DH4006  dev, staging  platform  the identity of the cluster is not pinned',
      'acknowledged  DH3005  dev, staging  platform  the identity of the cluster is not pinned',
      '',
      'errors: 0, warnings: 1, acknowledged: 1',
    ]);
    expect(blocked).toBe(false);
  });

  it('is stopped by an error, also by one whose acknowledgement has ended since', () => {
    expect(checkFindings([{ ...finding, severity: 'error' }], '2026-11-23').blocked).toBe(true);
    const { text, blocked } = checkFindings([accepted], '2026-12-02');
    expect([text.includes('errors: 1'), blocked]).toEqual([true, true]);
  });

  it('has nothing to say of a program without findings', () => {
    expect(checkFindings([], '2026-11-23')).toEqual({ text: 'no findings', blocked: false });
  });
});

describe('datahall.json', () => {
  let out: string;
  beforeEach(() => (out = mkdtempSync(join(tmpdir(), 'datahall-check-'))));
  afterEach(() => rmSync(out, { recursive: true, force: true }));

  const write = (text: string): void => writeFileSync(join(out, 'datahall.json'), text);

  it('is read', () => {
    write(JSON.stringify({ formatVersion: 1, findings: [finding] }));
    expect(readFindings(out)).toEqual([finding]);
  });

  it.each([
    ['DH5006', 'is not there', undefined],
    ['DH5006', 'is no JSON', '{'],
    ['DH5006', 'is no object', '1'],
    ['DH5007', 'has another version', '{"formatVersion":2}'],
  ])('is refused with %s when it %s', (code, _, text) => {
    if (text !== undefined) write(text);
    expect(() => readFindings(out)).toThrow(code);
  });
});
