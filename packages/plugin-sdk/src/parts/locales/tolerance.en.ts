import type { Catalogue } from '@shuping/kernel';

/** Words of the usual section of fault tolerance, without the sector's name before them. */
export const en: Catalogue = {
  'tolerance.pioneering': 'First attempt',
  'tolerance.pioneering.what': 'A mistake for want of experience in trying reform first',
  'tolerance.exploring': 'Trial',
  'tolerance.exploring.what': 'A mistake in a trial that no rule forbids',
  'tolerance.unintended': 'Unmeant',
  'tolerance.unintended.what': 'An unmeant mistake for the common good',
  'tolerance.unforeseeable': 'Beyond control',
  'tolerance.unforeseeable.what': 'Force majeure, or what nobody could foresee',
  'tolerance.inherited': 'Inherited',
  'tolerance.inherited.what': 'Left over from earlier, or caused by a change of policy above',
  'tolerance.remedied': 'Made good',
  'tolerance.remedied.what': 'Found, mended and made good by the person himself',
  'note.tolerance': 'Six grounds after what SRC4 says of tolerating and mending mistakes; ten days for the opinion and twenty for the decision are proposals that a lower layer may change.',
};
