import { ModelVersion, type ModelVersionOptions, Runtime } from 'datahall';
import { llama70b } from '../../support/models';

describe('ModelVersion', () => {
  it.each<readonly [string, Partial<ModelVersionOptions>]>([
    ['DH3604', { path: '/models/llama' }],
    ['DH3604', { path: 'llama/../other' }],
    ['DH3606', { precision: 'bf61' as 'bf16' }],
    ['DH1004', { layers: 0 }],
    ['DH1004', { kvHeads: 1.5 }],
    ['DH1001', { parameters: Number.NaN }],
    ['DH1102', { version: 'v 1' }],
  ])('refuses with %s: %j', (code, options) => {
    expect(() => llama70b(options)).toThrow(code);
  });

  it('refuses a model without a name: DH1101', () => {
    expect(() => ModelVersion.of('', llama70b().options)).toThrow('DH1101');
  });
});

describe('Runtime', () => {
  const digest = `registry.example.com/vllm@sha256:${'a'.repeat(64)}`;

  it.each(['vllm/vllm-openai:v0.24.0', 'registry.example.com:5000/vllm:0.24.0-cu130', digest])('takes %s', (image) => {
    expect(Runtime.vllm(image).image).toBe(image);
  });

  it.each(['vllm/vllm-openai:latest', 'vllm/vllm-openai', 'vllm/vllm-openai:v0.24'])('refuses %s: DH3605', (image) => {
    expect(() => Runtime.vllm(image)).toThrow('DH3605');
  });
});
