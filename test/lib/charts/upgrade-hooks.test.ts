import { CATALOG } from '../../../lib/charts/catalog';
import { hookVerdict, UPGRADE_HOOKS, type HookFacts } from '../../../lib/charts/upgrade-hooks';

const facts: HookFacts = {
  registry: [
    { versions: ['1.0.0'], hooks: [], source: 'https://example.com/1' },
    {
      versions: ['2.0.0'],
      hooks: [
        { does: 'makes certificates', rewrites: null },
        { does: 'migrates', rewrites: 'its tables' },
      ],
      source: 'https://example.com/2',
    },
  ],
};

describe('the hooks of charts', () => {
  it('were looked at in each pinned version, and in no other one', () => {
    for (const [chart, examined] of Object.entries(UPGRADE_HOOKS)) {
      const pinned = CATALOG[chart as keyof typeof CATALOG].map(({ version }) => version);
      expect(examined.flatMap(({ versions }) => versions).sort()).toEqual(pinned.sort());
    }
  });

  it('name the tag at which they were read', () => {
    for (const { versions, source } of Object.values(UPGRADE_HOOKS).flat())
      expect(source.split('/tree/')[1]).toContain(versions[0]!.replace(/^v/, ''));
  });

  it('leave no way back where they rewrite data', () => {
    expect(hookVerdict({ registry: '1.0.0' }, { registry: '2.0.0' }, facts)).toEqual({
      reasons: ['registry 1.0.0 -> 2.0.0: a hook rewrites its tables'],
      unknown: [],
    });
  });

  it('are not known of a version that nobody looked at', () => {
    expect(hookVerdict({ registry: '2.0.0' }, { registry: '3.0.0' }, facts)).toEqual({
      reasons: [],
      unknown: ['registry 2.0.0 -> 3.0.0: nobody looked at its hooks'],
    });
  });

  it('say nothing of a chart that is new, gone, or stays', () => {
    const nothing = { reasons: [], unknown: [] };
    expect(hookVerdict({}, { registry: '2.0.0' }, facts)).toEqual(nothing);
    expect(hookVerdict({ registry: '2.0.0' }, {}, facts)).toEqual(nothing);
    expect(hookVerdict({ registry: '2.0.0' }, { registry: '2.0.0' }, facts)).toEqual(nothing);
  });
});
