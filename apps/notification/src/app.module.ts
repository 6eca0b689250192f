import { Module } from '@nestjs/common';
import { CopiesConsumer } from './copies/copies.consumer.ts';
import { DirectoryCopies } from './copies/directory-copies.ts';

/** All of the notification service. */
@Module({ controllers: [CopiesConsumer], providers: [DirectoryCopies] })
export class AppModule {}
