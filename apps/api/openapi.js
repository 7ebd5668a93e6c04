// Runs the OpenAPI writer from source; the transform's settings are in .swcrc.
process.env.SWCRC = 'true';
await import('@swc-node/register/esm-register');
await import('./src/cli/openapi.ts');
