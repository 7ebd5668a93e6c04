export const facts = {
  now: new Date(),
  dice: Math.random(),
  setting: process.env['SETTING'],
  given: new Date(0),
};
