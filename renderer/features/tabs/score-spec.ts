/** How well a language answers a search, from 0 (not at all) to 1. Pure. */
import type { Spec } from '../../../contract';

export function scoreSpec(spec: Pick<Spec, 'id' | 'title' | 'aliases' | 'file'>, search: string): number {
  const wanted = search.trim().toLowerCase();
  if (wanted === '') return 1;
  const ending = spec.file.includes('.') ? spec.file.slice(spec.file.lastIndexOf('.')).toLowerCase() : '';
  const names = [spec.title, spec.id, ...spec.aliases].map((name) => name.toLowerCase());
  if (names.includes(wanted) || ending === wanted) return 1;
  if (ending === `.${wanted}`) return 0.95;
  if (names.some((name) => name.startsWith(wanted))) return 0.8;
  if (names.some((name) => name.includes(wanted))) return 0.5;
  return ending.startsWith(`.${wanted}`) ? 0.4 : 0;
}
