export { ContractViolation, type ContractCheck } from './contract';
export { sharedFilesystemContract } from './shared-filesystem-contract';
