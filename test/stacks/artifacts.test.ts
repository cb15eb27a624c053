import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, TerraformStack } from 'cdktf';
import { DatahallConstruct } from 'datahall';
import { writeArtifacts } from '../../stacks/artifacts';

class Writer extends DatahallConstruct {
  public constructor(scope: TerraformStack, path: string) {
    super(scope, 'writer');
    this.writes(() => new Map([[path, 'text']]));
  }
}

describe('writeArtifacts', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'artifacts-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const write = (path: string): void => {
    const app = new App({ outdir: join(folder, 'cdktf.out') });
    new Writer(new TerraformStack(app, 'stack'), path);
    writeArtifacts(join(folder, 'out'), app);
  };

  it('writes below the folder of the construct', () => {
    write('a/b.txt');
    expect(readFileSync(join(folder, 'out/artifacts/stack/writer/a/b.txt'), 'utf8')).toBe('text');
  });

  it.each(['../../../../evil', '../evil', 'a/../../evil', '/tmp/evil', '.'])('refuses %s: DH3870', (path) => {
    expect(() => write(path)).toThrow(/^DH3870 /);
    expect(existsSync(join(folder, 'evil'))).toBe(false);
    expect(existsSync(join(folder, 'out'))).toBe(false);
  });
});
