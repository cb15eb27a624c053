import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readProgramView } from '../../../../lib/cli/train/assembly-view';
import { Program } from '../../../../lib/cli/train/program';
import { PROPOSAL, PROPOSAL_OUTPUT, isProposing, proposedRun } from '../../../../lib/release/proposal';
import { runningOnly } from '../../../../lib/release/running';
import { SmallProject } from '../../../support/real/small-program';

const home = process.cwd();
let project: string;

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'datahall-program-'));
  process.chdir(project);
});

afterEach(() => {
  process.chdir(home);
  rmSync(project, { recursive: true });
});

/** A program that writes a model, with what was proposed to it beside. */
function write(app: string): void {
  writeFileSync('cdktf.json', JSON.stringify({ app, output: 'out' }));
  writeFileSync(
    'app.js',
    `const fs = require('fs'); const to = process.env.CDKTF_OUTDIR; fs.mkdirSync(to);
     fs.writeFileSync('proposed.json', process.env.${PROPOSAL} + ' to ' + to + ' for ' + process.env.${PROPOSAL_OUTPUT});
     fs.writeFileSync(to + '/datahall.json', JSON.stringify({ formatVersion: 1, trains: [], stages: [], stacks: [] }));`,
  );
}

describe('the program of a command', () => {
  it('is run as cdktf.json says, outside of the project, and leaves nothing there', () => {
    write('node app.js');
    const before = readdirSync('.');
    const program = Program.find();
    const { folder, view } = program.synthesize({ dev: runningOnly('1.0.0') });
    expect(view.trains).toEqual([]);
    expect(readFileSync('proposed.json', 'utf8')).toBe(
      `{"dev":{"release":"1.0.0","serving":[{"release":"1.0.0","weight":100}],"retired":[]}} to ${folder} for out`,
    );
    expect(readdirSync('.')).toEqual([...before, 'proposed.json'].sort());
    const other = Program.find().synthesize().folder;
    expect(new Set([folder, other, program.synthesize().folder]).size).toBe(3);
    program.close();
    expect([existsSync(folder), existsSync(other)]).toEqual([false, true]);
    rmSync(dirname(other), { recursive: true });
  });

  it('may be given as a command', () => {
    write('false');
    const program = Program.find('node app.js');
    expect(() => program.synthesize()).not.toThrow();
    program.close();
  });

  it('says what it found wrong: DH4138', () => {
    write('echo "warning: DH1 …" >&2; echo "SynthesisError: 1 finding stops the synthesis" >&2; exit 1');
    expect(() => Program.find().synthesize()).toThrow(/DH4138[^]*SynthesisError: 1 finding[^]*allowed/);
    write('true');
    expect(() => Program.find().synthesize()).toThrow(/DH4138[^]*no datahall.json/);
  });

  it('says at which construct and in which stages, but not where it noticed it', () => {
    write('cat words >&2; exit 1');
    const finding = 'error: DH1 it burns\n  at       cluster/pool (dev)\n  given    3';
    writeFileSync(
      'words',
      `[SynthesisError: 1 finding stops\n\n${finding}\n    at Object.<anonymous> (main.js:1:7)\n]\n`,
    );
    expect(() => Program.find().synthesize()).toThrow(/at {7}cluster\/pool \(dev\)\n {2}given {4}3\n {2}allowed/);
    expect(() => Program.find().synthesize()).not.toThrow(/main\.js:1:7/);
  });

  it('says what ended it, however many warnings stand before', () => {
    write('cat words >&2; exit 1');
    writeFileSync('words', `${'warning: DH1 …\n'.repeat(60)}TypeError: boom\n`);
    expect(() => Program.find().synthesize()).toThrow(/TypeError: boom/);
  });

  it.each([
    ['no such file', undefined],
    ["no 'app'", '{}'],
    ['JSON', '{'],
  ])('is found, or DH4139: %s', (found, text) => {
    if (text !== undefined) writeFileSync('cdktf.json', text);
    expect(() => Program.find()).toThrow(new RegExp(`DH4139[^]*${found}`));
  });
});

describe('a proposal', () => {
  it('is what a command told the program, and else none', () => {
    expect([isProposing(), proposedRun('dev')]).toEqual([false, undefined]);
    process.env[PROPOSAL] = JSON.stringify({ dev: runningOnly('1.0.0') });
    try {
      expect([isProposing(), proposedRun('dev'), proposedRun('production')]).toEqual([
        true,
        runningOnly('1.0.0'),
        undefined,
      ]);
    } finally {
      delete process.env[PROPOSAL];
    }
  });
});

describe('what a command proposes', () => {
  it('has the content that the output would have, however deep that lies', () => {
    const small = new SmallProject({ kubeconfig: 'kubeconfig', context: 'dev' });
    try {
      small.synthesize();
      const told = { [PROPOSAL]: '{}', [PROPOSAL_OUTPUT]: 'cdktf.out', CDKTF_OUTDIR: join(project, 'a', 'b', 'out') };
      Object.assign(process.env, told);
      small.synthesize();
      for (const name of Object.keys(told)) delete process.env[name];
      const contents = ['cdktf.out', told.CDKTF_OUTDIR].map((folder) => readProgramView(folder).contents.get('dev'));
      expect(contents[1]).toEqual(contents[0]);
    } finally {
      small.remove();
      process.chdir(project);
    }
  });
});
