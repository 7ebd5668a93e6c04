export { AuditModule } from './audit.module.ts';
export { AuditSequencer } from './sequencer.ts';
export { AuditVerifier, type AuditVerdict } from './verify.ts';
