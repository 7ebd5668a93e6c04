export * from '@shuping/report-checks';
