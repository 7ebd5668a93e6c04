import { Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module.ts';
import { AuthModule } from './auth/auth.module.ts';
import { AuthzModule } from './authz/authz.module.ts';
import { DiskModule } from './disk/index.ts';
import { FilesModule } from './files/files.module.ts';
import { HttpModule } from './http/http.module.ts';
import { JobsModule } from './jobs/jobs.module.ts';
import { LiveModule } from './live/live.module.ts';
import { OutboxModule } from './outbox/outbox.module.ts';
import { SessionModule } from './session/session.module.ts';
import { SigningModule } from './signing/signing.module.ts';

/** Everything below the feature modules besides persistence. */
@Module({ imports: [HttpModule, AuthModule, AuthzModule, AuditModule, OutboxModule, DiskModule, FilesModule, JobsModule, LiveModule, SessionModule, SigningModule] })
export class PlatformModule {}
