export * from '@shuping/scoring';
