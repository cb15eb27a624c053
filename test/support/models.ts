import { ModelVersion, type ModelVersionOptions } from 'datahall';

const LLAMA: ModelVersionOptions = {
  version: '1',
  parameters: 70.6e9,
  layers: 80,
  kvHeads: 8,
  headDim: 128,
  attentionHeads: 64,
  precision: 'bf16',
  context: 8192,
  path: 'llama-3.1-70b/1',
  license: 'llama3.1',
  source: "the model's card and config.json",
};

/** A model of 70 billion parameters. */
export function llama70b(options: Partial<ModelVersionOptions> = {}): ModelVersion {
  return ModelVersion.of('llama-3.1-70b', { ...LLAMA, ...options });
}

/** A model of 8 billion parameters. */
export function llama8b(options: Partial<ModelVersionOptions> = {}): ModelVersion {
  const small = { parameters: 8.03e9, layers: 32, attentionHeads: 32, path: 'llama-3.1-8b/1' };
  return ModelVersion.of('llama-3.1-8b', { ...LLAMA, ...small, ...options });
}
