import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatahallApp } from 'datahall';
import { schemaOffences } from '../support/schemas';
import { oneStage } from '../support/small-site';
import { readTree } from '../support/synth';

describe('DatahallApp', () => {
  const before = process.env['TMPDIR'];
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'datahall-app-'));
    process.env['TMPDIR'] = folder;
  });

  afterEach(() => {
    if (before === undefined) delete process.env['TMPDIR'];
    else process.env['TMPDIR'] = before;
    rmSync(folder, { recursive: true });
  });

  function app(): DatahallApp {
    const made = new DatahallApp({ outdir: join(folder, 'cdktf.out') });
    oneStage((stage) => void stage.foundation.namespace('apps'))(made);
    return made;
  }

  it('leaves nothing behind when it is only inspected', () => {
    expect(
      app()
        .inspect()
        .findings.filter(({ severity }) => severity === 'error'),
    ).toEqual([]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says which line of the program makes a resource, where it is asked to, and changes nothing else', () => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const outputs = [true, false].map((sourceLines) => {
      const outdir = join(folder, `lines-${sourceLines}`);
      const made = new DatahallApp({ outdir, sourceLines });
      oneStage((stage) => void stage.foundation.namespace('of-this-line'))(made);
      made.synth();
      return readTree(outdir);
    });
    write.mockRestore();
    const [noted, plain] = outputs.map((files) => [...files].filter(([path]) => !path.endsWith('index.json')));
    expect(noted).toEqual(plain);
    const text = readFileSync(__filename, 'utf8').split('\n');
    const line = text.findIndex((each) => each.includes("namespace('of-this-line')")) + 1;
    const [path] = [...outputs[0]!.keys()].filter((each) => each.endsWith('index.json')) as [string];
    const lines = outputs.map((files) => {
      const { resources } = JSON.parse(files.get(path)!) as { resources: { path: string; declaredAt?: string }[] };
      return resources.find((each) => each.path.includes('of-this-line'))?.declaredAt;
    });
    expect(lines).toEqual([`test/stacks/datahall-app.test.ts:${line}`, undefined]);
    expect(schemaOffences('index', JSON.parse(outputs[0]!.get(path)!))).toEqual([]);
  });

  it('leaves its output behind and nothing else, however often it synthesizes', () => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const made = app();
    made.synth();
    made.synth();
    write.mockRestore();
    expect(readdirSync(folder)).toEqual(['cdktf.out']);
  });
});
