import { describe, expect, it } from 'vitest';
import { debianReference, normalizeReference, splitReference } from './image-reference';

describe('splitReference', () => {
  it.each([
    ['python', 'python', 'latest'],
    ['python:3.13-slim', 'python', '3.13-slim'],
    ['registry.local:5000/python', 'registry.local:5000/python', 'latest'],
    ['registry.local:5000/a/python:3', 'registry.local:5000/a/python', '3'],
    ['python@sha256:abc', 'python', 'sha256:abc'],
  ])('%s', (reference, repository, tag) => {
    expect(splitReference(reference)).toEqual({ repository, tag });
  });
});

describe('normalizeReference', () => {
  it.each([
    ['python', 'python:latest'],
    ['docker.io/library/python:3', 'python:3'],
    ['docker.io/owner/image:1', 'owner/image:1'],
    ['localhost/runyard/lua:debian', 'runyard/lua:debian'],
    ['localhost:5000/x', 'localhost:5000/x:latest'],
    ['python@sha256:abc', 'python@sha256:abc'],
  ])('%s', (reference, normal) => {
    expect(normalizeReference(reference)).toBe(normal);
  });
});

describe('debianReference', () => {
  it('is a name that a daemon takes, whatever the id', () => {
    for (const id of ['python', 'c++', 'c#', 'a___b', 'x-', 'py3.9', 'a._-b.', 'a..b']) {
      expect(debianReference({ id })).toMatch(/^runyard\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*:debian$/);
    }
  });
});
