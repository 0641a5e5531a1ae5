/** The ways in which a language's image comes to this machine, as data and in words. */
import type { ImageOption, Spec } from '../../contract';
import { debianReference } from './image-reference';

export function listOptions(spec: Spec): ImageOption[] {
  const options: ImageOption[] = [];
  if (spec.image !== undefined) {
    options.push({ kind: 'pull', reference: spec.image, downloadBytes: spec.imageDownloadBytes ?? null });
  }
  if (spec.debian) {
    options.push({ kind: 'build', reference: debianReference(spec), packages: spec.debian.packages });
  }
  return options;
}

/** `Pull python:3.13-slim (45 MB) or build it from Debian packages.` */
export function describeOptions(spec: Spec): string {
  const ways = listOptions(spec).map((option) => {
    if (option.kind === 'build') return 'build it from Debian packages';
    const size = option.downloadBytes === null ? '' : ` (${Math.max(1, Math.round(option.downloadBytes / 1e6))} MB)`;
    return `pull ${option.reference}${size}`;
  });
  const text = ways.join(' or ');
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
