import { checkCount, checkDnsLabel, checkId, checkLabelValue, checkReleaseName } from '../../../lib/units/names';

describe('names', () => {
  it.each(['a', 'dev', 'gpu-operator', `a${'b'.repeat(62)}`])('takes %p as DNS label', (name) => {
    expect(checkDnsLabel('name', name)).toBeUndefined();
  });

  it.each(['', 'A', '-a', 'a-', 'a.b', 'a_b', '1a', 'a'.repeat(64)])('refuses %p as DNS label: DH1101', (name) => {
    expect(checkDnsLabel('name', name)).toMatchObject({ code: 'DH1101', got: expect.any(String) as string });
  });

  it('never cuts a name, it says what is too long', () => {
    expect(checkReleaseName('release', 'a'.repeat(54))?.allowed).toContain('1 to 53 characters');
  });

  it.each([
    ['Team A!', 'team-a'],
    ['h100.v2', 'h100-v2'],
    ['123', 'name'],
  ])('suggests for %p the name %p', (given, suggested) => {
    expect(checkDnsLabel('name', given)?.fix).toContain(`'${suggested}'`);
  });

  it.each(['', 'a', 'A.b_c-9'])('takes %p as label value', (value) => {
    expect(checkLabelValue('label', value)).toBeUndefined();
  });

  it.each(['-a', 'a b', 'a'.repeat(64)])('refuses %p as label value: DH1102', (value) => {
    expect(checkLabelValue('label', value)?.code).toBe('DH1102');
  });

  it.each(['a.b', 'a/b', '1a', '', 'a b'])('refuses %p as construct id: DH1103', (id) => {
    expect(checkId(id)?.code).toBe('DH1103');
  });

  it.each([-1, 1.5, Number.NaN, 2 ** 53])('refuses %p as count: DH1004', (count) => {
    expect(checkCount('replicas', count)?.code).toBe('DH1004');
  });
});
