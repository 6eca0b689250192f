import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../../ui/api/api-error.ts';
import { DraftSaver } from './draft-saver.ts';

const typed = (): string => 'typed';

describe('saving a draft', () => {
  it('OPN-37 sends each change on the version it was made on', async () => {
    const sent: number[] = [];
    const saver = new DraftSaver<string>(0, async (version) => {
      sent.push(version);
      return { version: version + 1 };
    });
    saver.touch(typed);
    expect(await saver.flush()).toBe(true);
    saver.touch(typed);
    expect(await saver.flush()).toBe(true);
    expect(sent).toEqual([0, 1]);
    expect(saver.current().at).toBe('saved');
  });

  it('keeps what could not be saved and says why', async () => {
    const saver = new DraftSaver<string>(3, () => Promise.reject(new ApiError(503, 'service.unavailable', '服务暂时不可用')));
    saver.touch(typed);
    expect(await saver.flush()).toBe(false);
    expect(saver.current()).toEqual({ at: 'failed', message: '服务暂时不可用' });
    saver.stop();
  });

  it('stops at a conflict, so that two windows do not overwrite each other', async () => {
    let calls = 0;
    const saver = new DraftSaver<string>(1, () => {
      calls += 1;
      return Promise.reject(new ApiError(409, 'draft.conflict', '草稿已在别处修改'));
    });
    saver.touch(typed);
    await saver.flush();
    saver.touch(typed);
    await saver.flush();
    expect(calls).toBe(1);
    expect(saver.current().at).toBe('conflict');
  });

  it('saves nothing after the draft was submitted', async () => {
    let calls = 0;
    const saver = new DraftSaver<string>(1, async (version) => {
      calls += 1;
      return { version };
    });
    saver.touch(typed);
    saver.stop();
    await saver.flush();
    expect(calls).toBe(0);
  });
});
