// Fields of a record by name or by a dotted path into objects and lists: `title.rendered`, `authors.0.name`. A field
// whose own name contains the dots comes before the path.

/** The value at `path`, or undefined if the record doesn't have it. A value of null is there. */
export function valueAt(fields: ReadonlyMap<string, unknown>, path: string): unknown {
  if (fields.has(path)) return fields.get(path);
  for (let dot = path.indexOf("."); dot !== -1; dot = path.indexOf(".", dot + 1)) {
    const name = path.slice(0, dot);
    if (!fields.has(name)) continue;
    const value = inside(fields.get(name), path.slice(dot + 1));
    if (value !== undefined) return value;
  }
  return undefined;
}

function inside(value: unknown, path: string): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  // A list has its items as own properties "0", "1", …, and "length", which is no item.
  const entries = Array.isArray(value) ? value.entries() : Object.entries(value);
  return valueAt(new Map([...entries].map(([name, item]) => [String(name), item])), path);
}
