import { Global, Module } from '@nestjs/common';
import { AppConfig } from '../../config/index.ts';
import { BundleSigner, DiskBundleSigner } from './bundle-signer.ts';
import { SigningController } from './signing.controller.ts';

@Global()
@Module({
  controllers: [SigningController],
  providers: [{ provide: BundleSigner, useFactory: (config: AppConfig) => new DiskBundleSigner(config.dataDir), inject: [AppConfig] }],
  exports: [BundleSigner],
})
export class SigningModule {}
