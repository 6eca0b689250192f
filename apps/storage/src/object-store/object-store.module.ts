import { Global, Module } from '@nestjs/common';
import { ENVIRONMENT } from '@beian/kit/service/tokens';
import type { StorageEnvironment } from '../config.ts';
import { OBJECT_STORE, s3Store } from './object-store.ts';

/** The bucket of the environment. */
@Global()
@Module({
  providers: [{ provide: OBJECT_STORE, inject: [ENVIRONMENT], useFactory: (environment: StorageEnvironment) => s3Store(environment) }],
  exports: [OBJECT_STORE],
})
export class ObjectStoreModule {}
