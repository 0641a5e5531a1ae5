/** Which fields a schema knows at a place. */
import type { z } from 'zod';

export type SchemaNode = z.core.$ZodType;

/** Names of the fields of the object at `path`; none where there is no object. */
export function stepInto(schema: SchemaNode, path: readonly PropertyKey[]): string[] {
  let node: SchemaNode | undefined = schema;
  for (const step of path) node = node && enter(unwrap(node), step);
  const def = node && definitionOf(unwrap(node));
  return Object.keys(def?.shape ?? {});
}

interface Definition {
  innerType?: SchemaNode;
  shape?: Record<string, SchemaNode>;
  element?: SchemaNode;
  valueType?: SchemaNode;
}

function definitionOf(node: SchemaNode): Definition {
  return node._zod.def as unknown as Definition;
}

function enter(node: SchemaNode, step: PropertyKey): SchemaNode | undefined {
  const { shape, element, valueType } = definitionOf(node);
  return shape?.[String(step)] ?? element ?? valueType;
}

/** What stands within `optional`, `default` and the like. */
function unwrap(node: SchemaNode): SchemaNode {
  const { innerType } = definitionOf(node);
  return innerType ? unwrap(innerType) : node;
}
