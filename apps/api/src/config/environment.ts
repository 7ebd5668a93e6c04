import { CodedError } from '../platform/coded-error.ts';
import { readConfig, type AppConfig } from './app-config.ts';

/** Settings of this process; stops with `config.invalid`, which names the variables. */
export function configFromEnvironment(): AppConfig {
  const config = readConfig(process.env);
  if (!config.ok) throw new CodedError(config.error.code, config.error.params);
  return config.value;
}
