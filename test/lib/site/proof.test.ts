import fc from 'fast-check';
import {
  escapeCell,
  printProof,
  proofRow,
  proofTable,
  proveAtLeast,
  proveAtMost,
  type Proof,
} from '../../../lib/site/proof';

const measure = { value: 20.4, limit: 20, unit: 'kW' };

describe('a proof', () => {
  it.each([
    [proveAtMost, 20, 20, true],
    [proveAtMost, 20.1, 20, false],
    [proveAtLeast, 20, 20, true],
    [proveAtLeast, 19.9, 20, false],
  ])('%p of %d against %d is %p', (prove, value, limit, ok) => {
    expect(prove('DH3006', 'claim', { value, limit, unit: 'kW' })).toMatchObject({ ok, exact: true, witness: [] });
  });

  it('prints on one line', () => {
    const proof = proveAtMost('DH3006', 'rack 1 runs', measure, { witness: ['feed a', 'rack 1'] });
    expect(printProof(proof)).toBe('FAILS DH3006 rack 1 runs (20.4 kW, limit 20 kW): feed a, rack 1');
    const bound: Proof = { ...proof, ok: true, limit: null, exact: false, unit: '', witness: [] };
    expect(printProof(bound)).toBe('described DH3006 rack 1 runs (20.4, a bound)');
  });

  it('keeps eleven nines', () => {
    const proof = proveAtLeast('DH3260', 'up', { value: 0.99999999999, limit: 0.9, unit: '' });
    expect(printProof(proof)).toContain('(0.99999999999, limit 0.9)');
  });

  it('is a row of a Markdown table, whatever its names are', () => {
    const proof = proveAtMost('DH3006', 'rack a|b', measure, { exact: false, witness: ['x\ny', '<b>'] });
    expect(proofTable([proof]).split('\n')).toEqual([
      '|  | Rule | Claim | Value | Limit | Shown by |',
      '| --- | --- | --- | --- | --- | --- |',
      '| **fails** | DH3006 | rack a\\|b | ≈ 20.4 kW | 20 kW | x y, \\<b\\> |',
    ]);
  });

  it('has six cells, whatever a user wrote', () => {
    fc.assert(
      fc.property(fc.string(), fc.array(fc.string()), (claim, witness) => {
        const row = proofRow(proveAtMost('DH3006', claim, measure, { witness }));
        expect(row).not.toMatch(/[\r\n]/);
        // Unescape pairs first: what is left of pipes are borders.
        expect(row.replace(/\\./g, '').split('|')).toHaveLength(8);
        expect(escapeCell(claim)).not.toMatch(/(^|[^\\])(\\\\)*\|/);
      }),
    );
  });
});
