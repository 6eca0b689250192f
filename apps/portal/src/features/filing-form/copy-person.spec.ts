import { describe, expect, it } from '@jest/globals';
import type { SubjectData } from '@beian/contracts/subject/api';
import { copyFromSubject } from './copy-person.ts';

const subject = {
  nature: 'unit', images: { openerId: 'opener', licence: 'licence' },
  responsible: { name: '张建国', certificateType: 'resident_id', certificateNumber: '420106198001010019', validUntil: null, mobile: '13800138000', email: 'a@example.cn', residence: '武昌区某路1号', officePhone: '027-87654320' },
} as unknown as SubjectData;

describe('同主体负责人信息', () => {
  it('OPN-11 uses the picture of the subject’s responsible person again, and no other of the subject’s', () => {
    expect(copyFromSubject({ key: 'security', type: 'person' }, subject)).toMatchObject({ security: { sameAsSubject: true, idImage: 'opener' } });
    expect(copyFromSubject({ key: 'security', type: 'person' }, undefined)).toMatchObject({ security: { sameAsSubject: false, idImage: undefined } });
  });

  it('OPN-21 leaves number and mobile to be typed again, and asks for the verification anew', () => {
    expect(copyFromSubject({ key: 'manager', type: 'person' }, subject)).toEqual({
      manager: { sameAsSubject: true, name: '张建国', certificateType: 'resident_id', certificateNumber: undefined, validUntil: null, mobile: undefined, email: 'a@example.cn', residence: '武昌区某路1号', officePhone: '027-87654320', idImage: 'opener' },
      verified: { manager: false },
    });
  });

  it('WEB-38 empties everything that was copied once the tick is taken away', () => {
    const { emergency } = copyFromSubject({ key: 'emergency', type: 'contact' }, undefined);
    expect(emergency).toEqual({ sameAsSubject: false, name: undefined, mobile: undefined, email: undefined });
  });
});
