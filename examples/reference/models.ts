import { ModelVersion } from 'datahall';

/** Llama 3.1 with 70 billion parameters: 141 GB of weights, which need four GPUs of 80 GB. */
export const llama70b = ModelVersion.of('llama-3.1-70b', {
  version: '1',
  parameters: 70.6e9,
  layers: 80,
  attentionHeads: 64,
  kvHeads: 8,
  headDim: 128,
  precision: 'bf16',
  context: 8192,
  path: 'llama-3.1-70b/1',
  license: 'llama3.1',
  source: "the model's card and config.json",
});
