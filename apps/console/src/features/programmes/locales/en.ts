import type { Catalogue } from '@shuping/kernel';

export const catalogue: Catalogue = {
  'todo.programme': 'Open the cycle ordered by {{owner}}',
  'todo.urged': 'Reminder from above: progress of {{cycle}}',
  'todo.programme_withdrawn': 'Take note: {{owner}} has withdrawn “{{title}}”',
  'errors.programme.not-found': 'There is no such yearly order',
  'errors.programme.frozen': 'An order that was issued can no longer be changed',
  'errors.programme.not-issued': 'This order is not in force',
  'errors.programme.no-hosts': 'No addressee has been chosen',
  'errors.programme.nothing-ordered': 'It holds neither questions nor days: nothing is ordered',
  'errors.programme.host-not-below': 'One of the addressees does not lie below this organisation',
  'errors.programme.not-addressed': 'This order does not apply to that organisation',
  'errors.programme.too-many-questions': 'This level asks {{count}} questions this year; at most {{most}} are allowed',
  'errors.programme.calendar-looser': 'The days of “{{stage}}” are looser than {{by}} allows; the limit is {{day}}',
  'errors.programme.calendar-empty': '“{{stage}}” is to lie between {{earliest}} and {{latest}}: no day meets both',
  'errors.programme.too-early': '“{{stage}}” must not be before {{earliest}} (ordered by {{by}})',
  'errors.programme.too-late': '“{{stage}}” must not be after {{latest}} (ordered by {{by}})',
  'errors.programme.conflict': 'The questions and the locks of the line cannot both hold, in {{count}} places',
  'errors.programme.not-withdrawn': 'This order was not withdrawn; there is nothing to take note of',
};
