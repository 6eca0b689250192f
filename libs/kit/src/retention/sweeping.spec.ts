import { describe, expect, it } from '@jest/globals';
import { Injectable, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ENVIRONMENT } from '../service/tokens.ts';
import { sweeping, type Sweeper } from './sweeping.ts';

const rounds: string[] = [];

@Injectable()
class Slow implements Sweeper {
  readonly what = 'nothing';
  async sweep(): Promise<number> {
    rounds.push('begun');
    await new Promise((done) => setTimeout(done, 20));
    rounds.push('ended');
    return 0;
  }
}

async function lifeOf(roles: string[]): Promise<string[]> {
  class Root {}
  Module({ providers: [...sweeping(Slow), { provide: ENVIRONMENT, useValue: { ROLES: roles } }] })(Root);
  rounds.length = 0;
  const app = await NestFactory.createApplicationContext(Root, { logger: false });
  await app.close();
  return [...rounds];
}

describe('a sweeper', () => {
  it('sweeps at once where the worker is played, and ends its round before the process', async () => {
    expect(await lifeOf(['api', 'worker'])).toEqual(['begun', 'ended']);
  });

  it('rests elsewhere', async () => {
    expect(await lifeOf(['api'])).toEqual([]);
  });
});
