import { names, oneOf, type CloudTypes } from '../../../../lib/plan/kinds/cloud-types';
import { CLOUDS } from '../../../../lib/plan/kinds/clouds';
import * as settings from '../../../../lib/plan/kinds/settings';
import { CHECKED_SETTINGS, CHECKED_TYPES } from '../../../support/cloud-names';

const checkedOf = (prefix: string): readonly string[] => Object.values(CHECKED_TYPES[prefix] ?? {}).flatMap(names);
const written = ({ data, keys, servers, access, locks }: CloudTypes): readonly string[] =>
  [data, keys, servers, access, locks].flat();

/** Names of a cloud that nobody looked up: of a family, one in it is enough. */
function unchecked(cloud: CloudTypes): readonly string[] {
  const checked = checkedOf(cloud.prefix);
  return written(cloud).filter((name) => !checked.some(oneOf([['', [name]]])));
}

describe.each(CLOUDS)('the types of $prefix', (cloud) => {
  test('were each looked up in a provider: add what was checked to test/support/cloud-names.ts', () => {
    expect(unchecked(cloud)).toEqual([]);
  });

  test('hold all that was looked up, each once', () => {
    const all = written(cloud);
    expect(checkedOf(cloud.prefix).filter((name) => !oneOf([['', all]])(name))).toEqual([]);
    expect(all.filter((name, index) => all.indexOf(name) !== index)).toEqual([]);
  });
});

test('a name that nobody looked up is found', () => {
  const cloud = {
    prefix: 'google_',
    data: ['sql_databases'],
    keys: [],
    servers: [],
    access: ['*_iam_rule'],
    locks: [],
  };
  expect(unchecked(cloud)).toEqual(['sql_databases', '*_iam_rule']);
});

test('what is checked says by which versions', () => {
  for (const versions of Object.values(CHECKED_TYPES).flatMap((of) => Object.keys(of)))
    expect(versions).toMatch(/^\d+\.\d+\.\d+( \d+\.\d+\.\d+)*$/);
  for (const resources of Object.values(CHECKED_SETTINGS))
    expect(resources).toMatch(/^(aws|google|azurerm)_\w+ \d+\.\d+\.\d+(, (google|azurerm)_\w+ \d+\.\d+\.\d+)*$/);
});

test('the settings were each looked up, and those that were are read', () => {
  const read = Object.values(settings).flatMap((of) => [...of.keys()]);
  expect([...new Set(read)].sort()).toEqual(Object.keys(CHECKED_SETTINGS).sort());
});

test('a star is any letters, and the whole name is compared', () => {
  const is = oneOf([['aws_', ['iam_*', 'kms_grant', '*_rule']]]);
  expect(['aws_iam_role', 'aws_kms_grant', 'aws_a_rule'].map(is)).toEqual([true, true, true]);
  expect(['aws_kms_grants', 'my_aws_kms_grant', 'aws_iam', 'iam_role'].map(is)).toEqual([false, false, false, false]);
});
