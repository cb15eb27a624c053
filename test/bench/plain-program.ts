import { join } from 'node:path';
import { ROOT } from '../support/sources';

/** What Terraform reads of one stack. */
export interface StackDocument {
  readonly provider: Readonly<Record<string, readonly Block[]>>;
  readonly resource: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly data?: Readonly<Record<string, Readonly<Record<string, Block>>>>;
  readonly terraform: { readonly backend: { readonly local: { readonly path: string } } };
}

/** One stack of a program. */
export interface StackSource {
  readonly id: string;
  readonly document: StackDocument;
  /** Ids of the stacks before it. */
  readonly dependencies: readonly string[];
}

type Block = Readonly<Record<string, unknown>>;

/** Attributes that are maps: their keys are data, not names of attributes. */
const MAPS = /^(labels|annotations|matchLabels|data|hard|parameters|requests|limits|default)$/;
const PACKAGES: Readonly<Record<string, string>> = { helm: 'provider-helm', kubernetes: 'provider-kubernetes' };

/**
 * Writes the program that a person would have to write, without this library, for the same Terraform: one constructor
 * call a resource, with all its settings as literals.
 *
 * @param stacks what the library made
 * @returns JavaScript
 */
export function plainProgram(stacks: readonly StackSource[]): string {
  const classes = new Map<string, string>();
  const bodies = stacks.map((stack, at) => stackCode(stack, `stack${at}`, classes));
  const variables = new Map(stacks.map(({ id }, at) => [id, `stack${at}`]));
  const order = stacks.flatMap(({ id, dependencies }) =>
    dependencies.map((other) => `${variables.get(id)!}.addDependency(${variables.get(other)!});`),
  );
  return [
    "const { App, AssetType, LocalBackend, TerraformAsset, TerraformStack } = require('cdktf');",
    "const { Construct } = require('constructs');",
    ...[...classes].map(([name, file]) => `const { ${name} } = require('@cdktf/${file}');`),
    // As our app has it: recording where each construct was made would take longer.
    "const app = new App({ outdir: 'cdktf.out', stackTraces: false });",
    ...bodies,
    ...order,
    'app.synth();\n',
  ].join('\n');
}

function stackCode({ id, document }: StackSource, stack: string, classes: Map<string, string>): string {
  const lines = [`const ${stack} = new TerraformStack(app, ${JSON.stringify(id)});`];
  const { path } = document.terraform.backend.local;
  lines.push(`new LocalBackend(${stack}, { path: ${JSON.stringify(path)} });`);
  const references = new Map<string, string>();
  for (const [kind, blocks] of Object.entries(document.provider)) {
    const name = `${capitalized(kind)}Provider`;
    classes.set(name, `${PACKAGES[kind]!}/lib/provider`);
    blocks.forEach((block, at) => {
      const variable = `${stack}_${kind}${at}`;
      references.set(block['alias'] === undefined ? kind : `${kind}.${block['alias'] as string}`, variable);
      lines.push(`const ${variable} = new ${name}(${stack}, '${kind}-${at}', ${literal(block, references)});`);
    });
  }
  if (JSON.stringify(document).includes('Datahall_ObjectsChart')) {
    const settings = `{ path: ${JSON.stringify(join(ROOT, 'assets/charts/objects'))}, type: AssetType.DIRECTORY }`;
    lines.push(
      `const ${stack}_chart = new TerraformAsset(new Construct(${stack}, 'Datahall'), 'ObjectsChart', ${settings});`,
    );
    references.set('chart', `${stack}_chart`);
  }
  const resources = [...entries(document.data, 'data.'), ...inOrder(entries(document.resource))];
  resources.forEach(({ address, name, type, block }, at) => {
    const [kind = '', ...rest] = type.split('_');
    const own = address.startsWith('data.') ? ['data', kind, ...rest] : rest;
    const className = capitalized(camel(own.join('_')));
    classes.set(className, `${PACKAGES[kind]!}/lib/${own.join('-')}`);
    const variable = `${stack}_r${at}`;
    lines.push(`const ${variable} = new ${className}(${stack}, 'r${at}', ${literal(block, references)});`);
    lines.push(`${variable}.overrideLogicalId(${JSON.stringify(name)});`);
    references.set(address, variable);
  });
  return lines.join('\n');
}

interface Entry {
  readonly address: string;
  readonly type: string;
  readonly name: string;
  readonly block: Block;
}

function entries(blocks: StackDocument['resource'] = {}, prefix = ''): readonly Entry[] {
  return Object.entries(blocks).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, block]) => ({ address: `${prefix}${type}.${name}`, type, name, block })),
  );
}

/** Resources after those that they depend on: a variable is declared before it is used. */
function inOrder(all: readonly Entry[]): readonly Entry[] {
  const byAddress = new Map(all.map((entry) => [entry.address, entry]));
  const ordered = new Set<Entry>();
  const visit = (entry: Entry): void => {
    if (ordered.has(entry)) return;
    for (const address of (entry.block['depends_on'] as readonly string[] | undefined) ?? []) {
      const needed = byAddress.get(address);
      if (needed !== undefined) visit(needed);
    }
    ordered.add(entry);
  };
  all.forEach(visit);
  return [...ordered];
}

function literal(value: unknown, references: ReadonlyMap<string, string>, key = ''): string {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) =>
      key === 'dependsOn' ? references.get(String(item))! : literal(item, references),
    );
    return `[${items.join(', ')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    if (MAPS.test(key)) return JSON.stringify(value);
    const fields = Object.entries(value).filter(([name]) => name !== '//');
    return `{ ${fields.map(([name, item]) => `${camel(name)}: ${literal(item, references, camel(name))}`).join(', ')} }`;
  }
  if (key === 'provider') return references.get(String(value))!;
  if (key === 'chart' && String(value).startsWith('./assets/')) return `'./' + ${references.get('chart')!}.path`;
  return JSON.stringify(value);
}

const capitalized = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
const camel = (text: string): string => text.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
