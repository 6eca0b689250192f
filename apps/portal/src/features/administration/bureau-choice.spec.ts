import { describe, expect, it } from '@jest/globals';
import type { AdministeredBureau } from '@beian/contracts/identity/administration';
import { bureauChoices, inTreeOrder } from './bureau-choice.ts';

const bureau = (id: number, parent: number | null, part: Partial<AdministeredBureau> = {}): AdministeredBureau => ({
  id, parent, name: `机关${id}`, level: 'county', issuingCode: '420106', prefix: '鄂公网安备', brigadePhone: null, regions: [], active: true, successor: null, version: 1, officers: 0, own: false, ...part,
});
const tree = [bureau(4, 2), bureau(2, 1, { own: true }), bureau(3, 2), bureau(5, 4, { active: false, successor: 4 })];

describe('bureaus on screens', () => {
  it('S5 stand in the order of the tree, the own one first, also when its superior is not known here', () => {
    expect(inTreeOrder(tree).map(({ bureau: { id }, depth }) => [id, depth])).toEqual([[2, 0], [4, 1], [5, 2], [3, 1]]);
  });

  it('are offered while they are in service, without the one that is changed and all below it', () => {
    const flat = (nodes: ReturnType<typeof bureauChoices>): number[] => nodes.flatMap(({ value, children }) => [value, ...flat(children)]);
    expect(flat(bureauChoices(tree))).toEqual([2, 4, 3]);
    expect(flat(bureauChoices(tree, 4))).toEqual([2, 3]);
  });
});
