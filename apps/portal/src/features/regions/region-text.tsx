import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { regions } from './list-regions.ts';
import { regionName } from './region-tree.ts';

/** A region's name; its code until the names are there. */
export function RegionText({ code }: { readonly code: string }): ReactNode {
  const query = useQuery(regions);
  return query.data === undefined ? code : regionName(query.data, code);
}
