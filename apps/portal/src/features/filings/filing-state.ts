import type { FilingSummary } from '@beian/contracts/filing/api';

/** Colours beside the words of a filing's state. */
export const FILING_COLORS: Readonly<Record<FilingSummary['state'], string>> = { pending: 'blue', filed: 'green', cancelled: 'default', ended: 'default' };
