import { join } from 'node:path';
import { fileNotReadable } from '../errors/cli';
import { fail } from '../errors/datahall-error';
import { readVersioned } from '../json-file';
import type { Fact, FactIdentity, FactKind } from '../model/fact';
import type { Finding } from '../model/finding';
import { FORMAT_VERSION } from '../model/format-version';
import { isList, listAt, member, textAt, type Json, type JsonObject } from '../plan/json';
import type { TrainFact } from '../release/facts';
import type { StageView } from '../release/train-view';

/** Name of the file with the model of a program. */
export const MODEL_FILE = 'datahall.json';

/** What writes our files into an output folder, for messages. */
export const WRITTEN_BY = 'cdktf synth';

/** A stack of a synthesized program. */
export interface SynthesizedStack {
  /** Id of the stack. */
  readonly id: string;
  /** Stage that it belongs to; of a site's own stack, its id. */
  readonly stage: string;
  /** Digest of what it does; null for stacks of no stage. */
  readonly digest: string | null;
}

interface Content {
  readonly trains?: readonly TrainFact[];
  readonly stages?: readonly StageView[];
  readonly stacks?: readonly SynthesizedStack[];
  readonly facts?: readonly FactIdentity[];
  readonly findings?: readonly Finding[];
}

/** The model of a synthesized program: all that commands read of its `datahall.json`. */
export class ModelFile {
  private constructor(
    /** Output folder of the synthesis. */
    public readonly folder: string,
    private readonly content: Content,
  ) {}

  /**
   * Reads the model of a program.
   *
   * @param folder output folder of a synthesis
   * @throws DH5006 when there is none, DH5007
   */
  public static read(folder: string): ModelFile {
    return ModelFile.find(folder) ?? fail(fileNotReadable(join(folder, MODEL_FILE), 'no such file', WRITTEN_BY));
  }

  /**
   * Reads the model of a program, if it has one: somebody else's app has none.
   *
   * @param folder output folder of a synthesis
   * @throws DH5006, DH5007
   */
  public static find(folder: string): ModelFile | undefined {
    const content = readVersioned({
      path: join(folder, MODEL_FILE),
      formatVersion: FORMAT_VERSION,
      writtenBy: WRITTEN_BY,
    });
    if (content === undefined) return undefined;
    const lacking = lackingIn(content as JsonObject);
    if (lacking !== undefined) fail(fileNotReadable(join(folder, MODEL_FILE), lacking, WRITTEN_BY));
    return new ModelFile(folder, content);
  }

  /** All trains. */
  public get trains(): readonly TrainFact[] {
    return this.content.trains ?? [];
  }

  /** All stages, in the order of the program. */
  public get stages(): readonly StageView[] {
    return this.content.stages ?? [];
  }

  /** All stacks, in the order of the program. */
  public get stacks(): readonly SynthesizedStack[] {
    return this.content.stacks ?? [];
  }

  /** What was found when it was synthesized. */
  public get findings(): readonly Finding[] {
    return this.content.findings ?? [];
  }

  /** The whole of it, for reports. */
  public get json(): Json {
    return this.content as Json;
  }

  /**
   * Facts of a kind, of one stage.
   *
   * @param kind which facts
   * @param stage name of the stage
   */
  public facts<T extends object>(kind: FactKind<T>, stage: string): readonly Fact<T>[] {
    const found = (this.content.facts ?? []).filter((fact) => fact.kind === kind.name && fact.stage === stage);
    return found as readonly FactIdentity[] as readonly Fact<T>[];
  }
}

/** What readers rely on of each element of a list. */
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  trains: ['name'],
  stages: ['name'],
  stacks: ['id'],
  facts: ['kind', 'path'],
  findings: ['code', 'path'],
};

/** What a file of another shape lacks: one that was cut, joined or edited. */
function lackingIn(content: JsonObject): string | undefined {
  for (const [name, texts] of Object.entries(TEXTS)) {
    const list = content[name] ?? [];
    if (!isList(list)) return `'${name}' is no list`;
    const at = list.findIndex((each) => texts.some((key) => textAt(each, key) === undefined));
    if (at >= 0) return `'${name}[${at}]' lacks ${texts.join(' or ')}`;
  }
  const stages = listAt(content, 'stages');
  const bare = stages.findIndex((stage) => !isList(member(stage, 'contexts')));
  return bare < 0 ? undefined : `'stages[${bare}]' lacks contexts`;
}
