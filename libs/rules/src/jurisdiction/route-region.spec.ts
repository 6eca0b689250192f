import { describe, expect, it } from '@jest/globals';
import { routeRegion } from './route-region.ts';

const parents = {
  '440000': null, '440100': '440000', '440106': '440100', '441900': '440000', '441900003': '441900',
  '420000': null, '429000': '420000', '429004': '420000',
  '500000': null, '500100': '500000', '500101': '500100',
  '330000': null, '330100': '330000', '330105': '330100', '330102': '330100', '330113': '330100', '330103': '330100', '330112': '330100',
  '660000': null, '661100': '660000',
};
const bureaus = { '440000': 'GD', '440100': 'GZ', '441900': 'DG', '420000': 'HB', '429004': 'XT', '500101': 'WZ', '500000': 'CQ', '330100': 'HZ', '330105': 'GS', '661100': 'BT' };
const successions = [
  { code: '330103', successors: ['330105'], since: '2021-04-09' },
  { code: '330110', successors: ['330110', '330113'].slice(1), since: '2021-04-09' },
  { code: '330104', successors: ['330102', '330113'], since: '2021-04-09' },
];

describe('routing by region', () => {
  it.each([
    ['its own bureau', '500101', 'WZ', '500101'],
    ['a region without a bureau goes to its nearest ancestor', '440106', 'GZ', '440100'],
    ['a city without counties keeps its own', '441900003', 'DG', '441900'],
    ['a directly administered county hangs on the province', '429004', 'XT', '429004'],
    ['a pseudo-prefecture is passed through', '500100', 'CQ', '500000'],
    ['the production corps has its own', '661100', 'BT', '661100'],
  ])('S5 %s', (_name, region, bureau, at) => {
    expect(routeRegion(bureaus, parents, region)).toMatchObject({ found: true, bureau, region: at, exact: region === at });
  });

  it('S5 an abolished code goes to its successor from the date on', () => {
    expect(routeRegion(bureaus, parents, '330103', { successions, on: '2021-04-09' })).toMatchObject({ bureau: 'GS', path: ['330103', '330105'] });
    expect(routeRegion(bureaus, parents, '330103', { successions, on: '2021-04-08' })).toMatchObject({ bureau: 'HZ', path: ['330103', '330100'] });
  });

  it('S5 a successor without a bureau goes on to its ancestor', () => {
    expect(routeRegion(bureaus, parents, '330110', { successions })).toMatchObject({ bureau: 'HZ', path: ['330110', '330113', '330100'] });
  });

  it('S5 an abolished code is followed even where a bureau still carries it', () => {
    expect(routeRegion({ ...bureaus, '330103': 'old' }, parents, '330103', { successions })).toMatchObject({ bureau: 'GS' });
  });

  it('S5 a split region names the candidates instead of choosing one', () => {
    expect(routeRegion(bureaus, parents, '330104', { successions })).toMatchObject({ found: false, code: 'region.split', candidates: ['330102', '330113'] });
  });

  it.each([
    ['an unknown code', '999999', 'region.unknown'],
    ['a name of an object member', 'constructor', 'region.unknown'],
    ['a tree without any bureau', '420000', 'region.no-bureau'],
  ])('S5 %s is not routed', (_name, region, code) => {
    expect(routeRegion({}, parents, region)).toMatchObject({ found: false, code });
  });

  it('S5 a circular table ends in an error, not in a loop, and maps work like records', () => {
    const circular = new Map<string, string | null>([['1', '2'], ['2', '1']]);
    expect(routeRegion(new Map<string, string>(), circular, '1')).toMatchObject({ code: 'region.cycle', path: ['1', '2'] });
    expect(routeRegion(new Map([['2', 'B']]), circular, '1')).toMatchObject({ bureau: 'B' });
  });
});
