export { AppConfig, readConfig, type AppConfigValues } from './app-config.ts';
export { configFromEnvironment } from './environment.ts';
