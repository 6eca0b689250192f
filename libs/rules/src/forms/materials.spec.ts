import { describe, expect, it } from '@jest/globals';
import { formOf } from './forms.ts';
import { materialsOf } from './materials.ts';

describe('what to have at hand', () => {
  it('OPN-63 follows the form of the kind', () => {
    expect(materialsOf(formOf('website')).join('\n')).toContain('网站负责人身份证照片');
    expect(materialsOf(formOf('mini_program')).join('\n')).toContain('运行截图（1至5张）');
    expect(materialsOf(formOf('mini_program')).join('\n')).not.toContain('负责人身份证照片');
    expect(materialsOf(formOf('provider'))).toContain('服务商负责人身份证照片');
    expect(materialsOf(formOf('provider'))).toContain('许可证照片');
    expect(materialsOf(formOf('provider')).join('\n')).not.toContain('许可的截图');
  });
});
