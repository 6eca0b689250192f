import { OBJECT_LABELS, type ObjectKind } from '@beian/rules/lifecycle/labels';
import { useParams } from 'react-router';

/** The kind that the address names; a website where it names none; undefined for what is no kind. */
export function useObject(): ObjectKind | undefined {
  const { object = 'website' } = useParams();
  return Object.hasOwn(OBJECT_LABELS, object) ? (object as ObjectKind) : undefined;
}
