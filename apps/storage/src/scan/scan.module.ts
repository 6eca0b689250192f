import { Global, Module } from '@nestjs/common';
import { ENVIRONMENT } from '@beian/kit/service/tokens';
import type { StorageEnvironment } from '../config.ts';
import { clamdScanner } from './clamd-scanner.ts';
import { MALWARE_SCANNER, noScanner, type MalwareScanner } from './malware-scanner.ts';

/** The scanner that the environment names. */
export function scannerOf({ MALWARE_SCANNER: kind, CLAMD_ADDRESS, CLAMD_TIMEOUT_MS, MALWARE_SCANNER_DOWN }: Pick<StorageEnvironment, 'MALWARE_SCANNER' | 'CLAMD_ADDRESS' | 'CLAMD_TIMEOUT_MS' | 'MALWARE_SCANNER_DOWN'>): MalwareScanner {
  if (kind === 'none') return noScanner;
  // Without this a slip in the settings would let everything pass in silence.
  if (CLAMD_ADDRESS === undefined) throw new Error('MALWARE_SCANNER=clamd needs CLAMD_ADDRESS');
  const { hostname, port } = new URL(`tcp://${CLAMD_ADDRESS}`);
  return clamdScanner({ host: hostname.replace(/^\[(.*)\]$/, '$1'), port: Number(port), timeoutMs: CLAMD_TIMEOUT_MS, whenDown: MALWARE_SCANNER_DOWN });
}

@Global()
@Module({
  providers: [{ provide: MALWARE_SCANNER, inject: [ENVIRONMENT], useFactory: (environment: StorageEnvironment) => scannerOf(environment) }],
  exports: [MALWARE_SCANNER],
})
export class ScanModule {}
