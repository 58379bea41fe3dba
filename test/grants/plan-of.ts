type Json = Readonly<Record<string, unknown>>;

/** The plan that Terraform makes of a stack whose resources are all new: literals are values, the rest are references. */
export function planOf({ resource = {} }: { readonly resource?: Readonly<Record<string, Json>> }): object {
  const all = Object.entries(resource).flatMap(([type, byName]) =>
    Object.entries(byName).map(([name, body]) => ({ type, name, body: body as Json, address: `${type}.${name}` })),
  );
  return {
    format_version: "1.2",
    planned_values: {
      root_module: { resources: all.map(({ body, ...one }) => ({ ...one, mode: "managed", values: valuesIn(body) })) },
    },
    resource_changes: all.map(({ address }) => ({ address, change: { actions: ["create"] } })),
    configuration: {
      root_module: {
        resources: all.map(({ body, ...one }) => ({ ...one, mode: "managed", expressions: referencesIn(body) })),
      },
    },
  };
}

/** The state after that plan was applied: references are what they refer to. */
export function stateOf({ resource = {} }: { readonly resource?: Readonly<Record<string, Json>> }): object {
  const known = JSON.parse(JSON.stringify(resource), (_, value: unknown) => {
    if (!isReference(value)) return value;
    const [type = "", name = "", attribute = ""] = value.slice(2, -1).split(".");
    return (resource[type]?.[name] as Json | undefined)?.[attribute] ?? value;
  }) as Readonly<Record<string, Json>>;
  const { planned_values: values, format_version } = planOf({ resource: known }) as Json;
  return { format_version, values };
}

const isReference = (value: unknown): value is string => typeof value === "string" && /^\$\{[^{}]*\}$/.test(value);

function valuesIn(body: Json): Json {
  const settings = ["//", "lifecycle", "depends_on", "provider"];
  return Object.fromEntries(
    Object.entries(body).filter(([name, value]) => !settings.includes(name) && !isReference(value)),
  );
}

function referencesIn(body: Json): Json {
  const found = Object.entries(body).flatMap(([name, value]) =>
    isReference(value)
      ? [[name, { references: [value.slice(2, -1), value.slice(2, -1).split(".").slice(0, 2).join(".")] }]]
      : [],
  );
  return Object.fromEntries(found) as Json;
}
