import { expect, test } from "vitest";
import { openApi } from "./openapi.ts";

interface Described {
  readonly paths: Readonly<Record<string, { readonly get: { readonly description?: string; readonly parameters: readonly { readonly name: string; readonly required: boolean }[]; readonly responses: object } }>>;
  readonly components: { readonly schemas: Readonly<Record<string, { readonly properties: object }>> };
}

const { paths, components } = openApi("1.2.3") as Described;

test("a stream's life is described: what comes first and last, how it is kept, how one comes again", () => {
  for (const path of ["/events", "/clusters/{cluster}/events"]) {
    expect(paths[path]?.get.description).toMatch(/`stream`.*about a minute.*`bye`.*\/events\/alive.*every 30 s.*Last-Event-ID/s);
    expect(paths[path]?.get.parameters).toContainEqual(expect.objectContaining({ name: "Last-Event-ID", in: "header" }));
  }
  expect(paths["/events/alive"]?.get).toMatchObject({ parameters: [{ name: "stream", in: "query", required: true }], responses: { "204": {}, "404": {} } });
  expect(components.schemas).toMatchObject({ Stream: { properties: { stream: {}, retry: {} } }, Bye: { properties: { retry: {} } }, Revision: { properties: { cluster: {}, revision: {} } } });
});
