import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fail } from '../../errors/datahall-error';
import { programFailed, programUnknown } from '../../errors/promotion';
import { PROPOSAL, PROPOSAL_OUTPUT, type Proposal } from '../../release/proposal';
import type { ProgramView } from '../../release/train-view';
import { MODEL_FILE } from '../model-file';
import { readProgramView } from './assembly-view';

const SETTINGS = 'cdktf.json';

/** A synthesis of the program, in a folder of its own until {@link Program.close}. */
export interface Synthesis {
  /** Output folder. */
  readonly folder: string;
  /** Its trains and contents. */
  readonly view: ProgramView;
}

/** Synthesizes a program with what its stages would run. */
export interface Synthesizer {
  /**
   * Synthesizes the program.
   *
   * @param proposal what stages would run in place of what their locks say. @default - nothing else
   */
  synthesize(proposal?: Proposal): Synthesis;
}

/** The user's program, as `cdktf.json` says how it is run. Its output is never touched. */
export class Program implements Synthesizer {
  private readonly folders: string[] = [];

  private constructor(
    private readonly command: string,
    private readonly output: string,
  ) {}

  /**
   * Finds the program.
   *
   * @param command how it is run. @default - as `cdktf.json` says
   * @throws DH4139
   */
  public static find(command?: string): Program {
    const settings = existsSync(SETTINGS) ? parse(readFileSync(SETTINGS, 'utf8')) : {};
    const app = command ?? settings.app;
    if (app === undefined) return fail(programUnknown(SETTINGS, existsSync(SETTINGS) ? "no 'app'" : 'no such file'));
    return new Program(app, settings.output ?? 'cdktf.out');
  }

  /**
   * Synthesizes the program.
   *
   * @param proposal what stages would run in place of what their locks say. @default - nothing else
   * @throws DH4138 with what the program says
   */
  public synthesize(proposal: Proposal = {}): Synthesis {
    // Outside of the project, which may be read-only, or in use by another command.
    const own = mkdtempSync(join(tmpdir(), 'datahall-proposal-'));
    this.folders.push(own);
    const folder = join(own, 'out');
    const told = { [PROPOSAL]: JSON.stringify(proposal), [PROPOSAL_OUTPUT]: this.output };
    const env = { ...process.env, CDKTF_OUTDIR: folder, ...told };
    const run = spawnSync(this.command, { shell: true, env, encoding: 'utf8', maxBuffer: 1 << 28 });
    if (run.status !== 0) fail(programFailed(this.command, lastWords(run.stderr, run.stdout)));
    if (!existsSync(join(folder, MODEL_FILE)))
      fail(programFailed(this.command, 'it wrote no datahall.json: a DatahallApp must synthesize it'));
    return { folder, view: readProgramView(folder) };
  }

  /** Removes what was synthesized. */
  public close(): void {
    for (const folder of this.folders) rmSync(folder, { recursive: true, force: true });
  }
}

function parse(text: string): { readonly app?: string; readonly output?: string } {
  try {
    return JSON.parse(text) as { readonly app?: string; readonly output?: string };
  } catch (error) {
    return fail(programUnknown(SETTINGS, error instanceof Error ? error.message : 'no JSON'));
  }
}

/** Most lines of what the program says that are shown. */
const LINES = 40;

/**
 * What the program found wrong, without where it noticed it: a finding says by itself at which construct it is. The
 * findings begin with the first, and any other error stands at the end, after all warnings.
 */
function lastWords(stderr: string, stdout: string): string {
  const text = (stderr.trim() === '' ? stdout : stderr).trim();
  const start = text.lastIndexOf('SynthesisError');
  const told = start < 0 ? text : text.slice(start);
  const lines = told
    .split('\n')
    .filter((line) => !/^\s+at \S|^Node\.js v|^\]$/.test(line))
    .join('\n')
    .trim()
    .split('\n');
  if (lines.length <= LINES) return lines.join('\n');
  return start < 0 ? ['…', ...lines.slice(-LINES)].join('\n') : [...lines.slice(0, LINES), '…'].join('\n');
}
