import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatahallApp } from 'datahall';
import { oneStage } from '../support/small-site';

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

  it('leaves its output behind and nothing else, however often it synthesizes', () => {
    const write = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    const made = app();
    made.synth();
    made.synth();
    write.mockRestore();
    expect(readdirSync(folder)).toEqual(['cdktf.out']);
  });
});
