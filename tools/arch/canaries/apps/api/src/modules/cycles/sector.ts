export * from '@shuping/plugin-school';
