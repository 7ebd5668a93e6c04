export * from '@shuping/scheme';
