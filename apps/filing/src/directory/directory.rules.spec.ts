import { describe, expect, it } from '@jest/globals';
import { readTable, regionPrefix, spelled } from './directory.rules.ts';

const HEAD = ['类别', '名称', '地区代码', '地址', '电话'];
const faultsOf = (...lines: string[][]) => readTable([HEAD, ...lines]).faults.map(({ field, message }) => `${field} ${message}`);

describe('a region of the look-up', () => {
  it.each([
    ['a province', '420000', '42'],
    ['a city', '420100', '4201'],
    ['a county', '420106', '420106'],
    ['a town below a county', '420106001', '420106'],
    ['a directly administered county', '429004', '429004'],
    ['a county whose code ends in 0', '421220', '421220'],
  ])('OPN-44 finds what lies in %s', (_what, code, prefix) => {
    expect(regionPrefix(code)).toBe(prefix);
  });
});

describe('a table of providers', () => {
  it('is read line by line, with names in one spelling', () => {
    expect(spelled('　阿里云　 计算 ')).toBe('阿里云 计算');
    expect(readTable([HEAD, ['网络接入服务商', '某某云（北京）', '110000', '', '010-12345678'], ['域名注册服务商', '某某域名', '330000']])).toEqual({
      faults: [],
      rows: [
        { kind: 'access', name: '某某云(北京)', region: '110000', address: '', phone: '010-12345678' },
        { kind: 'registrar', name: '某某域名', region: '330000', address: '', phone: '' },
      ],
    });
  });

  it('names every line that has a fault, by its number in the file', () => {
    expect(faultsOf(['接入商', '甲', '110000'], ['网络接入服务商', '', '110000'], ['网络接入服务商', '乙', '北京'], ['网络接入服务商', '丙', '110000'], ['网络接入服务商', '丙', '110000'])).toEqual([
      'csv.2 第2行：类别应为“网络接入服务商”或“域名注册服务商”', 'csv.3 第3行：请填写名称', 'csv.4 第4行：地区代码应为6位数字', 'csv.6 第6行：与第5行相同',
    ]);
  });

  it('is refused without its column names, and without lines', () => {
    expect(readTable([['名称', '类别']]).faults).toMatchObject([{ field: 'csv.1', code: 'import.columns' }]);
    expect(readTable([HEAD]).faults).toMatchObject([{ field: 'csv.2', code: 'import.empty' }]);
  });
});
