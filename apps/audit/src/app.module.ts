import { Module } from '@nestjs/common';
import { DirectoryConsumer } from './directory/directory.consumer.ts';

/** All of the audit service. */
@Module({ controllers: [DirectoryConsumer] })
export class AppModule {}
