import { Controller, Get } from '@nestjs/common';
import { SigningKeyOut } from '@shuping/contracts';
import { ok } from '@shuping/kernel';
import { SignedIn } from '../authz/index.ts';
import { Returns } from '../http/returns.ts';
import { BundleSigner } from './bundle-signer.ts';

/** The public half of the key under which bundles leave this installation (R-G2). */
@Controller('signing-key')
export class SigningController {
  constructor(private readonly signer: BundleSigner) {}

  @Get()
  @SignedIn()
  @Returns(SigningKeyOut)
  async key() {
    return ok(await this.signer.publicKey());
  }
}
