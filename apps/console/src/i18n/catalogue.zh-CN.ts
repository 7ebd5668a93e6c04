import antd from 'antd/es/locale/zh_CN.js';
import 'dayjs/locale/zh-cn.js';
import type { Catalogue } from '@shuping/kernel';
import { catalogue as common } from './locales/zh-CN.ts';

const features = import.meta.glob<Catalogue>('../features/*/locales/zh-CN.ts', { eager: true, import: 'catalogue' });

/** Every wording of the console in one language: the kit's own and each feature's. */
export const catalogue: Catalogue = Object.assign({}, common, ...Object.values(features)) as Catalogue;
export const antdLocale = antd;
