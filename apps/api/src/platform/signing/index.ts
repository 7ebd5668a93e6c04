export { BundleSigner, DiskBundleSigner, holdsFor, keyIdOf, type PublicKey, type Signature } from './bundle-signer.ts';
