export type {
  ObjectChange,
  SecurityChange,
  SecurityContext,
  SecurityDirection,
  SecuritySeverity,
} from './security-change';
export { securityChanges } from './security-changes';
export { securityOf, securityTable } from './security-of';
