import { describe, expect, it } from '@jest/globals';
import { regionName, regionPath, regionTree } from './region-tree.ts';

const REGIONS = [
  { code: '420000', name: '湖北省', parent: null, abolished: false },
  { code: '420500', name: '宜昌市', parent: '420000', abolished: false },
  { code: '420506', name: '夷陵区', parent: '420500', abolished: false },
  { code: '420521', name: '宜昌县', parent: '420500', abolished: true },
  { code: '429004', name: '仙桃市', parent: '420000', abolished: false },
];

describe('regions', () => {
  it('S5 form a tree by explicit parent, in which a directly administered county stands beside the cities', () => {
    expect(regionTree(REGIONS)).toEqual([
      { value: '420000', label: '湖北省', children: [{ value: '420500', label: '宜昌市', children: [{ value: '420506', label: '夷陵区' }] }, { value: '429004', label: '仙桃市' }] },
    ]);
  });

  it('S5 an abolished region is not offered, but keeps its name on old records', () => {
    expect(JSON.stringify(regionTree(REGIONS))).not.toContain('宜昌县');
    expect(regionName(REGIONS, '420521')).toBe('湖北省 宜昌市 宜昌县');
  });

  it('a circle of parents ends', () => {
    expect(regionPath([{ code: '1', name: '甲', parent: '2', abolished: false }, { code: '2', name: '乙', parent: '1', abolished: false }], '1')).toEqual(['2', '1']);
  });
});
