import type { Scheme } from '@shuping/scheme'; export type Planted = Scheme;
