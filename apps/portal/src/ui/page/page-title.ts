import { useEffect } from 'react';
import { PLATFORM_NAME } from '../text/platform.ts';

/** Names the browser's tab and, with it, what a screen reader announces on arrival. */
export function usePageTitle(title: string): void {
  useEffect(() => {
    document.title = title === PLATFORM_NAME ? title : `${title} - ${PLATFORM_NAME}`;
  }, [title]);
}
