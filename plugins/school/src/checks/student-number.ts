import { sentences, type PluginCheck } from '@shuping/plugin-sdk';

const ID = 'school.student-number@1';
const NUMBER = /(学号|工号|考生号|学籍号|准考证号)\s*(?:为|是|:|：)?\s*[A-Za-z]?\d{5,}/;

/** Student, staff or candidate numbers, which a published report must not carry. R-E2 (personal data) */
export const studentNumber: PluginCheck = {
  id: ID,
  run: (report) => report.sections.flatMap((section) => sentences(section.text).flatMap((sentence) => {
    const hit = NUMBER.exec(sentence.text);
    return hit ? [{ check: ID, level: 'block' as const, code: 'student-number', params: { label: hit[1]! }, sectionId: section.id, start: sentence.start, end: sentence.end }] : [];
  })),
};
