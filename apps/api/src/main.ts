import { configFromEnvironment } from './config/index.ts';
import { serve } from './server.ts';

await serve(configFromEnvironment());
