import { CableMedium } from 'datahall';

describe('CableMedium', () => {
  it.each(CableMedium.known.map(({ facts }) => [facts.name, facts] as const))(
    'knows where %s comes from',
    (_, facts) => {
      expect(facts.source).toMatch(/^NVIDIA /);
      expect(facts.lengths?.at(-1)?.metres ?? facts.reach.metres).toBe(facts.reach.metres);
    },
  );

  it('has one of each name', () => {
    const names = CableMedium.known.map(({ facts }) => facts.name);
    expect(new Set(names).size).toBe(names.length);
  });

  it('takes classes of your own', () => {
    const facts = { ...CableMedium.DAC_800G.facts, name: 'mine' };
    expect(CableMedium.custom(facts).facts).toBe(facts);
  });

  it('refuses a cable without arms, or without ports at an end: DH1004', () => {
    const { facts } = CableMedium.DAC_2X400G;
    expect(() => CableMedium.custom({ ...facts, ways: 0 })).toThrow(/DH1004/);
    expect(() => CableMedium.custom({ ...facts, to: { ...facts.to, ports: 0.5 } })).toThrow(/DH1004/);
  });
});
