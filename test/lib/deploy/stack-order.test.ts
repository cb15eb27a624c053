import { stacksOf } from '../../../lib/deploy/stack-order';

const manifest = new Map([
  ['lab-network', { folder: 'a', dependencies: [] }],
  ['lab-dev-base', { folder: 'b', dependencies: [] }],
  ['lab-dev-top', { folder: 'c', dependencies: ['lab-dev-base'] }],
  ['lab-prod-base', { folder: 'd', dependencies: [] }],
]);
const stacks = [
  { id: 'lab-prod-base', stage: 'prod' },
  { id: 'lab-dev-top', stage: 'dev' },
  { id: 'lab-dev-base', stage: 'dev' },
  { id: 'lab-network', stage: 'lab-network' },
];
const stages = [
  { name: 'dev', after: [] },
  { name: 'staging', after: ['dev'] },
  { name: 'prod', after: ['staging'] },
];
const order = (...chosen: readonly string[]): readonly string[] =>
  stacksOf({ stacks, manifest, stages }, chosen).map(({ id }) => id);

describe('the order of stacks', () => {
  it('is that of their dependencies', () => {
    expect(order('dev')).toEqual(['lab-dev-base', 'lab-dev-top']);
    expect(stacksOf({ stacks, manifest, stages }, ['dev'])[1]).toEqual({
      ...{ id: 'lab-dev-top', stage: 'dev', folder: 'c', after: ['lab-dev-base'] },
    });
  });

  it('lets stages follow each other, also those between which another one lies', () => {
    expect(order('prod', 'dev')).toEqual(['lab-dev-base', 'lab-dev-top', 'lab-prod-base']);
    expect(order('prod')).toEqual(['lab-prod-base']);
  });

  it('begins with what a site has for all stages', () => {
    expect(order('prod', 'lab-network')).toEqual(['lab-network', 'lab-prod-base']);
    expect(order('lab-network')).toEqual(['lab-network']);
  });

  it('ends where stages wait for each other', () => {
    const circle = [
      { name: 'dev', after: ['prod'] },
      { name: 'prod', after: ['dev'] },
    ];
    expect(stacksOf({ stacks, manifest, stages: circle }, ['dev', 'prod'])).toHaveLength(3);
  });
});
