export { AppConfig, readConfig, type AppConfigValues } from './app-config.ts';
