import { resolve } from './resolve';
import { TerraformElement, TerraformOutput, TerraformStack } from './cdktf';

const ALONE = Symbol.for('datahall/StandsAlone');

/**
 * Says that all stacks of an app are of ours, so that each can be written without the others: none of them reads the
 * state of another one.
 *
 * @param stacks all stacks of an app
 */
export function markAlone(stacks: readonly TerraformStack[]): void {
  const alone = stacks.every((stack) => ALONE in stack);
  for (const stack of stacks) if (stack instanceof DatahallStack) stack[ALONE] = alone;
}

/**
 * A stack of ours. cdktf resolves all elements of a stack three times: to find references to other stacks, to write it,
 * and once more as a whole. Where no other stack can be meant, once is enough, and the document is the same.
 *
 * @example
 * declare const app: DatahallApp;
 * new DatahallStack(app, 'lab-dev-network');
 */
export class DatahallStack extends TerraformStack {
  /** Whether the app has stacks of ours only. */
  public [ALONE] = false;
  private overridden = false;

  /** Makes what references to other stacks need. */
  public override prepareStack(): void {
    if (!this[ALONE]) super.prepareStack();
  }

  /**
   * Changes the document as a whole.
   *
   * @param path where, with dots
   * @param value what stands there then
   */
  public override addOverride(path: string, value: unknown): void {
    this.overridden = true;
    super.addOverride(path, value);
  }

  /** The document. */
  public override toTerraform(): unknown {
    const elements = this.node.findAll().filter((each) => TerraformElement.isTerraformElement(each));
    const unusual = this.overridden || elements.some((each) => TerraformOutput.isTerraformOutput(each));
    if (!this[ALONE] || unusual) return super.toTerraform() as unknown;
    const version: unknown = this.node.tryGetContext('cdktfVersion');
    const metadata: Block = { version, stackName: this.node.id, backend: 'local' };
    for (const element of elements) merge(metadata, resolve(this, element.toMetadata()) as Block);
    const document: Block = { '//': { metadata, outputs: {} } };
    for (const element of elements) merge(document, resolve(this, element.toTerraform()) as Block);
    return document;
  }
}

type Block = Record<string, unknown>;

/** Adds what an element gives: blocks are joined, lists are continued. */
function merge(into: Block, from: Block): void {
  for (const [key, value] of Object.entries(from)) {
    const present = into[key];
    if (isBlock(value) && isBlock(present)) merge(present, value);
    else if (Array.isArray(value) && Array.isArray(present))
      into[key] = [...(present as unknown[]), ...(value as unknown[])];
    else into[key] = value;
  }
}

function isBlock(value: unknown): value is Block {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
