/** Names of images: what a person writes and what a daemon lists, made the same. */
import type { Spec } from '../../contract';

export interface SplitReference {
  repository: string;
  /** `latest` where none was written; a digest with its `sha256:`. */
  tag: string;
}

/** A colon before the last slash belongs to the registry's port. */
export function splitReference(reference: string): SplitReference {
  const at = reference.indexOf('@');
  if (at >= 0) return { repository: reference.slice(0, at), tag: reference.slice(at + 1) };
  const colon = reference.lastIndexOf(':');
  if (colon <= reference.lastIndexOf('/')) return { repository: reference, tag: 'latest' };
  return { repository: reference.slice(0, colon), tag: reference.slice(colon + 1) };
}

/** One spelling for `python`, `docker.io/library/python:latest` and what Podman calls `localhost/x`. */
export function normalizeReference(reference: string): string {
  const { repository, tag } = splitReference(reference);
  const short = repository
    .replace(/^(index\.)?docker\.io\//, '')
    .replace(/^library\//, '')
    .replace(/^localhost\//, '');
  return `${short}${tag.startsWith('sha256:') ? '@' : ':'}${tag}`;
}

/** The image that is built for a spec from Debian packages. */
export function debianReference(spec: Pick<Spec, 'id'>): string {
  const name = spec.id
    .replaceAll('+', 'plus')
    .replaceAll('#', 'sharp')
    .replace(/[._-]{2,}/g, (run) => (/^(__|-+)$/.test(run) ? run : '-'))
    .replace(/[._-]+$/, '');
  return `runyard/${name}:debian`;
}
