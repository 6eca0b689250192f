import { ProvinceFile } from './seed/province-file.ts';

/** A small province for specs: 1 above 2 (above 3, 4) and 5; 6 stands apart. */
export function aProvince(): ProvinceFile {
  const bureau = (id: number, parent: number | null, level: 'province' | 'city' | 'county', code: string) => ({ id, parent, name: `机关${id}`, level, issuingCode: code, prefix: '鄂公网安备', brigadePhone: '027-01420000', regions: [code] });
  const officer = (loginName: string, at: number, role: string) => ({ loginName, name: '县审核员', bureau: at, roles: [role], idNumber: '999999198102080019' });
  return ProvinceFile.parse({
    sample: true,
    note: {},
    password: 'Sample-2026',
    bureaus: [bureau(1, null, 'province', '420000'), bureau(2, 1, 'city', '420100'), bureau(3, 2, 'county', '420106'), bureau(4, 2, 'county', '420111'), bureau(5, 1, 'county', '429004'), bureau(6, null, 'city', '441900')],
    officers: [
      officer('county_reviewer', 3, 'reviewer'),
      officer('other_reviewer', 4, 'reviewer'),
      officer('city_supervisor', 2, 'supervisor'),
      officer('province_auditor', 1, 'auditor'),
      officer('special_reviewer', 6, 'reviewer'),
    ],
    regions: [
      { code: '420000', name: '湖北省', parent: null },
      { code: '420100', name: '武汉市', parent: '420000' },
      { code: '420106', name: '武昌区', parent: '420100' },
      { code: '420111', name: '洪山区', parent: '420100' },
      { code: '429000', name: '省直辖县级行政区划', parent: '420000' },
      { code: '429004', name: '仙桃市', parent: '429000' },
      { code: '420521', name: '宜昌县', parent: '420000', abolishedOn: '2001-07-28', successors: ['420506'] },
      { code: '420506', name: '夷陵区', parent: '420000' },
      { code: '441900', name: '东莞市', parent: null },
    ],
  });
}
