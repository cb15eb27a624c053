export { ContractViolation, type ContractCheck } from './contract-violation';
export { sharedFilesystemContract } from './shared-filesystem-contract';
