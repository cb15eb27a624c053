import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformApp, TerraformStack } from '../constructs/core/cdktf';
import { inspect, today, type Inspection } from '../constructs/core/collect';
import { markComplete } from '../constructs/core/completeness';
import { bindProviders } from '../constructs/core/provider-binding';
import { markProvingApp } from '../constructs/core/stack-hook';
import { setOutputFolder } from '../constructs/core/working-directory';
import { isBlocking, printFindings } from '../lib/model/finding';
import { ALL_RULES } from '../lib/rules';
import { writeArtifacts } from './artifacts';
import { swapIn, writeAssembly } from './assembly';
import { SynthesisError } from './synthesis-error';

/** Settings of an app. */
export interface DatahallAppOptions {
  /** Folder that is written. @default CDKTF_OUTDIR, or 'cdktf.out' */
  readonly outdir?: string;
  /** Day that acknowledgements are compared with, `YYYY-MM-DD`. @default - today */
  readonly today?: string;
}

/**
 * The program. All rules of all stages run before anything is written, and all findings are printed together; the
 * output folder is replaced as a whole or not at all.
 *
 * @example
 * const app = new DatahallApp();
 * app.synth();
 */
export class DatahallApp extends TerraformApp {
  private readonly output: string;
  private readonly day: string;

  /** @param options settings */
  public constructor(options: DatahallAppOptions = {}) {
    super({ outdir: mkdtempSync(join(tmpdir(), 'datahall-')), stackTraces: false });
    // cdktf makes it at once; a program that is only inspected writes nothing.
    rmSync(this.outdir, { recursive: true, force: true });
    this.output = options.outdir ?? process.env['CDKTF_OUTDIR'] ?? 'cdktf.out';
    this.day = options.today ?? today();
    markProvingApp(this);
    setOutputFolder(this, this.output);
  }

  /** What the program says and what is wrong with it; writes nothing. */
  public inspect(): Inspection {
    for (const stack of this.stacks) bindProviders(stack);
    return inspect(this, ALL_RULES, this.day);
  }

  /**
   * Runs all rules, prints all findings, and writes the output folder when none of them stops it.
   *
   * @throws SynthesisError with all findings; nothing was written then
   */
  public override synth(): void {
    markComplete(this);
    const inspection = this.inspect();
    const { findings } = inspection;
    const blocking = findings.filter(isBlocking);
    const others = findings.filter((finding) => !isBlocking(finding));
    if (others.length > 0) process.stderr.write(`${printFindings(others)}\n\n`);
    try {
      if (blocking.length > 0) throw new SynthesisError(findings);
      mkdirSync(this.outdir, { mode: 0o700 });
      mkdirSync(join(this.outdir, 'stacks'));
      super.synth();
      writeAssembly(this.outdir, this.stacks, inspection);
      writeArtifacts(this.outdir, this);
      swapIn(this.outdir, this.output);
    } finally {
      rmSync(this.outdir, { recursive: true, force: true });
    }
  }

  private get stacks(): readonly TerraformStack[] {
    return this.node.findAll().filter((each): each is TerraformStack => TerraformStack.isStack(each));
  }
}
