import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { TerraformApp, TerraformStack } from '../constructs/core/cdktf';
import { inspect, today, type Inspection } from '../constructs/core/inspect';
import { markComplete } from '../constructs/core/completeness';
import { markAlone } from '../constructs/core/datahall-stack';
import { journalOf } from '../constructs/core/journal';
import { bindProviders } from '../constructs/core/provider-binding';
import { noteSourceLines } from '../constructs/core/source-line';
import { markProvingApp } from '../constructs/core/stack-hook';
import { setOutputFolder } from '../constructs/core/working-directory';
import { isBlocking, printFindings, type Finding } from '../lib/model/finding';
import { isProposing, proposedOutput } from '../lib/release/proposal';
import { ALL_RULES } from '../lib/rules';
import { writeArtifacts } from './artifacts';
import { compareLocks } from './compare-locks';
import { contentsOf } from './content';
import { swapIn, writeAssembly } from './assembly';
import { checkOutput } from './output-folder';
import { SynthesisError } from './synthesis-error';

/** Settings of an app. */
export interface DatahallAppOptions {
  /**
   * Folder that is written and replaced: a new one, or one of an earlier synthesis.
   * @default CDKTF_OUTDIR, or 'cdktf.out'
   */
  readonly outdir?: string;
  /** Day that acknowledgements and exceptions are compared with, `YYYY-MM-DD`. @default - today */
  readonly today?: string;
  /**
   * Whether the index of each stack says which line of the program makes a resource: reviews then show the line, and
   * SARIF marks it in a pull request. Terraform is not given it, and no digest of a release depends on it. It takes
   * about as long as making the constructs, and needs source maps, which `tsx` turns on.
   * @default false
   */
  readonly sourceLines?: boolean;
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
  /** Day that acknowledgements and exceptions are compared with, `YYYY-MM-DD`. */
  public readonly today: string;

  /** @param options settings */
  public constructor(options: DatahallAppOptions = {}) {
    super({ outdir: mkdtempSync(join(tmpdir(), 'datahall-')), stackTraces: false });
    // cdktf makes it at once; a program that is only inspected writes nothing.
    rmSync(this.outdir, { recursive: true, force: true });
    // A command that only proposes must not touch the output, whatever the program says.
    const told = process.env['CDKTF_OUTDIR'] ?? 'cdktf.out';
    this.output = isProposing() ? told : (options.outdir ?? told);
    this.today = options.today ?? today();
    markProvingApp(this);
    if (options.sourceLines === true) noteSourceLines(this);
    setOutputFolder(this, options.outdir ?? proposedOutput() ?? told);
    journalOf(this).checks.push(() => checkOutput(this.output));
  }

  /** What the program says and what is wrong with it; writes nothing. */
  public inspect(): Inspection {
    for (const stack of this.stacks) bindProviders(stack);
    // What has ended stops the program, and no command: a promotion or a rollback may be what mends it.
    return inspect(this, ALL_RULES, isProposing() ? '' : this.today);
  }

  /**
   * Runs all rules, prints all findings, and writes the output folder when none of them stops it.
   *
   * @throws SynthesisError with all findings; nothing was written then
   */
  public override synth(): void {
    markComplete(this);
    const { model, findings } = this.inspect();
    const blocking = findings.filter(isBlocking);
    print(findings.filter((finding) => !isBlocking(finding)));
    try {
      if (blocking.length > 0) throw new SynthesisError(findings);
      mkdirSync(this.outdir, { mode: 0o700 });
      mkdirSync(join(this.outdir, 'stacks'));
      const { stacks } = this;
      // HCL is written by cdktf alone.
      if (!this.hclOutput) markAlone(stacks);
      super.synth();
      const contents = contentsOf(this.outdir, stacks, model);
      const differences = compareLocks(model, contents);
      print(differences);
      writeAssembly(this.outdir, stacks, { model, findings: [...findings, ...differences], contents });
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

function print(findings: readonly Finding[]): void {
  if (findings.length > 0) process.stderr.write(`${printFindings(findings)}\n\n`);
}
