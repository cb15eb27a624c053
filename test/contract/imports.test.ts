import { Sources } from '../support/sources';
import { checkCircles, checkDirection } from './checks/imports';

describe('imports', () => {
  const repository = Sources.repository();

  test('point one way', () => {
    expect(checkDirection(repository)).toEqual([]);
  });

  test('make no circles', () => {
    expect(checkCircles(repository)).toEqual([]);
  });
});

describe('the check of direction', () => {
  test.each([
    ['lib imports constructs', 'lib/site/rack.ts', "import '../../constructs/core/layer';", 'imports go down'],
    [
      'a type import counts',
      'lib/plan/report.ts',
      "import type { A } from '../../constructs/core/layer';",
      'imports go down',
    ],
    [
      'an import type counts',
      'lib/plan/report.ts',
      "type A = import('../../constructs/core/layer').A;",
      'imports go down',
    ],
    ['a re-export counts', 'lib/site/rack.ts', "export * from '../../constructs/core/layer';", 'imports go down'],
    ['a require counts', 'lib/site/rack.ts', "const a = require('../../constructs/core/layer');", 'imports go down'],
    ['units import a concern', 'lib/units/bytes.ts', "import '../site/facts';", 'imports go down'],
    ['a concern imports the rules', 'lib/site/rack.ts', "import '../rules/engine';", 'imports go down'],
    ['constructs import stacks', 'constructs/site/rack.ts', "import '../../stacks/stage';", 'imports go down'],
    ['a source imports the package', 'constructs/site/rack.ts', "import { A } from 'datahall';", 'imports go down'],
    [
      'the command line imports a construct',
      'lib/cli/main.ts',
      "import '../../constructs/core/layer';",
      'knows stacks',
    ],
    ['a source imports a test', 'lib/site/rack.ts', "import '../../test/support/app';", 'tests are no part'],
    ['an import is not relative', 'lib/site/rack.ts', "import 'lib/units/bytes';", 'must be a relative import'],
    ['a folder has no place', 'lib/helpers/misc.ts', '', 'is in no layer'],
  ])('fails when %s', (_, path, text, offence) => {
    const others = [
      'constructs/core/layer',
      'lib/site/facts',
      'lib/rules/engine',
      'stacks/stage',
      'test/support/app',
      'index',
    ];
    const found = checkDirection(
      Sources.of({ ...Object.fromEntries(others.map((it) => [`${it}.ts`, ''])), [path]: text }),
    );
    expect(found).toEqual([expect.stringMatching(`^${path}.*${offence}`)]);
  });

  test('allows what the architecture allows', () => {
    const sources = Sources.of({
      'lib/units/bytes.ts': "import { bad } from '../errors/units'; import 'semver';",
      'lib/errors/units.ts': '',
      'lib/site/facts.ts': "import '../units/bytes'; import '../network/facts';",
      'lib/network/facts.ts': '',
      'constructs/core/layer.ts': "import { Construct } from 'constructs'; import '../../lib/site/facts';",
      'stacks/stage.ts': "import '../constructs/core/layer';",
      'lib/cli/main.ts': "import '../../stacks/stage'; import '../site/facts';",
      'examples/a/main.ts': "import { Site } from 'datahall';",
      'index.ts': "export * from './stacks/stage';",
    });
    expect(checkDirection(sources)).toEqual([]);
  });
});

describe('the check of circles', () => {
  const circle = (text: string): readonly string[] =>
    checkCircles(
      Sources.of({
        'lib/a/a.ts': "import { b } from '../b';",
        'lib/b/index.ts': "export * from './b';",
        'lib/b/b.ts': text,
      }),
    );

  test('fails on a circle, and prints it', () => {
    expect(circle("import { a } from '../a/a';")).toEqual(['lib/a/a.ts -> lib/b/index.ts -> lib/b/b.ts -> lib/a/a.ts']);
  });

  test.each([
    "import type { A } from '../a/a';",
    "import { type A } from '../a/a';",
    "type A = import('../a/a').A;",
    '',
  ])('lets pass what is gone at run time: %s', (text) => {
    expect(circle(text)).toEqual([]);
  });

  test('fails when one name of an import is a value', () => {
    expect(circle("import { type A, a } from '../a/a';")).toHaveLength(1);
  });
});
